// Where a client's region, endpoint and keys come from, and what is said when they are missing or broken.
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/base/log.hpp>
#include <coaws/error.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

/// Whether a text stands in another.
bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The type and the message of what making a client throws.
std::string failure_of(session_fixture& f, session const& from, client_config config = {}) {
    try {
        f.run(from.client("parcels", std::move(config)));
        return "success";
    } catch (error const& e) {
        return std::string(e.type()) + ": " + e.what();
    }
}

}  // namespace

TEST_CASE("the region comes from code, session, environment and profile, in this order") {
    struct row {
        std::optional<std::string> code, session_variable, aws_region, default_region, profile;
        std::string wanted;
    };
    std::vector<row> const rows = {
        {"us-east-1", "eu-west-2", "eu-west-3", "eu-west-4", "eu-west-5", "us-east-1"},
        {{}, "eu-west-2", "eu-west-3", "eu-west-4", "eu-west-5", "eu-west-2"},
        {{}, {}, "eu-west-3", "eu-west-4", "eu-west-5", "eu-west-3"},
        {{}, {}, {}, "eu-west-4", "eu-west-5", "eu-west-4"},
        {{}, {}, {}, {}, "eu-west-5", "eu-west-5"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.wanted);
        session_fixture f;
        f.without_region();
        if (r.aws_region) f.world.environment->set("AWS_REGION", *r.aws_region);
        if (r.default_region) f.world.environment->set("AWS_DEFAULT_REGION", *r.default_region);
        if (r.profile) f.config_file("[default]\nregion = " + *r.profile + "\n");
        auto const from = f.make();
        if (r.session_variable) from.set_config_variable("region", *r.session_variable);
        client_config config;
        if (r.code) config.with_region(*r.code);
        auto const made = f.run(from.client("parcels", config));
        CHECK(made.meta().region_name == r.wanted);
        CHECK(made.meta().service_name == "parcels");
        CHECK(made.meta().partition == "aws");
    }
}

TEST_CASE("without a region there is no client that needs one") {
    session_fixture f;
    f.without_region();
    CHECK(failure_of(f, f.make()) == "NoRegionError: You must specify a region.");
    CHECK(has(failure_of(f, f.make(), client_config().with_region("eu west")), "InvalidRegionError"));
}

TEST_CASE("an endpoint URL comes from code, the service's variable, the general one and the profile") {
    session_fixture f;
    f.config_file("[default]\nendpoint_url = https://profile.example.com\n");
    f.world.http->reply(200, "{}");
    CHECK(f.client().meta().endpoint_url == "https://profile.example.com");
    f.world.environment->set("AWS_ENDPOINT_URL", "https://general.example.com");
    CHECK(f.client().meta().endpoint_url == "https://general.example.com");
    f.world.environment->set("AWS_ENDPOINT_URL_PARCELS", "http://localhost:4566");
    auto const own = f.client();
    CHECK(own.meta().endpoint_url == "http://localhost:4566");
    f.run(own.call("SendParcel", small_parcel()));
    CHECK(f.world.http->requests.back().url.str() == "http://localhost:4566/");
    auto const given = f.client(client_config().with_endpoint_url("https://code.example.com"));
    CHECK(given.meta().endpoint_url == "https://code.example.com");
    auto const ignoring = f.client(client_config().with_ignore_configured_endpoint_urls());
    CHECK(ignoring.meta().endpoint_url == "https://parcels.eu-west-1.example.com");
}

TEST_CASE("a profile that is in no file is named") {
    session_fixture f;
    f.config_file("[profile home]\nregion = eu-west-1\n");
    f.world.environment->set("AWS_PROFILE", "work");
    CHECK(failure_of(f, f.make()) == "ProfileNotFound: The config profile (work) could not be found");
    auto const from = session(f.options().with_profile("nobody"));
    CHECK(failure_of(f, from) == "ProfileNotFound: The config profile (nobody) could not be found");
    CHECK(f.run(session(f.options().with_profile("home")).client("parcels")).meta().region_name ==
          "eu-west-1");
}

