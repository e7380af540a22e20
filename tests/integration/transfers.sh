#!/usr/bin/env bash
# Uploads and downloads of S3 arrive whole or not at all: every checksum, bytes that change on their way, and connections that
# break midway. fault_proxy.py stands in front of the server; of what is encrypted it can only break the connection.
source "$(dirname "$0")/common.sh"
here=$(dirname "$0")
bucket=coaws-$$-$RANDOM
s3() { "$COAWS" s3 "$@"; }

scheme=${AWS_ENDPOINT_URL%%://*}
upstream=${AWS_ENDPOINT_URL#*://}
mkdir "$scratch/proxy"
python3 "$here/fault_proxy.py" "${upstream%/}" "$scratch/proxy" 2>"$scratch/proxy/errors" &
proxy=$!
trap 'kill $proxy 2>/dev/null; rm -rf "$scratch"' EXIT
for _ in $(seq 100); do [ -f "$scratch/proxy/port" ] && break || sleep 0.1; done
proxy_url=$scheme://127.0.0.1:$(cat "$scratch/proxy/port")

# disturbed ORDER ARGUMENTS…: a command of S3 through the proxy, whose order is for the first connection.
disturbed() {
    echo "$1" >"$scratch/proxy/order"
    : >"$scratch/proxy/log"
    shift
    AWS_ENDPOINT_URL=$proxy_url s3 "$@"
}
# connections WHAT WANTED…: what became of the connections of the last command, in order.
connections() {
    local what=$1
    shift
    for _ in $(seq 50); do
        [ "$(wc -l <"$scratch/proxy/log")" -ge $# ] && break || sleep 0.1
    done
    same "$what" "$*" "$(cut -d' ' -f1 "$scratch/proxy/log" | tr '\n' ' ' | sed 's/ $//')"
}
get() { s3 get-object --bucket "$bucket" --key "$1" "$scratch/back"; }
sum_of() { python3 "$here/checksum.py" "$1" "$scratch/$2"; }

head -c 300000 /dev/urandom >"$scratch/middling"
head -c 8388608 /dev/urandom >"$scratch/big"
step "create-bucket" s3 create-bucket --bucket "$bucket"

declare -A option=([CRC32]=crc32 [CRC32C]=crc32-c [CRC64NVME]=crc64-nvme [SHA1]=sha1 [SHA256]=sha256)
for algorithm in "${!option[@]}"; do
    sum=$(sum_of "$algorithm" middling)
    step "put-object with $algorithm" s3 put-object --bucket "$bucket" --key "$algorithm" --body "$scratch/middling" \
        --checksum-algorithm "$algorithm"
    same "the server keeps the $algorithm" "$sum" "$(s3 head-object --bucket "$bucket" --key "$algorithm" \
        --checksum-mode ENABLED --query "Checksum$algorithm" --output text)"
    step "get-object checks the $algorithm" get "$algorithm"
    step "the bytes are the same" cmp "$scratch/middling" "$scratch/back"
    if [ "$scheme" = http ]; then
        refused "a byte that changes on its way is found by the $algorithm" 255 \
            "Expected checksum $sum did not match calculated checksum: " \
            disturbed "damage-answer 123456" get-object --bucket "$bucket" --key "$algorithm" "$scratch/back"
        connections "and the download is not tried again" damage-answer
        step "the file of before is still there" cmp "$scratch/middling" "$scratch/back"
    fi
    [ -z "${STRICT:-}" ] || refused "the server refuses a wrong $algorithm" 254 'BadDigest\|XAmzContentChecksumMismatch' \
        env AWS_MAX_ATTEMPTS=1 "$COAWS" s3 put-object --bucket "$bucket" --key wrong --body "$scratch/middling" \
        "--checksum-${option[$algorithm]}" "$(sum_of "$algorithm" big)"
done
[ "$scheme" = http ] || echo "skipped: bytes that change on their way: TLS finds them first"

step "put-object with an MD5" s3 put-object --bucket "$bucket" --key MD5 --body "$scratch/middling" \
    --content-md5 "$(sum_of MD5 middling)"
step "get-object" get MD5
step "the bytes are the same" cmp "$scratch/middling" "$scratch/back"
[ -z "${STRICT:-}" ] || refused "the server refuses a wrong MD5" 254 BadDigest env AWS_MAX_ATTEMPTS=1 "$COAWS" s3 \
    put-object --bucket "$bucket" --key wrong --body "$scratch/middling" --content-md5 "$(sum_of MD5 big)"
refused "an MD5 is none of the checksums that can be asked for" 255 "Unsupported checksum algorithm: md5" s3 put-object \
    --bucket "$bucket" --key wrong --body "$scratch/middling" --checksum-algorithm MD5

# In the head, in the body, and where all but the last bytes have left.
for mode in legacy standard adaptive; do
    for place in 300 3000000 8388000; do
        key=$mode-$place
        AWS_RETRY_MODE=$mode step "$mode: an upload that breaks at $place is begun again" disturbed \
            "cut-request $place" put-object --bucket "$bucket" --key "$key" --body "$scratch/big"
        connections "with one more connection" cut-request passed
        [ "$(sed -n 's/^passed //p' "$scratch/proxy/log")" -gt 8388608 ] || same "the whole body is sent anew" yes no
        step "get-object" get "$key"
        step "the bytes are the same" cmp "$scratch/big" "$scratch/back"
    done
done
AWS_MAX_ATTEMPTS=1 refused "with one attempt a broken upload is an error" 255 "Connection was closed before" disturbed \
    "cut-request 3000000" put-object --bucket "$bucket" --key broken --body "$scratch/big"
refused "and leaves no object" 254 NoSuchKey get broken

step "get-object" get CRC32
refused "a download that breaks is an error" 255 "read, but total bytes expected is 300000\|Connection was closed" disturbed \
    "cut-answer 150000" get-object --bucket "$bucket" --key CRC32 "$scratch/back"
refused "so is one that stops" 255 "Read timeout" disturbed "stall-answer 150000" get-object --bucket "$bucket" --key CRC32 \
    "$scratch/back" --cli-read-timeout 1
step "the file of before is still there" cmp "$scratch/middling" "$scratch/back"

keys=$(s3 list-objects-v2 --bucket "$bucket" --query '{Objects: Contents[].{Key: Key}, Quiet: `true`}')
step "delete-objects" s3 delete-objects --bucket "$bucket" --delete "$keys"
step "delete-bucket" s3 delete-bucket --bucket "$bucket"
same "the proxy has nothing to complain about" "" "$(cat "$scratch/proxy/errors")"
