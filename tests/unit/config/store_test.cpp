#include <doctest/doctest.h>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/config/store.hpp>

#include "memory_ports.hpp"

using namespace coaws;
using namespace coaws::test;
using config::value_source;

TEST_CASE("a variable comes from code, then the environment, then the profile, then its default") {
    auto const file = "[default]\nmax_attempts = 4\nretry_mode = standard\n";
    auto store = make_store(file);
    CHECK(store->get("max_attempts") == value(4));
    CHECK(store->get("metadata_service_timeout") == value(1));
    CHECK(store->get("region").is_null());
    CHECK(store->get("no_such_variable").is_null());
    CHECK(store->find("max_attempts").source == value_source::file);
    CHECK(store->find("max_attempts").location == "/u/me/.aws/config");
    CHECK(store->find("metadata_service_timeout").source == value_source::default_value);

    store = make_store(file, {}, {{"AWS_MAX_ATTEMPTS", "7"}, {"AWS_RETRY_MODE", ""}});
    CHECK(store->get("max_attempts") == value(7));
    CHECK(store->get("retry_mode") == value(""));  // empty is set
    CHECK(store->find("max_attempts").location == "AWS_MAX_ATTEMPTS");

    auto const own = store->with_override("max_attempts", 9);
    CHECK(own.get("max_attempts") == value(9));
    CHECK(own.find("max_attempts").source == value_source::instance);
    CHECK(own.with_override("max_attempts", {}).get("max_attempts") == value(7));
    CHECK(store->get("max_attempts") == value(7));

    CHECK(store->with_default("defaults_mode", "mobile").get("defaults_mode") == value("mobile"));
}

TEST_CASE("AWS_REGION is read before AWS_DEFAULT_REGION") {
    CHECK(make_store("", "", {{"AWS_DEFAULT_REGION", "a"}})->get("region") == value("a"));
    CHECK(make_store("", "", {{"AWS_DEFAULT_REGION", "a"}, {"AWS_REGION", "b"}})->get("region") ==
          value("b"));
}

TEST_CASE("values are converted where the table says so") {
    auto const store = make_store("[default]\nuse_fips_endpoint = TRUE\nuse_dualstack_endpoint = maybe\n", "",
                                  {{"AWS_CSM_PORT", "x"}});
    CHECK(store->get("use_fips_endpoint") == value(true));
    CHECK(store->get("use_dualstack_endpoint") == value(false));
    CHECK_THROWS_WITH_AS(store->get("csm_port"), "invalid literal for int() with base 10: 'x'", value_error);
}

TEST_CASE("typed questions refuse other kinds") {
    auto const store = make_store("[default]\nregion =\n  a = b\nmax_attempts = 3\n");
    CHECK_THROWS_AS(store->get_string("region"), invalid_config_error);
    CHECK(store->get_int("max_attempts") == 3);
    CHECK(store->get_string("ca_bundle") == std::nullopt);
    CHECK(store->get_bool("parameter_validation") == true);
    CHECK(store->get_map("api_versions").empty());
}

TEST_CASE("profiles") {
    auto const config = "[default]\nregion = d\n[profile p]\nregion = p\n[profile q]\nregion = q\n";
    auto const keys = "[r]\naws_access_key_id = A\n[p]\nregion = from-keys\n";
    CHECK(make_store(config, keys)->profiles() == std::vector<std::string>{"default", "p", "q", "r"});
    CHECK(make_store(config, keys)->get("region") == value("d"));
    CHECK(make_store(config, keys, {{"AWS_PROFILE", "q"}})->get("region") == value("q"));
    CHECK(make_store(config, keys, {{"AWS_PROFILE", "q"}, {"AWS_DEFAULT_PROFILE", "p"}})->get("region") ==
          value("from-keys"));

    auto const explicit_p = make_store(config, keys, {{"AWS_PROFILE", "q"}}, with_profile("p"));
    CHECK(explicit_p->get("region") == value("from-keys"));
    CHECK(explicit_p->find("region").location == "/u/me/.aws/credentials");
    CHECK(explicit_p->profile_is_explicit());
    CHECK_FALSE(make_store(config, keys, {{"AWS_PROFILE", "q"}})->profile_is_explicit());
    CHECK(explicit_p->config_file_profile("p")->at("region") == value("p"));
    CHECK(explicit_p->credentials_file_profile("p")->at("region") == value("from-keys"));
    CHECK(explicit_p->credentials_file_profile("q") == nullptr);

    auto const missing = make_store(config, keys, {}, with_profile("nope"));
    CHECK_THROWS_WITH_AS(missing->scoped_config(), "The config profile (nope) could not be found",
                         profile_not_found);
    CHECK_THROWS_AS(missing->get("region"), profile_not_found);
    CHECK_THROWS_AS(make_store("", "", {}, with_profile("default"))->scoped_config(), profile_not_found);
    CHECK(make_store("")->scoped_config().empty());
}

TEST_CASE("broken files surface at the first question that needs them") {
    auto const store = make_store("x", "", {{"AWS_REGION", "r"}});
    CHECK(store->get("region") == value("r"));
    CHECK_THROWS_AS(store->get("ca_bundle"), config_parse_error);
    CHECK_THROWS_AS(make_store("", "[a]\n[a]\n")->profiles(), config_parse_error);
}

