#!/usr/bin/env bash
# Installs the build aside and builds two small projects against it: run.sh BUILD SOURCES
# CXX_COMMAND is the compiler that the library was built with, SANITIZE its -fsanitize value (none: "none").
set -euo pipefail
build=$1 sources=$2
# A compiler cache in front of the compiler is of no use to CMake.
read -ra words <<<"${CXX_COMMAND:-c++}"
compiler=${words[-1]}
flags=(-std=c++20)
[ "${SANITIZE:-none}" = none ] || flags+=("-fsanitize=$SANITIZE")

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
"${MESON_COMMAND:-meson}" install -C "$build" --no-rebuild --quiet --destdir "$stage/root" >"$stage/install.log" ||
    { cat "$stage/install.log"; exit 1; }
pc=$(find "$stage/root" -name coaws.pc)
libdir=$(dirname "$(dirname "$pc")")

passed=0 failed=0
# check NAME COMMAND…: one case; its output is shown when it fails.
check() {
    local name=$1
    shift
    if "$@" >"$stage/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $name"
        cat "$stage/log"
    fi
}

# with_pkg_config LINK: LINK is `shared` or `static`.
with_pkg_config() {
    # The staged folder stands in for the prefix that the file was written for.
    local prefix
    prefix=$stage/root$(sed -n 's/^prefix=//p' "$pc")
    local found=(pkg-config "--define-variable=prefix=$prefix")
    export PKG_CONFIG_PATH=$libdir/pkgconfig
    local cflags libs
    cflags=$("${found[@]}" --cflags coaws)
    libs=$("${found[@]}" --libs coaws)
    [ "$1" = static ] && libs=${libs/-lcoaws/-l:libcoaws.a}
    # shellcheck disable=SC2086
    "$compiler" "${flags[@]}" $cflags "$sources/program.cpp" -o "$stage/by-pkg-config" $libs
    LD_LIBRARY_PATH=$libdir "$stage/by-pkg-config"
}

# with_cmake LINK: LINK is `shared` or `static`.
with_cmake() {
    rm -rf "$stage/cmake"
    cmake -G Ninja -S "$sources" -B "$stage/cmake" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="${flags[*]}" \
        -DBUILD_SHARED_LIBS="$([ "$1" = shared ] && echo ON || echo OFF)" \
        -DCMAKE_PREFIX_PATH="$(dirname "$(dirname "$libdir")")" -Dcoaws_DIR="$libdir/cmake/coaws"
    cmake --build "$stage/cmake"
    "$stage/cmake/program"
}

for link in static shared; do
    [ -e "$libdir/libcoaws.$([ $link = static ] && echo a || echo so)" ] || continue
    check "a program built with pkg-config, $link" with_pkg_config $link
    if command -v cmake >/dev/null; then
        check "a program built with CMake, $link" with_cmake $link
    fi
done
check "every header is installed" diff -rq "$sources/../../include/coaws" "$(dirname "$(find "$stage/root" -name coaws.hpp)")"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
