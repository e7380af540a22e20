# Shared by the commands in tools/; sourced, not run.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top"

# Where the pinned models are; tools/setup puts them there.
data_path() {
    local found
    for found in "$top"/build/venv/lib/python3*/site-packages/botocore/data; do
        [ -d "$found" ] && echo "$found" && return
    done
    echo "the pinned models are missing: run tools/setup" >&2
    return 1
}

# Keeps builds within the memory of a small machine: Asio files take up to a gigabyte each with sanitizers. COAWS_JOBS
# overrides.
jobs() {
    [ -n "${COAWS_JOBS:-}" ] && echo "$COAWS_JOBS" && return
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)
    [ "$memory" -lt 1 ] && memory=1
    [ "$memory" -lt "$cores" ] && echo "$memory" || echo "$cores"
}

# build_folder NAME: its folder below build/, one for each compiler that CXX names.
build_folder() {
    echo "build/$1${CXX:+-$(basename "${CXX##* }")}"
}

# configure DIR MESON_ARGUMENTS…: makes or updates a build folder.
configure() {
    local dir=$1
    shift
    mkdir -p "$(dirname "$dir")"
    # Meson finds ccache by itself only where no compiler is named.
    if [ -n "${CXX:-}" ] && [ "$CXX" = "${CXX#* }" ] && command -v ccache >/dev/null; then
        local CXX="ccache $CXX"
    fi
    local again=()
    # Again even where nothing seems changed: Meson does not notice a new build file in a folder that had none.
    [ -f "$dir/build.ninja" ] && again=(--reconfigure)
    meson setup "${again[@]}" "$dir" "$@" >"$dir.log" 2>&1 || {
        cat "$dir.log" >&2
        return 1
    }
}
