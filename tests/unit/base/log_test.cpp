// The process's log sink.
#include <doctest/doctest.h>

#include <coaws/base/log.hpp>
#include <stdexcept>
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
