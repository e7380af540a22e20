#!/usr/bin/env bash
# DynamoDB with the command line: a table from creation to deletion, pages, a conditional failure.
source "$(dirname "$0")/common.sh"
table=coaws-$$-$RANDOM
dynamodb() { "$COAWS" dynamodb "$@"; }

step "create-table" dynamodb create-table --table-name "$table" --billing-mode PAY_PER_REQUEST \
    --key-schema AttributeName=id,KeyType=HASH --attribute-definitions AttributeName=id,AttributeType=S
step "wait table-exists" dynamodb wait table-exists --table-name "$table"
for i in 1 2 3 4 5; do
    step "put-item $i" dynamodb put-item --table-name "$table" --item "{\"id\": {\"S\": \"k$i\"}, \"n\": {\"N\": \"$i\"}}"
done
same "get-item" "3" "$(dynamodb get-item --table-name "$table" --key '{"id": {"S": "k3"}}' --query Item.n.N --output text)"
same "scan in pages of two" "5" "$(dynamodb scan --table-name "$table" --page-size 2 --query 'length(Items)')"
refused "a condition that fails" 254 ConditionalCheckFailedException dynamodb put-item --table-name "$table" \
    --item '{"id": {"S": "k1"}}' --condition-expression 'attribute_not_exists(id)'
refused "a table that is not there" 254 ResourceNotFoundException dynamodb get-item --table-name "$table-none" \
    --key '{"id": {"S": "k"}}'
step "delete-item" dynamodb delete-item --table-name "$table" --key '{"id": {"S": "k1"}}'
step "delete-table" dynamodb delete-table --table-name "$table"
step "wait table-not-exists" dynamodb wait table-not-exists --table-name "$table"
