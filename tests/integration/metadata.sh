#!/usr/bin/env bash
# Credentials of instances, containers and single sign-on, from a server that plays their parts; and that no secret is shown.
source "$(dirname "$0")/common.sh"
mkdir "$scratch/server"
python3 "$(dirname "$0")/credential_server.py" "$scratch/server" 2>"$scratch/server/log" &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$scratch"' EXIT
for _ in $(seq 100); do [ -f "$scratch/server/port" ] && break || sleep 0.1; done
url=http://127.0.0.1:$(cat "$scratch/server/port")

export HOME=$scratch/home AWS_CONFIG_FILE=$scratch/config AWS_SHARED_CREDENTIALS_FILE=$scratch/credentials
mkdir -p "$HOME/.aws/sso/cache"
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_EC2_METADATA_DISABLED
export AWS_EC2_METADATA_SERVICE_ENDPOINT=$url AWS_ENDPOINT_URL_SSO=$url AWS_ENDPOINT_URL_SSO_OIDC=$url

# keys PROFILE: type and last digits of the keys in force. What --debug says of it is kept.
keys() {
    "$COAWS" configure list --debug --profile "$1" 2>>"$scratch/debug" |
        sed -n 's/^access_key : \**\([0-9]*\) *: \([^ ]*\).*/\2 \1/p'
}
# asked WHAT COUNT PATTERN: how often the server was asked since the last time.
asked() {
    same "$1" "$2" "$(grep -c "$3" "$scratch/server/requests")"
    : >"$scratch/server/requests"
}
expiry() { date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ; }
token_file() { printf '%s/.aws/sso/cache/%s.json' "$HOME" "$(printf '%s' "$1" | sha1sum | cut -d' ' -f1)"; }

cat >"$AWS_CONFIG_FILE" <<CONFIG
[profile plain]
[profile sso]
sso_session = work
sso_account_id = 123456789012
sso_role_name = Reader
[sso-session work]
sso_region = us-east-1
sso_start_url = https://work.example.com/start
[profile old-sso]
sso_start_url = https://old.example.com/start
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = Reader
[profile from-instance]
role_arn = arn:aws:iam::123456789012:role/instance-$$
credential_source = Ec2InstanceMetadata
role_session_name = here
CONFIG

same "an instance" "iam-role 0001" "$(keys plain)"
asked "… by a token, the role's name and its keys" 3 .
touch "$scratch/server/metadata.fail"
same "an instance that fails once with one attempt" "" "$(keys plain)"
touch "$scratch/server/metadata.fail"
same "… with two" "iam-role 0002" "$(AWS_METADATA_SERVICE_NUM_ATTEMPTS=2 keys plain)"
same "… switched off" "" "$(AWS_EC2_METADATA_DISABLED=true keys plain)"
: >"$scratch/server/requests"

printf 'hush-container-token' >"$scratch/token"
same "a container" "container-role 0003" \
    "$(AWS_CONTAINER_CREDENTIALS_FULL_URI=$url/container AWS_CONTAINER_AUTHORIZATION_TOKEN=hush-container-token keys plain)"
touch "$scratch/server/container.fail"
same "a container that fails once, with its token in a file" "container-role 0004" \
    "$(AWS_CONTAINER_CREDENTIALS_FULL_URI=$url/container AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=$scratch/token keys plain)"
asked "… is asked again" 3 /container
refused "a container on a host that is not allowed" 255 "Unsupported host" env \
    AWS_CONTAINER_CREDENTIALS_FULL_URI=http://example.com/ "$COAWS" configure list --profile plain

refused "single sign-on without a token" 255 "Error loading SSO Token" "$COAWS" configure list --profile sso
cat >"$(token_file work)" <<TOKEN
{"accessToken": "hush-sso-token", "expiresAt": "$(expiry '+1 hour')", "region": "us-east-1",
 "startUrl": "https://work.example.com/start"}
TOKEN
same "single sign-on" "sso 0005" "$(keys sso)"
cat >"$(token_file work)" <<TOKEN
{"accessToken": "hush-old-token", "expiresAt": "$(expiry '-1 hour')", "clientId": "client", "refreshToken": "hush-refresh-token",
 "clientSecret": "hush-client-secret", "registrationExpiresAt": "$(expiry '+1 day')", "region": "us-east-1",
 "startUrl": "https://work.example.com/start"}
TOKEN
: >"$scratch/server/requests"
same "single sign-on with a token that has to be refreshed" "sso 0006" "$(keys sso)"
asked "… which is done once" 1 /token
same "… and is kept" "1" "$(grep -c hush-sso-token "$(token_file work)")"
same "… for the next one" "sso 0007" "$(keys sso)"
asked "… which needs no refresh" 0 /token
cat >"$(token_file https://old.example.com/start)" <<TOKEN
{"accessToken": "hush-sso-token", "expiresAt": "$(expiry '+1 hour')"}
TOKEN
same "single sign-on of the old kind" "sso 0008" "$(keys old-sso)"
cat >"$(token_file https://old.example.com/start)" <<TOKEN
{"accessToken": "hush-wrong-token", "expiresAt": "$(expiry '+1 hour')"}
TOKEN
refused "a token that is not accepted" 255 "refresh this SSO session" "$COAWS" configure list --profile old-sso

same "a role by the keys of the instance" "instance-$$/here" "$("$COAWS" sts get-caller-identity --profile from-instance \
    --debug --query Arn --output text 2>>"$scratch/debug" | sed 's/.*assumed-role.//')"

same "secrets in $(wc -l <"$scratch/debug") lines of debugging output" "" "$(grep -m1 hush "$scratch/debug" || true)"