TEST_CASE("paths of the files are variables, with home and variables replaced") {
    texts contents{{"/u/me/alt", "[default]\nregion = alt\n"}, {"/x/k", "[default]\nca_bundle = b\n"}};
    auto environment = std::make_shared<memory_environment>(
        texts{{"AWS_CONFIG_FILE", "~/alt"}, {"AWS_SHARED_CREDENTIALS_FILE", "${DIR}/k"}, {"DIR", "/x"}});
    auto const store = run(config::load(environment, std::make_shared<memory_files>(contents)));
    CHECK(store->get("region") == value("alt"));
    CHECK(store->get("ca_bundle") == value("b"));
}

TEST_CASE("reading environment and files can be switched off") {
    auto environment = std::make_shared<memory_environment>(texts{{"AWS_REGION", "env"}});
    auto files = std::make_shared<memory_files>(texts{{"/u/me/.aws/config", "[default]\nregion = file\n"}});
    config::load_options options;
    options.read_environment = false;
    CHECK(run(config::load(environment, files, options))->get("region") == value("file"));
    options.read_files = false;
    files->reads = 0;
    CHECK(run(config::load(environment, files, options))->get("region").is_null());
    CHECK(files->reads == 0);
}

TEST_CASE("the s3 block is overlaid by variables of its own") {
    auto store = make_store(
        "[default]\ns3_use_arn_region = false\ns3 =\n  addressing_style = path\n  use_accelerate_endpoint = "
        "True\n"
        "  use_arn_region = true\n  max_queue_size = 3\n",
        "", {{"AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "legacy"}});
    auto const expected =
        R"({"addressing_style":"path","use_accelerate_endpoint":true,"use_arn_region":false,)"
        R"("max_queue_size":"3","us_east_1_regional_endpoint":"legacy"})";
    CHECK(to_json(store->get("s3")) == expected);
    CHECK(to_json(store->scoped_config().at("s3")) == expected);
    CHECK(make_store("[default]\ns3 = text\n", "", {{"AWS_S3_USE_ARN_REGION", "true"}})->get("s3").is_null());
    CHECK(make_store("")->get("s3").is_null());
    CHECK(to_json(make_store("")->with_default("s3.us_east_1_regional_endpoint", "regional").get("s3")) ==
          R"({"us_east_1_regional_endpoint":"regional"})");
}

TEST_CASE("further variables join the table and replace built-in ones") {
    config::load_options options;
    options.variables.push_back(config::variable("flavour")
                                    .with_env("MY_FLAVOUR")
                                    .with_file(config::file_key("flavour"))
                                    .with_default("x"));
    options.variables.push_back(config::variable("region").with_env("MY_REGION"));
    auto const store =
        make_store("[default]\nflavour = file\nregion = r\n", "", {{"MY_REGION", "mine"}}, options);
    CHECK(store->get("flavour") == value("file"));
    CHECK(store->get("region") == value("mine"));
}

TEST_CASE("a variable may be defined later, with a converter of its own") {
    auto const store = make_store("[default]\nink = blue\n[profile work]\nink = red\n", "",
                                  {{"COLOUR", "green"}, {"MY_PROFILE", "work"}});
    CHECK(store->definition("colour") == nullptr);
    auto const by_file = store->with_variable(config::variable("colour").with_file(config::file_key("ink")));
    CHECK(by_file.get("colour") == value("blue"));
    CHECK(store->get("colour").is_null());
    auto const by_env = by_file.with_variable(config::variable("colour").with_env("COLOUR").with_converter(
        [](value v) -> value { return static_cast<std::int64_t>(v.as_string().size()); }));
    CHECK(by_env.get("colour") == value(5));
    CHECK(by_env.definition("colour")->env().front() == "COLOUR");
    // Another way to the profile leads to other keys.
    auto const work = by_file.with_variable(config::variable("profile").with_env("MY_PROFILE"));
    CHECK(work.get("colour") == value("red"));
    auto const own_block = store->with_variable(config::variable("s3").with_default("mine"));
    CHECK(own_block.get("s3") == value("mine"));
    auto const failing = store->with_variable(config::variable("colour").with_env("COLOUR").with_converter(
        [](value) -> value { throw value_error("no colour"); }));
    CHECK_THROWS_WITH_AS(failing.get("colour"), "no colour", value_error);
}

TEST_CASE("sources can be passed over, defaults can not") {
    auto const store = make_store("[default]\nretry_mode = adaptive\n", "", {{"AWS_RETRY_MODE", "standard"}})
                           ->with_override("retry_mode", "own");
    CHECK(store.find("retry_mode", value_source::instance).source == value_source::instance);
    CHECK(store.get("retry_mode", value_source::environment) == value("standard"));
    CHECK(store.get("retry_mode", value_source::file) == value("adaptive"));
    CHECK(store.get("retry_mode", value_source::file | value_source::environment) == value("standard"));
    CHECK(store.get("retry_mode", value_source::none) == value("legacy"));
    CHECK(store.get("region", config::source_set::all()).is_null());
}

TEST_CASE("opting in to the new retry behaviour changes the default mode only") {
    CHECK(make_store("", "", {{"AWS_NEW_RETRIES_2026", "True"}})->get("retry_mode") == value("standard"));
    CHECK(make_store("[default]\nretry_mode = legacy\n", "", {{"AWS_NEW_RETRIES_2026", "true"}})
              ->get("retry_mode") == value("legacy"));
}
