// `--debug`: what happens, on standard error, without secrets.
#include "debug_log.hpp"

#include <coaws/base/log.hpp>
#include <coaws/base/text.hpp>
#include <coaws/base/time.hpp>
#include <coaws/pipeline/events.hpp>
#include <cstdio>
#include <string>

#include "masking.hpp"

namespace cli {

namespace {

std::string_view level_name(coaws::log::level level) noexcept {
    switch (level) {
        case coaws::log::level::debug:
            return "DEBUG";
        case coaws::log::level::info:
            return "INFO";
        case coaws::log::level::warning:
            return "WARNING";
        default:
            return "ERROR";
    }
}

void write_line(coaws::log::level level, std::string_view logger, std::string_view text) {
    auto const now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    auto line = coaws::format_iso8601(now) + ' ' + std::string(logger) + ' ' +
                std::string(level_name(level)) + ' ' + std::string(text);
    if (!line.ends_with('\n')) line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void log_request(coaws::before_send& e) {
    write_line(coaws::log::level::debug, "coaws.cli",
               "Request of " + e.operation().name + ": " +
                   masked_request(e.request, sensitive_names(e.operation())));
}

void log_response(coaws::response_received& e) {
    auto const& outcome = e.outcome;
    if (outcome.failure != nullptr) {
        write_line(coaws::log::level::debug, "coaws.cli",
                   "Attempt failed: " + std::string(outcome.failure->message()));
        return;
    }
    std::vector<std::string> sensitive;
    if (auto const* output = e.operation().output)
        for (std::size_t i = 0; i < output->member_count(); ++i)
            if (output->member(i).traits().sensitive)
                sensitive.push_back(coaws::ascii_lower(output->member(i).wire_name()));
    std::string text =
        "Response of " + e.operation().name + ": " + std::to_string(outcome.response->status) + '\n';
    append_masked_headers(text, outcome.response->headers, sensitive);
    write_line(coaws::log::level::debug, "coaws.cli", text);
}

}  // namespace

void start_debug_log() { coaws::log::set_sink(write_line, coaws::log::level::debug); }

void log_traffic(coaws::emitter& events) {
    events.on_last("before-send", log_request);
    events.on_last("response-received", log_response);
}

}  // namespace cli
