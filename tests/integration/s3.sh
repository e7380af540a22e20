#!/usr/bin/env bash
# S3 with the command line: put, get, list, pages, wait, delete, and what is refused. A server that checks signatures
# refuses the wrong secret; one that does not is told apart by STRICT being unset.
source "$(dirname "$0")/common.sh"
bucket=coaws-$$-$RANDOM
s3() { "$COAWS" s3 "$@"; }

head -c 10485760 /dev/urandom >"$scratch/big"
printf 'a small one' >"$scratch/small"

step "create-bucket" s3 create-bucket --bucket "$bucket"
step "wait bucket-exists" s3 wait bucket-exists --bucket "$bucket"
step "put-object of 10 MiB" s3 put-object --bucket "$bucket" --key "dir/big one+&.bin" --body "$scratch/big"
step "get-object of 10 MiB" s3 get-object --bucket "$bucket" --key "dir/big one+&.bin" "$scratch/back"
step "the bytes are the same" cmp "$scratch/big" "$scratch/back"
for algorithm in CRC32 CRC32C CRC64NVME SHA1 SHA256; do
    step "put-object with $algorithm" s3 put-object --bucket "$bucket" --key "sums/$algorithm" \
        --body "$scratch/small" --checksum-algorithm "$algorithm"
    step "get-object checks it" s3 get-object --bucket "$bucket" --key "sums/$algorithm" --checksum-mode ENABLED \
        "$scratch/back"
    step "the bytes are the same" cmp "$scratch/small" "$scratch/back"
done
step "an empty object" s3 put-object --bucket "$bucket" --key empty
same "list-objects-v2 in pages of two" "7" \
    "$(s3 list-objects-v2 --bucket "$bucket" --page-size 2 --query 'length(Contents)')"
same "a range" "small" "$(s3 get-object --bucket "$bucket" --key sums/CRC32 --range bytes=2-6 /dev/stdout --query '`null`' |
    head -c 5)"
step "wait object-exists" s3 wait object-exists --bucket "$bucket" --key empty
refused "a key that is not there" 254 NoSuchKey s3 get-object --bucket "$bucket" --key missing "$scratch/back"
refused "a bucket that is not there" 254 NoSuchBucket s3 list-objects-v2 --bucket "$bucket-none"
refused "a parameter that is missing" 1 'Missing required parameter in input: "Key"' s3 get-object --bucket "$bucket" \
    "$scratch/back"
if [ -n "${STRICT:-}" ]; then
    refused "a wrong secret" 254 SignatureDoesNotMatch env AWS_SECRET_ACCESS_KEY=wrong "$COAWS" s3 list-objects-v2 \
        --bucket "$bucket"
fi
keys=$(s3 list-objects-v2 --bucket "$bucket" --query '{Objects: Contents[].{Key: Key}, Quiet: `true`}')
step "delete-objects" s3 delete-objects --bucket "$bucket" --delete "$keys"
step "delete-bucket" s3 delete-bucket --bucket "$bucket"
step "wait bucket-not-exists" s3 wait bucket-not-exists --bucket "$bucket"
