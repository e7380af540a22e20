#include "credentials/role_settings.hpp"

#include <doctest/doctest.h>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

role_chain read(std::string config, std::string const& profile = "dev") {
    memory_world world;
    world.config_file(std::move(config));
    return read_role_chain(*world.context().config, profile);
}

std::string failure(std::string config) {
    return message_of([&] { read(std::move(config)); });
}

constexpr char base[] = "[profile base]\naws_access_key_id = A\naws_secret_access_key = S\n";

}  // namespace

TEST_CASE("a role with all its options") {
    auto const chain = read(std::string(base) +
                            "[profile dev]\nrole_arn = arn:r\nsource_profile = base\nrole_session_name = me\n"
                            "external_id = x/1\nmfa_serial = m\nduration_seconds = 1800\n");
    REQUIRE(chain.roles.size() == 1);
    auto const& role = chain.roles.front();
    CHECK(role.arn == "arn:r");
    CHECK(role.session_name == "me");
    CHECK(role.external_id == "x/1");
    CHECK(role.mfa_serial == "m");
    CHECK(role.duration_seconds == 1800);
    CHECK(chain.source_profile == "base");
    CHECK(chain.credential_source.empty());
}

TEST_CASE("a duration is read as Python's int() reads it, or passed over") {
    std::pair<char const*, std::optional<std::int64_t>> const rows[] = {
        {"900", 900},
        {" +1_000 ", 1000},
        {"-5", -5},
        {"0x10", {}},
        {"1.5", {}},
        {"abc", {}},
        {"_1", {}},
        {"1__0", {}},
        {"1_", {}},
        {"", {}},
        {"-", {}},
        {"+-1", {}},
        {"9999999999999999999", {}},
    };
    for (auto const& [text, expected] : rows) {
        CAPTURE(text);
        auto const chain = read(std::string(base) + "[profile dev]\nrole_arn = r\nsource_profile = base\n" +
                                "duration_seconds = " + text + "\n");
        CHECK(chain.roles.front().duration_seconds == expected);
    }
}

TEST_CASE("a chain ends where keys or another kind of source are") {
    auto const chain = read(std::string(base) +
                            "[profile dev]\nrole_arn = r1\nsource_profile = mid\n"
                            "[profile mid]\nrole_arn = r2\nsource_profile = low\n"
                            "[profile low]\nrole_arn = r3\nsource_profile = base\n");
    REQUIRE(chain.roles.size() == 3);
    CHECK(chain.roles[0].arn == "r1");
    CHECK(chain.roles[2].arn == "r3");
    CHECK(chain.source_profile == "base");
    CHECK(chain.last_profile == "low");

    // Keys of the source come before its own role; a web identity is no such role.
    auto const keyed = read(std::string(base) +
                            "[profile dev]\nrole_arn = r1\nsource_profile = mid\n"
                            "[profile mid]\nrole_arn = r2\nsource_profile = base\naws_access_key_id = B\n");
    CHECK(keyed.roles.size() == 1);
    CHECK(keyed.source_profile == "mid");
    auto const web = read(
        "[profile dev]\nrole_arn = r1\nsource_profile = mid\n"
        "[profile mid]\nrole_arn = r2\nweb_identity_token_file = t\n");
    CHECK(web.roles.size() == 1);
    auto const named = read(
        "[profile dev]\nrole_arn = r1\nsource_profile = mid\n"
        "[profile mid]\nrole_arn = r2\ncredential_source = EcsContainer\n");
    CHECK(named.roles.size() == 2);
    CHECK(named.credential_source == "EcsContainer");
    CHECK(named.last_profile == "mid");
}

TEST_CASE("a profile may source itself only with keys of its own") {
    CHECK(read("[profile dev]\nrole_arn = r\nsource_profile = dev\naws_access_key_id = A\n"
               "aws_secret_access_key = S\n")
              .source_profile == "dev");
    CHECK(failure("[profile dev]\nrole_arn = r\nsource_profile = dev\n") ==
          "InfiniteLoopConfigError: Infinite loop in credential configuration detected. Attempting to load "
          "from profile dev which has already been visited. Visited profiles: ['dev']");
}

TEST_CASE("sources that make no sense are refused") {
    std::pair<std::string, char const*> const rows[] = {
        {"",
         "PartialCredentialsError: Partial credentials found in assume-role, missing: source_profile or "
         "credential_source"},
        {"source_profile = base\ncredential_source = Environment\n",
         "InvalidConfigError: The profile \"dev\" contains both source_profile and credential_source."},
        {"source_profile = nobody\n",
         "InvalidConfigError: The source_profile \"nobody\" referenced in the profile \"dev\" does not "
         "exist."},
        {"credential_source = environment\n",
         "InvalidConfigError: The credential source \"environment\" referenced in profile \"dev\" is not "
         "valid."},
    };
    for (auto const& [keys, text] : rows) {
        CAPTURE(keys);
        CHECK(failure(std::string(base) + "[profile dev]\nrole_arn = r\n" + keys) == text);
    }
}

TEST_CASE("profiles that lead back are a loop, however long") {
    CHECK(failure("[profile dev]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\n"
                  "source_profile = c\n[profile c]\nrole_arn = r\nsource_profile = dev\n") ==
          "InfiniteLoopConfigError: Infinite loop in credential configuration detected. Attempting to load "
          "from profile dev which has already been visited. Visited profiles: ['dev', 'b', 'c']");
    std::string longest = "[profile dev]\nrole_arn = r\nsource_profile = p0\n";
    for (int i = 0; i < 2000; ++i) {
        longest += "[profile p" + std::to_string(i) + "]\nrole_arn = r\nsource_profile = p" +
                   std::to_string((i + 1) % 2000) + "\n";
    }
    CHECK(failure(longest).starts_with("InfiniteLoopConfigError"));
}

TEST_CASE("a block where a text belongs is an error") {
    CHECK(
        failure("[profile dev]\nrole_arn =\n  a = b\n").starts_with("InvalidConfigError: The key role_arn"));
}
