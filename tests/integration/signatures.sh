#!/usr/bin/env bash
# Every way in which a request to S3 is signed; where the server checks signatures (STRICT), also with a byte changed.
source "$(dirname "$0")/common.sh"
export DRIVER=${DRIVER:-$BIN/tools/coaws-conformance/coaws-conformance}
python3 "$(dirname "$0")/signatures.py"
