#!/usr/bin/env bash
# Credentials from everywhere, against a local STS: roles, chains, web identity, processes.
source "$(dirname "$0")/common.sh"
export AWS_CONFIG_FILE=$scratch/config AWS_SHARED_CREDENTIALS_FILE=$scratch/credentials
account() { env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY "$COAWS" sts get-caller-identity --profile "$1" \
    --query "${2:-Account}" --output text; }
role=arn:aws:iam::123456789012:role/coaws-$$
printf 'a token' >"$scratch/token"
printf '%s' '{"Version": 1, "AccessKeyId": "testing", "SecretAccessKey": "testing"}' >"$scratch/keys file"
cat >"$AWS_CONFIG_FILE" <<CONFIG
[profile base]
aws_access_key_id = testing
aws_secret_access_key = testing
[profile role]
role_arn = $role
source_profile = base
role_session_name = one
[profile chained]
role_arn = $role-two
source_profile = role
role_session_name = two
[profile web]
role_arn = $role-web
web_identity_token_file = $scratch/token
role_session_name = web
[profile process]
credential_process = cat "$scratch/keys file"
[profile processed-role]
role_arn = $role-three
source_profile = process
role_session_name = three
[profile failing]
credential_process = sh -c 'echo no badge >&2; exit 3'
[profile loop]
role_arn = $role
source_profile = loop
CONFIG
name=${role##*/}
same "a role" "$name/one" "$(account role Arn | sed 's/.*assumed-role.//')"
same "a chain of roles" "$name-two/two" "$(account chained Arn | sed 's/.*assumed-role.//')"
same "a web identity" "$name-web/web" "$(account web Arn | sed 's/.*assumed-role.//')"
same "a process" "123456789012" "$(account process)"
same "a role with the keys of a process" "$name-three/three" "$(account processed-role Arn | sed 's/.*assumed-role.//')"
refused "a process that fails" 255 "no badge" account failing
refused "profiles that lead back" 255 "Infinite loop" account loop
listed=$(env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY "$COAWS" configure list --profile role)
same "configure list tells the source" "assume-role" "$(grep -o assume-role <<<"$listed" | head -1)"
