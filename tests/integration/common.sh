# Shared by the scripts of this folder; sourced, not run. COAWS is the command line; the environment names server and keys.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# step WHAT COMMAND…: runs it, and ends the script with its output where it fails.
step() {
    local what=$1
    shift
    "$@" >"$scratch/out" 2>&1 || {
        echo "FAILED ($?): $what: $*"
        cat "$scratch/out"
        exit 1
    }
    echo "ok: $what"
}

# refused WHAT STATUS TEXT COMMAND…: the command must end with that status and say TEXT.
refused() {
    local what=$1 status=$2 text=$3 got=0
    shift 3
    "$@" >"$scratch/out" 2>&1 || got=$?
    if [ "$got" != "$status" ] || ! grep -q -- "$text" "$scratch/out"; then
        echo "FAILED: $what: expected status $status and '$text', got $got:"
        cat "$scratch/out"
        exit 1
    fi
    echo "ok: $what"
}

# same WHAT WANTED GOT
same() {
    [ "$2" = "$3" ] || {
        echo "FAILED: $1: expected '$2', got '$3'"
        exit 1
    }
    echo "ok: $1"
}