TEST_CASE("profiles are listed from both files") {
    session_fixture f;
    f.config_file("[default]\n[profile home]\nregion = eu-west-1\n");
    f.credentials_file("[work]\naws_access_key_id = a\naws_secret_access_key = b\n");
    auto const names = f.run(f.make().available_profiles());
    CHECK(names == std::vector<std::string>{"default", "home", "work"});
}

TEST_CASE("a broken configuration file is reported with its path and line") {
    session_fixture f;
    f.config_file("[default]\nregion = eu-west-1\nnonsense\n");
    auto const from = f.make();
    try {
        f.run(from.client("parcels"));
        FAIL("nothing was thrown");
    } catch (config_parse_error const& e) {
        CHECK(e.path() == "/me/.aws/config");
        CHECK(has(e.cause(), "line 3"));
        CHECK(has(e.what(), "/me/.aws/config"));
    }
    CHECK(has(failure_of(f, from), "ConfigParseError"));
}

TEST_CASE("files and environment can be left alone") {
    session_fixture f;
    f.config_file("[broken\n");
    auto const no_files = session(f.options().with_shared_files(false));
    CHECK(f.run(no_files.client("parcels")).meta().region_name == "eu-west-1");
    f.config_file("[default]\nregion = us-east-1\n");
    auto const no_environment = session(f.options().with_environment(false));
    CHECK(f.run(no_environment.client("parcels")).meta().region_name == "us-east-1");
}

TEST_CASE("the environment's keys stay out when the environment is left alone") {
    session_fixture f;
    f.config_file("[default]\nregion = us-east-1\n");
    auto const from = session(f.options().with_environment(false));
    std::optional<std::string> method;
    try {
        method = f.run(from.get_credentials()).method();
    } catch (error const&) {
        // The script has no answer for the instance metadata service.
    }
    CHECK(method != "env");
}

TEST_CASE("no variable reaches a client when the environment is left alone") {
    session_fixture f;
    f.config_file("[default]\nregion = us-east-1\n");
    f.credentials_file("[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = s\n");
    f.world.environment->set("AWS_EXECUTION_ENV", "somewhere");
    f.world.http->reply(200, "{}");
    auto const from = session(f.options().with_environment(false));
    f.run(f.run(from.client("parcels")).call("SendParcel", small_parcel()));
    CHECK(!has(f.world.http->requests.back().headers.get("User-Agent"), "somewhere"));
    CHECK(has(f.authorization(), "AKIDFILE"));
    f.world.http->reply(200, "{}");
    f.run(f.client().call("SendParcel", small_parcel()));
    CHECK(has(f.world.http->requests.back().headers.get("User-Agent"), "exec-env/somewhere"));
}

namespace {

/// Runs something while a file is being read.
class interrupted_files final : public pipeline::files {
  public:
    asio::awaitable<std::optional<std::string>> read(std::string) override {
        if (during) std::exchange(during, nullptr)();
        co_return std::nullopt;
    }
    asio::awaitable<std::optional<std::uint64_t>> size(std::string) override { co_return std::nullopt; }
    std::unique_ptr<pipeline::byte_source> open(body::file const&) override { return nullptr; }

    std::function<void()> during;
};

}  // namespace

TEST_CASE("a variable that is set while the files are read is not lost") {
    session_fixture f;
    auto files = std::make_shared<interrupted_files>();
    auto ports = f.world.ports();
    ports.files = files;
    auto const from = session(f.options().with_world(ports));
    files->during = [&from] { from.set_config_variable("region", "us-east-1"); };
    CHECK(f.run(from.get_config_variable("region")) == value("us-east-1"));
}

TEST_CASE("session variables can be read and set") {
    session_fixture f;
    auto const from = f.make();
    CHECK(f.run(from.get_config_variable("region")) == value("eu-west-1"));
    CHECK(f.run(from.get_config_variable("no_such_variable")).is_null());
    from.set_config_variable("region", "us-east-1");
    CHECK(f.run(from.get_config_variable("region")) == value("us-east-1"));
    CHECK(f.run(from.client("parcels")).meta().region_name == "us-east-1");
    CHECK(f.run(f.make().get_config_variable("region")) == value("eu-west-1"));
}

