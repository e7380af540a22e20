#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

constexpr char base[] =
    "[profile base]\naws_access_key_id = A\naws_secret_access_key = S\naws_session_token = T\n";
constexpr char one_role[] = "[profile dev]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n";

std::string answer(std::string key, std::string expires = "2024-05-06T08:08:09Z") {
    return R"({"Credentials": {"AccessKeyId": ")" + key + R"(", "SecretAccessKey": "s", "SessionToken": "t",
        "Expiration": ")" +
           expires + R"("}, "AssumedRoleUser": {"Arn": "arn:aws:sts::42:assumed-role/r/s"}})";
}

struct fixture {
    memory_world world;
    std::shared_ptr<credential_provider> provider = make_assume_role_provider();

    explicit fixture(std::string config = std::string(base) + one_role) {
        world.config_file(std::move(config));
        world.choose_profile("dev");
    }
    std::string key() { return world.load(*provider)->access_key(); }
    std::string message() {
        return message_of([this] { world.load(*provider); });
    }
    recorded_call const& call(std::size_t i) const { return world.clients->calls.at(i); }
};

}  // namespace

TEST_CASE("a profile without a role, or with one of another kind, is passed over") {
    for (std::string const keys : {"region = x\n", "role_arn = r\nweb_identity_token_file = t\n"}) {
        CAPTURE(keys);
        fixture f("[profile dev]\n" + keys);
        CHECK_FALSE(f.world.load(*f.provider));
    }
    memory_world empty;
    auto const provider = make_assume_role_provider();
    CHECK_FALSE(empty.load(*provider));
}

TEST_CASE("a role is assumed with the keys of the source profile") {
    fixture f;
    f.world.clients->reply(answer("R1"));
    auto const keys = f.world.load(*f.provider);
    REQUIRE(keys);
    CHECK(keys->access_key() == "R1");
    CHECK(keys->secret_key() == "s");
    CHECK(keys->session_token() == "t");
    CHECK(keys->account_id() == "42");
    CHECK(keys->method() == "assume-role");
    CHECK(keys->expires() == parse_timestamp("2024-05-06T08:08:09Z"));
    REQUIRE(f.world.clients->calls.size() == 1);
    auto const& call = f.call(0);
    CHECK(call.service == "sts");
    CHECK(call.operation == "AssumeRole");
    REQUIRE(call.client.keys);
    CHECK(call.client.keys->access_key() == "A");
    CHECK(call.client.keys->session_token() == "T");
    CHECK_FALSE(call.client.region);
    auto const wanted =
        args("RoleArn", "arn:aws:iam::1:role/r", "RoleSessionName", "botocore-session-1714979289");
    CHECK(call.params == wanted);
}

TEST_CASE("all options of the profile reach the call, and the region of the client") {
    fixture f(std::string(base) + one_role +
              "role_session_name = me\nexternal_id = x\nduration_seconds = 1800\n");
    f.world.clients->reply(answer("R1"));
    auto context = f.world.context();
    context.client_region = "eu-west-1";
    CHECK(run(f.provider->load(context)));
    CHECK(f.call(0).client.region == "eu-west-1");
    auto const wanted = args("RoleSessionName", "me", "ExternalId", "x", "DurationSeconds", 1800, "RoleArn",
                             "arn:aws:iam::1:role/r");
    CHECK(to_json(value(f.call(0).params)) == to_json(wanted));
}

