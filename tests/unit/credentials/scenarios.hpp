// Every provider that reads or asks something, each in a world where it finds the keys `KEY`.
#pragma once

#include <coaws/credentials/providers.hpp>
#include <string>
#include <vector>

#include "../auth/p256_key.hpp"
#include "memory_world.hpp"

namespace coaws::test {

struct scenario {
    std::string name;
    std::shared_ptr<credential_provider> (*make)();
    /// Puts everything into a world. `answer` is what the keys are read from.
    void (*place)(memory_world&, std::string const& answer);
    std::string answer;
    /// Members without which an answer is no good, by dotted paths.
    std::vector<std::string> required;
    /// The answer is one to a refresh, which comes after a load.
    bool refresh = false;
};

namespace scenarios {

inline constexpr char role_answer[] =
    R"({"Credentials": {"AccessKeyId": "KEY", "SecretAccessKey": "s", "SessionToken": "t",
        "Expiration": "2024-05-06T09:00:00Z"}, "AssumedRoleUser": {"Arn": "arn:aws:sts::42:assumed-role/r/s"}})";
inline std::vector<std::string> role_members() {
    return {"Credentials", "Credentials.AccessKeyId", "Credentials.SecretAccessKey",
            "Credentials.SessionToken", "Credentials.Expiration"};
}
inline constexpr char metadata_answer[] =
    R"({"Code": "Success", "AccessKeyId": "KEY", "SecretAccessKey": "s", "Token": "t",
        "Expiration": "2024-05-06T09:00:00Z"})";
inline std::vector<std::string> metadata_members() {
    return {"AccessKeyId", "SecretAccessKey", "Token", "Expiration"};
}
inline constexpr char sso_answer[] =
    R"({"roleCredentials": {"accessKeyId": "KEY", "secretAccessKey": "s", "sessionToken": "t",
        "expiration": 1714986000000}})";
inline std::vector<std::string> sso_members() {
    return {"roleCredentials", "roleCredentials.accessKeyId", "roleCredentials.secretAccessKey",
            "roleCredentials.sessionToken", "roleCredentials.expiration"};
}
inline constexpr char sso_session_file[] =
    "/u/me/.aws/sso/cache/3ece1471f44f63177cbc35ba0b904e0c096b6783.json";
inline constexpr char login_file[] =
    "/u/me/.aws/login/cache/545571cfa93b7f589504ef846805e040f577bbf468827bf924b3b42c243ad70d.json";

inline constexpr char login_answer[] =
    R"({"tokenOutput": {"accessToken": {"accessKeyId": "KEY", "secretAccessKey": "s", "sessionToken": "t"},
        "tokenType": "x", "expiresIn": 900, "refreshToken": "r2"}})";

