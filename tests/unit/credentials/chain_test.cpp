#include <doctest/doctest.h>
#include <coaws/credentials/chain.hpp>
#include <coaws/credentials/providers.hpp>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

/// Gives fixed keys, or none.
class fixed_provider final : public credential_provider {
  public:
    fixed_provider(std::string name, std::string access_key)
        : name_(std::move(name)), access_key_(std::move(access_key)) {}
    std::string_view name() const override { return name_; }
    asio::awaitable<std::optional<credentials>> load(provider_context&) override {
        if (access_key_.empty()) co_return std::nullopt;
        co_return credentials(access_key_, "S");
    }

  private:
    std::string name_;
    std::string access_key_;
};

std::shared_ptr<credential_provider> fixed(std::string name, std::string access_key = {}) {
    return std::make_shared<fixed_provider>(std::move(name), std::move(access_key));
}

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("the default chain has the reference's providers in its order") {
    CHECK(make_default_credential_chain()->names() ==
          names{"env", "assume-role", "assume-role-with-web-identity", "sso", "shared-credentials-file",
                "login", "custom-process", "config-file", "ec2-credentials-file", "boto-config",
                "container-role", "iam-role"});
}

TEST_CASE("providers are put in, taken out and found by name") {
    credential_chain chain({fixed("a"), fixed("b")});
    chain.insert_before("a", fixed("first"));
    chain.insert_after("b", fixed("last"));
    chain.insert_after("a", fixed("middle"));
    CHECK(chain.names() == names{"first", "a", "middle", "b", "last"});
    chain.remove("a");
    chain.remove("unknown");
    CHECK(chain.names() == names{"first", "middle", "b", "last"});
    CHECK(chain.get("b")->name() == "b");
    CHECK_THROWS_AS(chain.get("a"), unknown_credential_error);
    CHECK_THROWS_AS(chain.insert_before("a", fixed("x")), unknown_credential_error);
    CHECK_THROWS_AS(chain.insert_after("a", fixed("x")), unknown_credential_error);
    credential_chain const copy(chain);
    chain.remove("b");
    CHECK(copy.names().size() == 4);
}

TEST_CASE("the first provider that has credentials wins") {
    memory_world world;
    credential_chain chain({fixed("a"), fixed("b", "B"), fixed("c", "C")});
    auto const found = world.load(chain);
    REQUIRE(found.has_value());
    CHECK(found->credentials.access_key() == "B");
    CHECK(found->provider->name() == "b");
    chain.remove("b");
    chain.remove("c");
    CHECK_FALSE(world.load(chain).has_value());
}

TEST_CASE("the default chain over the usual places") {
    memory_world world;
    auto const chain = make_default_credential_chain();
    auto method = [&] { return world.load(*chain)->credentials.method(); };
    world.transport->reply(200, "t")
        .reply(200, "role")
        .reply(
            200,
            R"({"AccessKeyId": "A", "SecretAccessKey": "S", "Token": "T", "Expiration": "2024-05-06T12:00:00Z"})");
    CHECK(method() == "iam-role");
    world.config_file(
        "[default]\naws_access_key_id = A\naws_secret_access_key = S\n[profile p]\n"
        "aws_access_key_id = P\naws_secret_access_key = S\n");
    CHECK(method() == "config-file");
    world.credentials_file("[default]\naws_access_key_id = A\naws_secret_access_key = S\n");
    CHECK(method() == "shared-credentials-file");
    world.env("AWS_ACCESS_KEY_ID", "A");
    world.env("AWS_SECRET_ACCESS_KEY", "S");
    CHECK(method() == "env");
    world.env("AWS_PROFILE", "p");
    CHECK(method() == "env");
    world.choose_profile("p");
    CHECK(method() == "config-file");
}

TEST_CASE("wrong settings are errors even where the keys come from elsewhere") {
    auto const chain = make_default_credential_chain();
    memory_world world;
    world.env("AWS_ACCESS_KEY_ID", "A");
    world.env("AWS_SECRET_ACCESS_KEY", "S");
    world.env("AWS_EC2_METADATA_SERVICE_ENDPOINT", "nowhere");
    CHECK_THROWS_AS(world.load(*chain), invalid_imds_endpoint_error);
    world.environment->unset("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    world.env("AWS_PROFILE", "gone");
    CHECK_THROWS_AS(world.load(*chain), profile_not_found);
}

TEST_CASE("sources of a profile come before each other as in the reference, and a fault ends the search") {
    struct row {
        char const* keys;
        char const* fault;  // what the source that comes first has to say
    };
    for (auto const& [keys, fault] : {
             row{"role_arn = r\nsource_profile = x", "InvalidConfigError: The source_profile \"x\""},
             row{"role_arn = r\nweb_identity_token_file = f",
                 "CredentialRetrievalError: Error when retrieving credentials from "
                 "assume-role-with-web-identity: "},
             row{"sso_account_id = 1\nsso_start_url = u", "InvalidConfigError: The profile \"dev\" is"},
         }) {
        CAPTURE(keys);
        memory_world world;
        world.config_file(std::string("[profile dev]\naws_access_key_id = A\naws_secret_access_key = S\n") +
                          keys + "\ncredential_process = p\nlogin_session = l\n");
        world.choose_profile("dev");
        auto const chain = make_default_credential_chain();
        CHECK(message_of([&] { world.load(*chain); }).starts_with(fault));
        CHECK(world.processes->commands.empty());
    }
    // Keys in the configuration file come last of all.
    memory_world world;
    world.config_file(
        "[default]\naws_access_key_id = A\naws_secret_access_key = S\ncredential_process = p\n");
    world.processes->print(R"({"Version": 1, "AccessKeyId": "P", "SecretAccessKey": "S"})");
    CHECK(world.load(*make_default_credential_chain())->credentials.access_key() == "P");
}

TEST_CASE("a web identity of the environment counts unless code chose the profile") {
    memory_world world;
    world.credentials_file("[default]\naws_access_key_id = A\naws_secret_access_key = S\n");
    world.env("AWS_WEB_IDENTITY_TOKEN_FILE", "/t");
    CHECK_THROWS_AS(world.load(*make_default_credential_chain()), invalid_config_error);
    world.choose_profile("default");
    CHECK(world.load(*make_default_credential_chain())->credentials.access_key() == "A");
}