TEST_CASE("a chain is walked from its beginning, each role with the keys of the one before") {
    fixture f(std::string(base) +
              "[profile mid]\nrole_arn = arn:m\nsource_profile = base\n"
              "[profile dev]\nrole_arn = arn:d\nsource_profile = mid\n");
    f.world.clients->reply(answer("M", "2024-05-06T09:30:00Z")).reply(answer("D"));
    CHECK(f.key() == "D");
    REQUIRE(f.world.clients->calls.size() == 2);
    CHECK(f.call(0).params.at("RoleArn").as_string() == "arn:m");
    CHECK(f.call(0).client.keys->access_key() == "A");
    CHECK(f.call(1).params.at("RoleArn").as_string() == "arn:d");
    CHECK(f.call(1).client.keys->access_key() == "M");

    // The role in between is good for longer: only the last is assumed again.
    f.world.clock->advance(std::chrono::minutes(46));
    f.world.clients->reply(answer("D2", "2024-05-06T09:00:00Z"));
    CHECK(f.world.refresh(*f.provider)->access_key() == "D2");
    CHECK(f.world.clients->calls.size() == 3);
    // Now it is not.
    f.world.clock->advance(std::chrono::minutes(85));
    f.world.clients->reply(answer("M3", "2024-05-06T11:00:00Z")).reply(answer("D3", "2024-05-06T11:00:00Z"));
    CHECK(f.world.refresh(*f.provider)->access_key() == "D3");
    CHECK(f.call(4).client.keys->access_key() == "M3");
}

TEST_CASE("a step that fails stops the chain; the next search begins again") {
    fixture f(std::string(base) +
              "[profile mid]\nrole_arn = arn:m\nsource_profile = base\n"
              "[profile dev]\nrole_arn = arn:d\nsource_profile = mid\n");
    f.world.clients->refuse("AccessDenied");
    CHECK(f.message().starts_with("ClientError: An error occurred (AccessDenied)"));
    f.world.clients->reply(answer("M")).refuse("AccessDenied");
    CHECK(f.message().starts_with("ClientError: An error occurred (AccessDenied)"));
    f.world.clients->fail(endpoint_connection_error("https://sts"));
    CHECK(f.message().starts_with("EndpointConnectionError"));
    // The role in between was in the cache by then.
    CHECK(f.world.clients->calls.size() == 4);
}

TEST_CASE("answers that lack something are errors") {
    std::string const start =
        "CredentialRetrievalError: Error when retrieving credentials from assume-role: ";
    std::pair<char const*, char const*> const rows[] = {
        {"{}", "Missing required key in response: 'AccessKeyId'"},
        {R"({"Credentials": []})", "Missing required key in response: 'AccessKeyId'"},
        {R"({"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S"}})",
         "Missing required key in response: 'SessionToken'"},
        {R"({"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S", "SessionToken": "T",
            "Expiration": "x"}})",
         "Expiration is no point in time"},
    };
    for (auto const& [json, text] : rows) {
        CAPTURE(json);
        fixture f;
        f.world.clients->reply(json);
        CHECK(f.message() == start + text);
    }
    // No account can be told from what is no ARN.
    fixture f;
    f.world.clients->reply(
        R"({"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S", "SessionToken": "T",
        "Expiration": "2024-05-06T08:08:09Z"}, "AssumedRoleUser": {"Arn": "role"}})");
    CHECK_FALSE(f.world.load(*f.provider)->account_id());
}

TEST_CASE("a named source is used whatever the profile") {
    fixture f("[profile dev]\nrole_arn = r\ncredential_source = Environment\n");
    f.world.env("AWS_ACCESS_KEY_ID", "E");
    f.world.env("AWS_SECRET_ACCESS_KEY", "S");
    f.world.clients->reply(answer("R"));
    CHECK(f.key() == "R");
    CHECK(f.call(0).client.keys->access_key() == "E");

    fixture container("[profile dev]\nrole_arn = r\ncredential_source = EcsContainer\n");
    container.world.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x");
    container.world.transport->reply(200, R"({"AccessKeyId": "C", "SecretAccessKey": "S", "Token": "T",
        "Expiration": "2024-05-06T09:08:09Z"})");
    container.world.clients->reply(answer("R"));
    CHECK(container.key() == "R");
    CHECK(container.call(0).client.keys->access_key() == "C");

    fixture nowhere("[profile dev]\nrole_arn = r\ncredential_source = Environment\n");
    CHECK(
        nowhere.message() ==
        "CredentialRetrievalError: Error when retrieving credentials from Environment: No credentials found "
        "in credential_source referenced in profile dev");
}

