// The process's log sink.
#include <doctest/doctest.h>

#include <coaws/base/log.hpp>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

using namespace coaws;

namespace {

struct silence_after {
    ~silence_after() { log::set_sink({}, log::level::off); }
};

}  // namespace

TEST_CASE("lines reach the sink from the least level on") {
    silence_after const guard;
    std::vector<std::string> lines;
    CHECK_FALSE(log::enabled(log::level::error));
    log::set_sink(
        [&](log::level, std::string_view logger, std::string_view text) {
            lines.push_back(std::string(logger) + ":" + std::string(text));
        },
        log::level::info);
    CHECK_FALSE(log::enabled(log::level::debug));
    CHECK(log::enabled(log::level::info));
    CHECK_FALSE(log::enabled(log::level::off));
    log::write(log::level::debug, "a", "1");
    log::write(log::level::warning, "b", "2");
    CHECK(lines == std::vector<std::string>{"b:2"});
    log::set_sink({}, log::level::debug);
    CHECK_FALSE(log::enabled(log::level::error));
}

TEST_CASE("a sink that throws or logs does no harm") {
    silence_after const guard;
    int calls = 0;
    log::set_sink(
        [&](log::level, std::string_view, std::string_view) {
            ++calls;
            log::write(log::level::error, "inner", "again");
            throw std::runtime_error("sink");
        },
        log::level::debug);
    log::write(log::level::error, "outer", "x");
    log::write(log::level::error, "outer", "y");
    CHECK(calls == 2);
}

TEST_CASE("fields stand beside the text, or behind it") {
    silence_after const guard;
    std::string const held = "held";
    auto const tell = [&] {
        log::write(log::level::info, "a", "text",
                   {{"word", "one"}, {"string", held}, {"count", 3U}, {"ratio", 0.5}, {"flag", true}});
    };
    std::string text;
    std::vector<std::string> names;
    log::set_record_sink(
        [&](log::record const& r) {
            CHECK(r.level == log::level::info);
            CHECK(r.logger == "a");
            text = r.text;
            for (auto const& f : r.fields) names.emplace_back(f.name);
            REQUIRE(r.fields.size() == 5);
            CHECK(std::get<std::string_view>(r.fields[1].value) == "held");
            CHECK(std::get<std::int64_t>(r.fields[2].value) == 3);
            CHECK(std::get<bool>(r.fields[4].value));
        },
        log::level::debug);
    tell();
    CHECK(text == "text");
    CHECK(names == std::vector<std::string>{"word", "string", "count", "ratio", "flag"});

    log::set_sink([&](log::level, std::string_view, std::string_view line) { text = line; },
                  log::level::debug);
    tell();
    CHECK(text == "text word=one string=held count=3 ratio=0.5 flag=true");
    CHECK(names.size() == 5);
}

TEST_CASE("levels have names") {
    struct row {
        log::level level;
        char const* name;
    };
    for (auto const& r :
         {row{log::level::debug, "DEBUG"}, row{log::level::info, "INFO"}, row{log::level::warning, "WARNING"},
          row{log::level::error, "ERROR"}, row{log::level::off, "OFF"}})
        CHECK(log::to_string(r.level) == r.name);
}