inline void assume_role(memory_world& w, std::string const& answer) {
    w.config_file(
        "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n[profile base]\n"
        "aws_access_key_id = A\naws_secret_access_key = S\n");
    w.clients->reply(answer);
}
inline void assume_role_with_code(memory_world& w, std::string const& answer) {
    w.config_file(
        "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nmfa_serial = m\n"
        "[profile base]\naws_access_key_id = A\naws_secret_access_key = S\n");
    w.ask_mfa = [](std::string) -> asio::awaitable<std::string> { co_return "123456"; };
    w.clients->reply(answer);
}
inline void assume_role_of_container(memory_world& w, std::string const& answer) {
    w.config_file("[default]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = EcsContainer\n");
    w.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x");
    for (int i = 0; i < 2; ++i) w.transport->reply(200, metadata_answer);
    w.clients->reply(answer);
}
inline void web_identity(memory_world& w, std::string const& answer) {
    w.env("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
    w.env("AWS_ROLE_ARN", "arn:aws:iam::1:role/r");
    w.files->set("/token", "jwt");
    w.clients->reply(answer);
}
inline void sso(memory_world& w, std::string const& answer) {
    w.config_file(
        "[default]\nsso_session = my\nsso_account_id = 1\nsso_role_name = Dev\n"
        "[sso-session my]\nsso_region = us-west-2\nsso_start_url = https://start.example.com\n");
    w.files->set(sso_session_file,
                 R"({"startUrl": "https://start.example.com", "accessToken": "old",
                     "expiresAt": "2024-05-06T07:10:00Z", "refreshToken": "r1", "clientId": "c",
                     "clientSecret": "cs", "registrationExpiresAt": "2024-06-06T07:00:00Z"})");
    w.clients->reply(R"({"accessToken": "new", "expiresIn": 3600})").reply(answer);
}
inline void login(memory_world& w, std::string const& answer) {
    w.config_file("[default]\nlogin_session = arn:me\n");
    w.files->set(login_file, answer);
}
inline std::string login_document(char const* access_key) {
    static ec_key const pair;
    auto keys = args("accessKeyId", access_key, "secretAccessKey", "s", "sessionToken", "t", "accountId",
                     "42", "expiresAt", "2024-05-06T07:10:09Z");
    return to_json(
        args("accessToken", std::move(keys), "refreshToken", "r1", "dpopKey", pair.pem(), "clientId", "c"));
}
inline void login_refresh(memory_world& w, std::string const& answer) {
    login(w, login_document("OLD"));
    w.clients->reply(answer);
}
inline void process(memory_world& w, std::string const& answer) {
    w.config_file("[default]\ncredential_process = get-keys\n");
    w.processes->print(answer);
}
inline void container(memory_world& w, std::string const& answer) {
    w.env("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost/x");
    w.env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/token");
    w.files->set("/token", "t");
    // What can't be read is asked for again.
    for (int i = 0; i < 3; ++i) w.transport->reply(200, answer);
}
inline void instance_metadata(memory_world& w, std::string const& answer) {
    w.transport->reply(200, "token").reply(200, "role").reply(200, answer);
}
inline void ec2_file(memory_world& w, std::string const&) {
    w.env("AWS_CREDENTIAL_FILE", "/aws");
    w.files->set("/aws", "AWSAccessKeyId=KEY\nAWSSecretKey=s\n");
}
inline void boto_file(memory_world& w, std::string const&) {
    w.files->set("/u/me/.boto", "[Credentials]\naws_access_key_id = KEY\naws_secret_access_key = s\n");
}

inline std::vector<scenario> all() {
    return {
        {"assume-role", make_assume_role_provider, assume_role, role_answer, role_members()},
        {"assume-role with a code", make_assume_role_provider, assume_role_with_code, role_answer,
         role_members()},
        {"assume-role of a container", make_assume_role_provider, assume_role_of_container, role_answer,
         role_members()},
        {"web identity", make_web_identity_provider, web_identity, role_answer, role_members()},
        {"sso", make_sso_provider, sso, sso_answer, sso_members()},
        {"login",
         make_login_provider,
         login,
         login_document("KEY"),
         {"accessToken", "accessToken.accessKeyId", "accessToken.secretAccessKey", "accessToken.sessionToken",
          "accessToken.accountId", "accessToken.expiresAt", "refreshToken", "dpopKey", "clientId"}},
        {"login, refreshed",
         make_login_provider,
         login_refresh,
         login_answer,
         {"tokenOutput", "tokenOutput.accessToken", "tokenOutput.accessToken.accessKeyId",
          "tokenOutput.accessToken.secretAccessKey", "tokenOutput.accessToken.sessionToken",
          "tokenOutput.expiresIn", "tokenOutput.refreshToken"},
         true},
        {"process",
         make_process_provider,
         process,
         R"({"Version": 1, "AccessKeyId": "KEY", "SecretAccessKey": "s"})",
         {"Version", "AccessKeyId", "SecretAccessKey"}},
        {"container", make_container_provider, container, metadata_answer, metadata_members()},
        {"instance metadata", make_instance_metadata_provider, instance_metadata, metadata_answer,
         metadata_members()},
        {"ec2 file", make_ec2_credentials_file_provider, ec2_file, {}, {}},
        {"boto file", make_boto_config_provider, boto_file, {}, {}},
    };
}

}  // namespace scenarios

/// Loads, and refreshes where the scenario is about that.
inline asio::awaitable<std::optional<credentials>> ask(scenario const& of,
                                                       std::shared_ptr<credential_provider> provider,
                                                       provider_context& context) {
    auto found = co_await provider->load(context);
    if (!of.refresh) co_return found;
    co_return co_await provider->refresh(context);
}

}  // namespace coaws::test
