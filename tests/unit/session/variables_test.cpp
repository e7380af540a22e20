// The session's variables: what they are called, where they come from, and the files behind them.
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/error.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace coaws;
using config::value_source;
using testing_support::session_fixture;

namespace {

/// `colour`: from COLOUR or HUE, else the profile's `ink`, else black.
config::variable colour() {
    return config::variable("colour")
        .with_env("COLOUR")
        .with_env("HUE")
        .with_file(config::file_key("ink"))
        .with_default("black");
}

value loud(value v) { return v.as_string() + "!"; }

}  // namespace

TEST_CASE("a variable of one's own is looked for like a built-in one") {
    session_fixture f;
    auto get = [&f] {
        return f.run(session(f.options().with_variable(colour())).get_config_variable("colour"));
    };
    CHECK(f.run(f.make().get_config_variable("colour")).is_null());
    CHECK(get() == value("black"));
    f.config_file("[default]\nink = blue\n");
    CHECK(get() == value("blue"));
    f.world.environment->set("HUE", "green");
    CHECK(get() == value("green"));
    f.world.environment->set("COLOUR", "");
    CHECK(get() == value(""));
    auto const from = session(f.options().with_variable(colour()));
    from.set_config_variable("colour", "red");
    CHECK(f.run(from.get_config_variable("colour")) == value("red"));
}

TEST_CASE("a variable may have a converter, which sees defaults as well but never null") {
    session_fixture f;
    auto const from = session(f.options()
                                  .with_variable(colour().with_converter(loud))
                                  .with_variable(config::variable("mood").with_converter(loud)));
    CHECK(f.run(from.get_config_variable("colour")) == value("black!"));
    CHECK(f.run(from.get_config_variable("mood")).is_null());
    f.world.environment->set("COLOUR", "pink");
    CHECK(f.run(from.get_config_variable("colour")) == value("pink!"));
}

TEST_CASE("a built-in variable can be looked for elsewhere, also later") {
    session_fixture f;
    f.config_file("[default]\nregion = eu-west-2\n[profile work]\nregion = eu-west-3\n");
    f.world.environment->set("MY_REGION", "us-east-1");
    f.world.environment->set("MY_PROFILE", "work");
    auto region = [] { return config::variable("region").with_env("MY_REGION"); };
    auto const own = session(f.options().with_variable(region()));
    CHECK(f.run(own.get_config_variable("region")) == value("us-east-1"));
    CHECK(f.run(own.client("parcels")).meta().region_name == "us-east-1");

    auto const late = f.make();
    CHECK(f.run(late.get_config_variable("region")) == value("eu-west-1"));
    late.define_variable(region());
    CHECK(f.run(late.get_config_variable("region")) == value("us-east-1"));
    CHECK(f.run(late.profile()) == std::nullopt);
    late.define_variable(config::variable("profile").with_env("MY_PROFILE"));
    CHECK(f.run(late.profile()) == "work");
    CHECK(f.run(late.get_scoped_config()).at("region") == value("eu-west-3"));
    late.define_variable(config::variable("region").with_file(config::file_key("region")));
    CHECK(f.run(late.get_config_variable("region")) == value("eu-west-3"));
}

TEST_CASE("what is defined before the files are read counts, too") {
    session_fixture f;
    f.world.environment->set("MY_CONFIG", "/my/config");
    f.world.files->set("/my/config", "[default]\nink = blue\n");
    auto const from = f.make();
    from.define_variable(config::variable("config_file").with_env("MY_CONFIG"));
    from.define_variable(colour());
    CHECK(f.run(from.get_config_variable("colour")) == value("blue"));
}

TEST_CASE("sources can be passed over") {
    session_fixture f;
    f.config_file("[default]\nink = blue\n");
    f.world.environment->set("COLOUR", "green");
    auto const from = session(f.options().with_variable(colour()));
    from.set_config_variable("colour", "red");
    std::pair<config::source_set, char const*> const rows[] = {
        {config::source_set::all(), "red"},
        {value_source::instance, "red"},
        {value_source::environment, "green"},
        {value_source::file, "blue"},
        {value_source::environment | value_source::file, "green"},
        {value_source::file | value_source::instance, "red"},
        {value_source::default_value, "black"},
        {value_source::none, "black"},
    };
    for (auto const& [sources, wanted] : rows) {
        CAPTURE(wanted);
        CHECK(f.run(from.get_config_variable("colour", sources)) == value(wanted));
    }
    CHECK(f.run(from.get_config_variable("region", value_source::file)).is_null());
}

TEST_CASE("what the session has set is listed, the profile included") {
    session_fixture f;
    CHECK(f.make().instance_variables().empty());
    auto const from = session(f.options().with_profile("work"));
    from.set_config_variable("region", "us-east-1");
    auto const all = from.instance_variables();
    CHECK(all.size() == 2);
    CHECK(all.at("profile") == value("work"));
    CHECK(all.at("region") == value("us-east-1"));
}

TEST_CASE("the active profile's keys come from both files") {
    session_fixture f;
    CHECK(f.run(f.make().get_scoped_config()).empty());
    f.config_file("[default]\nregion = a\noutput = json\n[profile work]\nregion = b\n");
    f.credentials_file("[default]\nregion = c\n");
    auto const keys = f.run(f.make().get_scoped_config());
    CHECK(keys.at("region") == value("c"));
    CHECK(keys.at("output") == value("json"));
    CHECK(f.run(session(f.options().with_profile("work")).get_scoped_config()).at("region") == value("b"));
    CHECK_THROWS_AS(f.run(session(f.options().with_profile("none")).get_scoped_config()), profile_not_found);
}

TEST_CASE("all sections of both files can be had") {
    session_fixture f;
    f.config_file(
        "[default]\nregion = a\n[sso-session s]\nsso_region = r\n[services t]\ns3 =\n  endpoint_url = u\n"
        "[plugins]\nx = y\n");
    f.credentials_file("[other]\naws_access_key_id = k\n");
    auto const all = f.run(f.make().full_config());
    CHECK(all.profiles.at("default").at("region") == value("a"));
    CHECK(all.profiles.at("other").at("aws_access_key_id") == value("k"));
    CHECK(all.sso_sessions.at("s").at("sso_region") == value("r"));
    CHECK(all.services.at("t").at("s3").at("endpoint_url") == value("u"));
    CHECK(all.others.at("plugins").at("x") == value("y"));
    CHECK(f.run(session(f.options().with_shared_files(false)).full_config()).profiles.empty());
}

TEST_CASE("default settings of clients can be read back") {
    session_fixture f;
    auto const from = f.make();
    CHECK(!from.get_default_client_config().options().region);
    from.set_default_client_config(client_config().with_region("us-east-1"));
    CHECK(from.get_default_client_config().options().region == "us-east-1");
}

TEST_CASE("a token comes from the service's variable, else from nowhere") {
    session_fixture f;
    f.world.environment->set("AWS_BEARER_TOKEN_BED_ROCK", "token");
    auto const from = f.make();
    auto const found = f.run(from.get_auth_token("bed-rock"));
    REQUIRE(found);
    CHECK(found->text() == "token");
    CHECK(!found->expires());
    CHECK(!f.run(from.get_auth_token("other")));
    CHECK(!f.run(from.get_auth_token()));
}
