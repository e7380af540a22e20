#!/usr/bin/env bash
# Credentials from everywhere, against a local STS: roles, chains, web identity, processes; and that no secret is shown.
source "$(dirname "$0")/common.sh"
export AWS_CONFIG_FILE=$scratch/config AWS_SHARED_CREDENTIALS_FILE=$scratch/credentials
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
# account PROFILE [QUERY]: what --debug says of it is kept.
account() {
    "$COAWS" sts get-caller-identity --debug --profile "$1" --query "${2:-Account}" --output text 2>"$scratch/said" ||
        { tee -a "$scratch/debug" <"$scratch/said" >&2; return 255; }
    cat "$scratch/said" >>"$scratch/debug"
}
role=arn:aws:iam::123456789012:role/coaws-$$
printf 'hush-web-token' >"$scratch/token"
printf '%s' '{"Version": 1, "AccessKeyId": "testing", "SecretAccessKey": "hush-process"}' >"$scratch/keys file"
cat >"$AWS_CONFIG_FILE" <<CONFIG
[profile base]
aws_access_key_id = testing
aws_secret_access_key = hush-base
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
[profile slow]
credential_process = sh -c 'sleep 1; cat "\$1"' sh "$scratch/keys file"
[profile killed]
credential_process = sh -c 'kill -9 \$\$'
[profile garbage]
credential_process = echo '{"Version": 1, "SecretAccessKey": "hush-garbage"'
[profile incomplete]
credential_process = echo '{"Version": 1, "SecretAccessKey": "hush-incomplete"}'
[profile missing]
credential_process = /nonexistent/program
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
same "a process that takes its time" "123456789012" "$(account slow)"
refused "a process that is killed" 255 "killed by signal 9" account killed
refused "a process that prints no JSON" 255 "did not print a JSON object" account garbage
refused "a process that prints half of it" 255 "AccessKeyId" account incomplete
refused "a process that does not exist" 255 "No such file" account missing
refused "profiles that lead back" 255 "Infinite loop" account loop
listed=$("$COAWS" configure list --debug --profile role 2>>"$scratch/debug")
same "configure list tells the source" "assume-role" "$(grep -o assume-role <<<"$listed" | head -1)"
same "secrets in $(wc -l <"$scratch/debug") lines of debugging output" "" "$(grep -m1 hush "$scratch/debug" || true)"
