#!/usr/bin/env bash
# The examples of typed clients, run against the server: items and objects page by page, errors by class, events.
source "$(dirname "$0")/common.sh"

# says WHAT TEXT: the output of the last step holds that line.
says() {
    grep -qx -- "$2" "$scratch/said" || {
        echo "FAILED: $1: no line '$2' in:"
        cat "$scratch/said"
        exit 1
    }
    echo "ok: $1"
}

# runs EXAMPLE: false, and says why, where it was not built.
runs() {
    if [ ! -x "$BIN/examples/$1" ]; then
        echo "skipped: $1 was not built (-Dservices, -Dexamples)"
        return 1
    fi
    step "$1" "$BIN/examples/$1"
    cp "$scratch/out" "$scratch/said"
}

if [ -z "${ONLY_S3:-}" ] && runs typed_dynamodb; then
    says "an item is read into a struct" "ada writes C++"
    grep -q '^not stored twice: ' "$scratch/said" || { echo "FAILED: no modelled exception"; exit 1; }
    same "all items of all pages" 5 "$(grep -c '^scanned ' "$scratch/said")"
fi
if [ -z "${ONLY_DYNAMODB:-}" ] && runs typed_s3; then
    same "all objects of all pages" 5 "$(grep -c '^notes/.: 10 bytes$' "$scratch/said")"
    grep -q '^NoSuchKey: ' "$scratch/said" || { echo "FAILED: no modelled exception"; exit 1; }
    says "rows of a query are events" user89
    same "all of them" 11 "$(grep -c '^user[0-9]*$' "$scratch/said")"
fi
