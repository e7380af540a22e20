#!/usr/bin/env bash
# One call in each protocol that the local AWS speaks, with what comes back looked at.
source "$(dirname "$0")/common.sh"
same "query: STS" "123456789012" "$("$COAWS" sts get-caller-identity --query Account --output text)"
url=$("$COAWS" sqs create-queue --queue-name "coaws-$$" --query QueueUrl --output text)
step "json: SQS sends" "$COAWS" sqs send-message --queue-url "$url" --message-body 'Grüße & <more>'
same "json: SQS receives" "Grüße & <more>" \
    "$("$COAWS" sqs receive-message --queue-url "$url" --query 'Messages[0].Body' --output text)"
step "json: SQS deletes" "$COAWS" sqs delete-queue --queue-url "$url"
vpc=$("$COAWS" ec2 create-vpc --cidr-block 10.9.0.0/16 --query Vpc.VpcId --output text)
same "ec2" "10.9.0.0/16" "$("$COAWS" ec2 describe-vpcs --vpc-ids "$vpc" --query 'Vpcs[0].CidrBlock' --output text)"
step "ec2 deletes" "$COAWS" ec2 delete-vpc --vpc-id "$vpc"
step "rest-json: Scheduler makes" "$COAWS" scheduler create-schedule-group --name "coaws-$$"
same "rest-json: Scheduler gets" "coaws-$$" \
    "$("$COAWS" scheduler get-schedule-group --name "coaws-$$" --query Name --output text)"
same "a dry run sends nothing" "0" "$("$COAWS" sqs list-queues --queue-name-prefix "coaws-$$" \
    --query 'length(QueueUrls || `[]`)')"