TEST_CASE("default settings lie under those of each client") {
    session_fixture f;
    auto const from = f.make();
    from.set_default_client_config(
        client_config().with_region("us-east-1").with_endpoint_url("https://default.example.com"));
    auto const made = f.run(from.client("parcels", client_config().with_region("eu-west-1")));
    CHECK(made.meta().region_name == "eu-west-1");
    CHECK(made.meta().endpoint_url == "https://default.example.com");
}

TEST_CASE("the version of a service's interface can be pinned in code and in a profile") {
    session_fixture f;
    f.world.http->reply(200, "{}");
    f.world.http->reply(200, "{}");
    auto const old = f.client(client_config().with_api_version("2019-01-01"));
    f.run(old.call("SendParcel"));
    CHECK(f.world.http->requests.back().headers.get("X-Amz-Target") == "ParcelPost_20190101.SendParcel");
    f.config_file("[default]\napi_versions =\n    parcels = 2019-01-01\n");
    f.run(f.client().call("SendParcel"));
    CHECK(f.world.http->requests.back().headers.get("X-Amz-Target") == "ParcelPost_20190101.SendParcel");
}

TEST_CASE("keys come from code, session, environment and files, in this order") {
    session_fixture f;
    f.credentials_file("[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = s\n");
    auto const key_of = [&](coaws::client const& c) {
        f.world.http->reply(200, "{}");
        f.run(c.call("SendParcel", small_parcel()));
        auto const header = f.authorization();
        auto const at = header.find("Credential=") + 11;
        return header.substr(at, header.find('/') - at);
    };
    auto const from = f.make();
    CHECK(key_of(f.run(from.client("parcels"))) == "AKIDENV");
    from.set_credentials(credentials("AKIDPINNED", "s"));
    CHECK(key_of(f.run(from.client("parcels"))) == "AKIDPINNED");
    CHECK(f.run(from.get_credentials()).access_key() == "AKIDPINNED");
    auto const explicit_keys = client_config().with_credentials(credentials("AKIDCODE", "s", "token"));
    CHECK(key_of(f.run(from.client("parcels", explicit_keys))) == "AKIDCODE");
    CHECK(f.world.http->requests.back().headers.get("X-Amz-Security-Token") == "token");
    f.without_keys();
    CHECK(key_of(f.client()) == "AKIDFILE");
}

TEST_CASE("half a pair of keys is an error that names the other half") {
    session_fixture f;
    f.world.environment->unset("AWS_SECRET_ACCESS_KEY");
    auto const from = f.make();
    try {
        f.run(from.get_credentials());
        FAIL("nothing was thrown");
    } catch (partial_credentials_error const& e) {
        CHECK(e.provider() == "env");
        CHECK(e.cred_var() == "AWS_SECRET_ACCESS_KEY");
    }
    auto const out = f.run(f.run(from.client("parcels")).try_call("SendParcel", small_parcel()));
    REQUIRE(!out);
    CHECK(out.error().type() == "PartialCredentialsError");
    CHECK(f.world.http->requests.empty());
}

TEST_CASE("half a pair of keys in code is refused when the client is made") {
    session_fixture f;
    auto const from = f.make();
    struct row {
        credentials keys;
        std::string missing;
    };
    std::vector<row> const rows = {{credentials("AKIDCODE", ""), "aws_secret_access_key"},
                                   {credentials("", "secret"), "aws_access_key_id"}};
    for (auto const& r : rows) {
        try {
            f.run(from.client("parcels", client_config().with_credentials(r.keys)));
            FAIL("nothing was thrown");
        } catch (partial_credentials_error const& e) {
            CHECK(e.provider() == "explicit");
            CHECK(e.cred_var() == r.missing);
        }
    }
}

TEST_CASE("a token or an account without keys is passed over, and the session's keys sign") {
    session_fixture f;
    auto const from = f.make();
    std::string lines;
    log::set_sink([&](log::level, std::string_view, std::string_view text) { lines += text; },
                  log::level::debug);
    auto const lone = client_config().with_credentials(credentials("", "", "a-token", "42"));
    auto const made = f.run(from.client("parcels", lone));
    log::set_sink({}, log::level::off);
    CHECK(has(lines, "client: aws_session_token, aws_account_id"));
    CHECK(!has(lines, "a-token"));
    f.world.http->reply(200, "{}");
    f.run(made.call("SendParcel", small_parcel()));
    CHECK(has(f.authorization(), "AKIDENV"));
    CHECK(!f.world.http->requests.back().headers.contains("X-Amz-Security-Token"));
}

