#include <doctest/doctest.h>
#include <coaws/config/shared_file.hpp>

using namespace coaws;

namespace {

std::string json(value_map map) { return to_json(value(std::move(map))); }

config::shared_config classified(std::string_view text) {
    auto parsed = config::parse_ini(text, "f");
    return config::classify(std::move(parsed).value());
}

}  // namespace

TEST_CASE("sections are sorted by what their headers say") {
    auto const config = classified(
        "[default]\na = 1\n[profile b]\na = 2\n[profile \"c d\"]\na = 3\n[profile e f]\na = 4\n[profile]\na "
        "= 5\n"
        "[profile \"g]\na = 6\n[sso-session s]\na = 7\n[services v]\na = 8\n[plugins]\na = 9\n");
    CHECK(json(config.profiles) == R"({"default":{"a":"1"},"b":{"a":"2"},"c d":{"a":"3"}})");
    CHECK(json(config.sso_sessions) == R"({"s":{"a":"7"}})");
    CHECK(json(config.services) == R"({"v":{"a":"8"}})");
    CHECK(json(config.others) == R"({"plugins":{"a":"9"}})");
}

TEST_CASE("of the two forms of the default profile the later one counts whole") {
    CHECK(json(classified("[profile default]\na = 1\n[default]\nb = 2\n").profiles) ==
          R"({"default":{"b":"2"}})");
    CHECK(json(classified("[default]\na = 1\n[profile default]\nb = 2\n").profiles) ==
          R"({"default":{"b":"2"}})");
}

TEST_CASE("the credentials file wins key by key, with literal names") {
    auto config = classified("[profile a]\nx = config\ny = config\n");
    auto const keys = config::parse_ini("[a]\nx = keys\n[profile b]\nz = keys\n", "f");
    config::merge_credentials_file(config, *keys);
    CHECK(json(config.profiles) == R"({"a":{"x":"keys","y":"config"},"profile b":{"z":"keys"}})");
}

TEST_CASE("of several files the first one that has a profile provides it") {
    std::vector<config::file_text> files;
    files.emplace_back("missing", std::nullopt);
    files.emplace_back("one", "[foo]\na = 1\n[profile a]\nr = c\n");
    files.emplace_back("two", "[foo]\na = 2\nb = 2\n[profile a]\nq = 1\n[profile b]\nr = d\n");
    auto const merged = config::merge_files(files);
    REQUIRE(merged.has_value());
    CHECK(json(merged->profiles) == R"({"a":{"r":"c"},"b":{"r":"d"}})");
    CHECK(json(merged->others) == R"({"foo":{"a":"1"}})");
    files.emplace_back("broken", "x");
    CHECK_FALSE(config::merge_files(files).has_value());
}
