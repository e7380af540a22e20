// Log lines as text.
#include <doctest/doctest.h>
#include <unistd.h>

#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/log_writers.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

using namespace coaws;

namespace {

struct silence_after {
    ~silence_after() { log::set_sink({}, log::level::off); }
};

constexpr timestamp moment(std::chrono::microseconds(1714979289'045'678));

std::string written(std::string const& format) {
    log::field const fields[] = {{"attempts", 2}};
    log::record line;
    line.level = log::level::warning;
    line.logger = "coaws.pipeline";
    line.text = "the text";
    line.fields = fields;
    return log::line_format(format).apply(line, moment);
}

std::string contents(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a line is written in the format that was asked for") {
    struct row {
        char const* format;
        char const* expected;
    };
    for (auto const& r : {
             row{"%(asctime)s - %(name)s - %(levelname)s - %(message)s",
                 "2024-05-06 07:08:09,045 - coaws.pipeline - WARNING - the text attempts=2"},
             row{"%(levelname)s: %(message)s", "WARNING: the text attempts=2"},
             row{"100%% %(name)s%%", "100% coaws.pipeline%"},
             row{"plain", "plain"},
             row{"", ""},
         }) {
        CAPTURE(r.format);
        CHECK(written(r.format) == r.expected);
    }
    CHECK(log::line_format().apply(log::record(), moment) == "2024-05-06 07:08:09,045 -  - OFF - ");
}

TEST_CASE("a format that names anything else is refused") {
    for (char const* format : {"%(process)d", "%(thread)s", "%", "%s", "%(message)", "50% of it"}) {
        CAPTURE(format);
        CHECK_THROWS_AS(log::line_format{format}, value_error);
        CHECK_THROWS_AS(log::set_stream_logger("coaws", log::level::debug, nullptr, format), value_error);
    }
    CHECK_FALSE(log::enabled(log::level::error));
}

TEST_CASE("a stream gets the lines of a logger and of those below it") {
    silence_after const guard;
    std::ostringstream out;
    struct row {
        char const* logger;
        char const* expected;
    };
    for (auto const& r : {row{"coaws", "coaws coaws.pipeline "}, row{"coaws.pipeline", "coaws.pipeline "},
                          row{"", "coaws coaws.pipeline coawsome mine "}, row{"other", ""}}) {
        CAPTURE(r.logger);
        out.str("");
        log::set_stream_logger(r.logger, log::level::info, &out, "%(name)s");
        for (char const* name : {"coaws", "coaws.pipeline", "coawsome", "mine"})
            log::write(log::level::info, name, "x");
        log::write(log::level::debug, "coaws", "too low");
        std::string expected = r.expected;
        for (auto& c : expected)
            if (c == ' ') c = '\n';
        CHECK(out.str() == expected);
    }
}

TEST_CASE("the debug logger writes everything to standard error") {
    silence_after const guard;
    std::ostringstream caught;
    auto* const before = std::cerr.rdbuf(caught.rdbuf());
    log::set_debug_logger();
    log::write(log::level::debug, "coaws.session", "hello", {{"n", 1}});
    std::cerr.rdbuf(before);
    CHECK(caught.str().ends_with(" - coaws.session - DEBUG - hello n=1\n"));
}

TEST_CASE("a file is appended to") {
    silence_after const guard;
    auto const path = "/tmp/coaws-log-" + std::to_string(::getpid());
    std::ofstream(path) << "before\n";
    log::set_file_logger(log::level::warning, path);
    log::write(log::level::warning, "coaws.config", "first");
    log::write(log::level::info, "coaws.config", "too low");
    auto const text = contents(path);
    std::remove(path.c_str());
    CHECK(text.starts_with("before\n"));
    CHECK(text.ends_with(" - coaws.config - WARNING - first\n"));
    CHECK_THROWS_WITH_AS(log::set_file_logger(log::level::debug, "/nowhere/x"),
                         "[Errno 2] No such file or directory: '/nowhere/x'", error);
}
