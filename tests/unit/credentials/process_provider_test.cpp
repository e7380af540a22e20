#include <doctest/doctest.h>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

constexpr char whole[] = R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "S", "SessionToken": "T",
    "Expiration": "2024-05-06T08:08:09Z", "AccountId": "1"})";

struct fixture {
    memory_world world;
    std::shared_ptr<credential_provider> provider = make_process_provider();

    explicit fixture(std::string more = {}) {
        world.config_file("[default]\ncredential_process = \"/opt/get keys\" --for me\n" + more);
    }
    std::string message() {
        return message_of([this] { world.load(*provider); });
    }
};

std::string const start = "CredentialRetrievalError: Error when retrieving credentials from custom-process: ";

}  // namespace

TEST_CASE("a profile without a process is passed over") {
    memory_world world;
    auto const provider = make_process_provider();
    CHECK_FALSE(world.load(*provider));
    world.config_file("[default]\nregion = x\n");
    CHECK_FALSE(world.load(*provider));
    CHECK(world.processes->commands.empty());
}

TEST_CASE("a process prints keys") {
    fixture f;
    f.world.processes->print(whole);
    auto const keys = f.world.load(*f.provider);
    REQUIRE(keys);
    CHECK(keys->access_key() == "A");
    CHECK(keys->secret_key() == "S");
    CHECK(keys->session_token() == "T");
    CHECK(keys->account_id() == "1");
    CHECK(keys->method() == "custom-process");
    CHECK(keys->expires() == parse_timestamp("2024-05-06T08:08:09Z"));
    CHECK(f.world.processes->commands ==
          std::vector<std::vector<std::string>>{{"/opt/get keys", "--for", "me"}});
}

TEST_CASE("an account that is a number is taken for its digits") {
    fixture f("aws_account_id = 7\n");
    f.world.processes->print(
        R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "S", "AccountId": 123456789012})");
    auto const keys = f.world.load(*f.provider);
    REQUIRE(keys);
    CHECK(keys->account_id() == "123456789012");
}

TEST_CASE("what may be missing is missing; the profile's account stands in") {
    fixture f("aws_account_id = 7\n");
    f.world.processes->print(R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "S"})")
        .print(R"({"Version": 1.0, "AccessKeyId": "B", "SecretAccessKey": "S", "AccountId": "",
               "Expiration": null, "SessionToken": null})");
    auto keys = f.world.load(*f.provider);
    REQUIRE(keys);
    CHECK_FALSE(keys->session_token());
    CHECK_FALSE(keys->expires());
    CHECK(keys->account_id() == "7");
    keys = f.world.refresh(*f.provider);
    REQUIRE(keys);
    CHECK(keys->access_key() == "B");
    CHECK(keys->account_id() == "7");
}

TEST_CASE("output that breaks the contract is an error that does not quote it") {
    std::pair<char const*, char const*> const rows[] = {
        {"", "the process did not print a JSON object"},
        {"no json", "the process did not print a JSON object"},
        {"[1]", "the process did not print a JSON object"},
        {R"({"AccessKeyId": "A", "SecretAccessKey": "S"})",
         "Unsupported version '<Version key not provided>' for credential process provider, supported "
         "versions: 1"},
        {R"({"Version": 2, "AccessKeyId": "A", "SecretAccessKey": "S"})",
         "Unsupported version '2' for credential process provider, supported versions: 1"},
        {R"({"Version": "1", "AccessKeyId": "A", "SecretAccessKey": "S"})",
         "Unsupported version '1' for credential process provider, supported versions: 1"},
        {R"({"Version": 1, "SecretAccessKey": "S"})", "Missing required key in response: 'AccessKeyId'"},
        {R"({"Version": 1, "AccessKeyId": "A"})", "Missing required key in response: 'SecretAccessKey'"},
        {R"({"Version": 1, "AccessKeyId": 5, "SecretAccessKey": "S"})",
         "Missing required key in response: 'AccessKeyId'"},
        {R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "S", "Expiration": "soon"})",
         "Expiration is no point in time"},
        {R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "S", "Expiration": [1]})",
         "Expiration is no point in time"},
    };
    for (auto const& [output, text] : rows) {
        CAPTURE(output);
        fixture f;
        f.world.processes->print(output);
        CHECK(f.message() == start + text);
    }
}

TEST_CASE("a process that fails tells why") {
    fixture f;
    f.world.processes->print(whole, 3, "no badge").print(whole, -9).print(whole, 3);
    CHECK(f.message() == start + "no badge");
    CHECK(f.message() == start + "the process was killed by signal 9");
    CHECK(f.message() == start + "the process ended with status 3");
    // One that can't be started is an error of its own.
    CHECK(f.message() == "BotoCoreError: the script has ended");
    pipeline::process_result endless;
    endless.too_long = true;
    f.world.processes->script.push_back(endless);
    CHECK(f.message().ends_with("the process wrote more than it may"));
}

TEST_CASE("a command that is none is refused before anything is run") {
    for (auto const* line : {"'open", "\"\\"}) {
        CAPTURE(line);
        memory_world world;
        world.config_file("[default]\ncredential_process = " + std::string(line) + "\n");
        auto const provider = make_process_provider();
        CHECK_THROWS_AS(world.load(*provider), value_error);
        CHECK(world.processes->commands.empty());
    }
    memory_world world;
    world.config_file("[default]\ncredential_process =\n");
    auto const provider = make_process_provider();
    CHECK_THROWS_AS(world.load(*provider), credential_retrieval_error);
}