TEST_CASE("a source profile may have keys of any kind, but must have some") {
    fixture process("[profile dev]\nrole_arn = r\nsource_profile = p\n[profile p]\ncredential_process = x\n");
    process.world.processes->print(R"({"Version": 1, "AccessKeyId": "P", "SecretAccessKey": "S"})");
    process.world.clients->reply(answer("R"));
    CHECK(process.key() == "R");
    CHECK(process.call(0).client.keys->access_key() == "P");

    fixture nothing("[profile dev]\nrole_arn = r\nsource_profile = p\n[profile p]\nregion = x\n");
    nothing.world.env("AWS_ACCESS_KEY_ID", "E");
    nothing.world.env("AWS_SECRET_ACCESS_KEY", "S");
    CHECK(nothing.message() == "InvalidConfigError: The source profile \"p\" must have credentials.");
}

TEST_CASE("a one-time code is asked for, once") {
    fixture f(std::string(base) + one_role + "mfa_serial = arn:aws:iam::1:mfa/me\n");
    CHECK(f.message().find("with_mfa_prompt") != std::string::npos);
    std::vector<std::string> questions;
    f.world.ask_mfa = [&](std::string prompt) -> asio::awaitable<std::string> {
        questions.push_back(std::move(prompt));
        co_return "123456";
    };
    f.world.clients->reply(answer("R"));
    CHECK(f.key() == "R");
    CHECK(questions == std::vector<std::string>{"Enter MFA code for arn:aws:iam::1:mfa/me: "});
    CHECK(f.call(0).params.at("TokenCode").as_string() == "123456");
    CHECK(f.call(0).params.at("SerialNumber").as_string() == "arn:aws:iam::1:mfa/me");
    f.world.clock->advance(std::chrono::hours(1));
    CHECK_THROWS_AS(f.world.refresh(*f.provider), refresh_with_mfa_unsupported_error);
    // A code that nobody gives is the caller's error.
    f.world.ask_mfa = [](std::string) -> asio::awaitable<std::string> {
        throw value_error("gone");
        co_return "";
    };
    CHECK_THROWS_AS(f.world.load(*f.provider), value_error);
}

TEST_CASE("credentials are found in the cache while they are good for a quarter of an hour") {
    fixture f;
    f.world.clients->reply(answer("R1"));
    CHECK(f.key() == "R1");
    CHECK(f.key() == "R1");
    CHECK(f.world.clients->calls.size() == 1);
    // Not after a refusal, however good they look.
    auto context = f.world.context();
    context.bypass_cache = true;
    f.world.clients->reply(answer("R2"));
    CHECK(run(f.provider->refresh(context))->access_key() == "R2");
    CHECK(f.key() == "R2");
    f.world.clock->advance(std::chrono::seconds(45 * 60 + 1));
    f.world.clients->reply(answer("R3", "2024-05-06T09:00:00Z"));
    CHECK(f.key() == "R3");
}

TEST_CASE("a shared cache has the reference's names and layout") {
    fixture f;
    f.world.cache = make_file_credential_cache(f.world.files, "/cache");
    f.world.clients->reply(answer("R1"));
    CHECK(f.key() == "R1");
    // The SHA-1 of {"RoleArn": "arn:aws:iam::1:role/r"}.
    std::string const path = "/cache/296af0900b5a5e948c19d3110989c909c2d4a0a9.json";
    CHECK(f.world.files->paths() == std::vector<std::string>{path, "/u/me/.aws/config"});
    CHECK(from_json(f.world.files->text(path)).get("Credentials.AccessKeyId", "") == "R1");
    for (std::string const broken : {"", "{", "[]", "{}", R"({"Credentials": 1})"}) {
        CAPTURE(broken);
        f.world.files->set(path, broken);
        f.world.clients->reply(answer("R2"));
        CHECK(f.key() == "R2");
    }
    // What the reference itself writes.
    f.world.files->set(path,
                       R"({"Credentials": {"AccessKeyId": "P", "SecretAccessKey": "s", "SessionToken": "t",
        "Expiration": "2024-05-06T09:08:09UTC", "AccountId": "7"}, "ResponseMetadata": {}})");
    CHECK(f.world.load(*f.provider)->account_id() == "7");
    // A full disk takes nothing from the caller.
    f.world.files->read_only = true;
    f.world.files->set(path, "{}");
    f.world.clients->reply(answer("R4"));
    CHECK(f.key() == "R4");
}