namespace {

struct vault_provider final : credential_provider {
    std::string_view name() const override { return "vault"; }
    asio::awaitable<std::optional<credentials>> load(provider_context&) override {
        co_return credentials("AKIDVAULT", "s", std::nullopt, std::nullopt, "vault");
    }
};

}  // namespace

TEST_CASE("a provider of one's own joins the chain") {
    session_fixture f;
    auto const from = f.make();
    from.credential_chain().insert_before("env", std::make_shared<vault_provider>());
    CHECK(f.run(from.get_credentials()).access_key() == "AKIDVAULT");
    CHECK(f.run(f.make().get_credentials()).access_key() == "AKIDENV");
    CHECK_THROWS_AS(from.credential_chain().insert_after("nowhere", std::make_shared<vault_provider>()),
                    unknown_credential_error);
}

TEST_CASE("no keys anywhere: clients can be made, signed calls cannot") {
    session_fixture f;
    f.without_keys();
    auto const from = f.make();
    CHECK_THROWS_AS(f.run(from.get_credentials()), no_credentials_error);
    auto const made = f.run(from.client("parcels"));
    auto const out = f.run(made.try_call("SendParcel", small_parcel()));
    REQUIRE(!out);
    CHECK(out.error().type() == "NoCredentialsError");
    CHECK(std::string(out.error().what()) == "Unable to locate credentials");
    CHECK(f.world.http->requests.empty());
}

TEST_CASE("an unsigned client needs no keys") {
    session_fixture f;
    f.without_keys();
    f.world.http->reply(200, "{}");
    f.run(f.client(client_config().with_unsigned()).call("SendParcel", small_parcel()));
    CHECK(!f.world.http->requests.back().headers.contains("Authorization"));
}

TEST_CASE("a defaults mode brings its retry mode") {
    session_fixture f;
    f.world.http->reply(200, "{}");
    f.run(f.client(client_config().with_defaults_mode("standard")).call("SendParcel", small_parcel()));
    CHECK(has(f.world.http->requests.back().headers.get("User-Agent"), "cfg/retry-mode#standard"));
    CHECK(has(failure_of(f, f.make(), client_config().with_defaults_mode("odd")), "InvalidDefaultsMode"));
}

TEST_CASE("endpoint discovery follows code, environment and profile") {
    auto const first_target = [](session_fixture& f, client_config config) {
        f.world.http->reply(200, "{}");
        auto const made = f.client(std::move(config));
        auto const out = f.run(made.try_call("PutNote", args("ParcelId", "abc")));
        if (!out && f.world.http->requests.empty()) return std::string(out.error().type());
        return std::string(f.world.http->requests.front().headers.get("X-Amz-Target"));
    };
    constexpr auto asked = "ParcelPost_20240501.DescribeDepots";
    constexpr auto sent = "ParcelPost_20240501.PutNote";
    session_fixture plain;
    CHECK(first_target(plain, {}) == asked);  // the service has operations that need it
    session_fixture off;
    off.world.environment->set("AWS_ENDPOINT_DISCOVERY_ENABLED", "False");
    CHECK(first_target(off, {}) == "EndpointDiscoveryRequired");
    CHECK(first_target(off, client_config().with_endpoint_discovery(endpoint_discovery_mode::enabled)) ==
          asked);
    session_fixture by_file;
    by_file.config_file("[default]\nendpoint_discovery_enabled = false\n");
    CHECK(first_target(by_file, {}) == "EndpointDiscoveryRequired");
    session_fixture elsewhere;
    CHECK(first_target(elsewhere, client_config().with_endpoint_url("https://parcels.example.org")) == sent);
    session_fixture broken;
    broken.world.environment->set("AWS_ENDPOINT_DISCOVERY_ENABLED", "perhaps");
    CHECK(has(failure_of(broken, broken.make()), "InvalidEndpointDiscoveryConfigurationError: "));
    CHECK(failure_of(broken, broken.make(),
                     client_config().with_endpoint_url("https://parcels.example.org")) == "success");
}
