// Log lines as text: to a stream, to a file (SESS-16).
#include <cerrno>
#include <chrono>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/log_writers.hpp>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

namespace coaws::log {

namespace {

std::string padded(long long number, std::size_t width) {
    auto text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// As Python's logging writes it: `2024-05-06 07:08:09,123`.
std::string time_text(timestamp at) {
    auto const seconds = std::chrono::floor<std::chrono::seconds>(at);
    auto const millis = std::chrono::floor<std::chrono::milliseconds>(at - seconds).count();
    auto const iso = format_iso8601(seconds);
    return iso.substr(0, 10) + ' ' + iso.substr(11, 8) + ',' + padded(millis, 3);
}

/// What a placeholder stands for; nothing for one that is unknown.
std::optional<std::string> expand(std::string_view name, record const& line, timestamp now) {
    if (name == "asctime") return time_text(now);
    if (name == "name") return std::string(line.logger);
    if (name == "levelname") return std::string(to_string(line.level));
    if (name == "message") return plain_text(line.text, line.fields);
    return std::nullopt;
}

bool belongs_to(std::string_view logger, std::string_view ancestor) noexcept {
    return ancestor.empty() || logger == ancestor ||
           (logger.starts_with(ancestor) && logger[ancestor.size()] == '.');
}

void set_writer(std::string logger, level least, std::shared_ptr<std::ostream> stream, line_format format) {
    auto write = [logger = std::move(logger), stream = std::move(stream),
                  format = std::move(format)](record const& line) {
        if (!belongs_to(line.logger, logger)) return;
        auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        auto text = format.apply(line, now);
        text += '\n';
        stream->write(text.data(), static_cast<std::streamsize>(text.size())).flush();
    };
    set_record_sink(std::move(write), least);
}

}  // namespace

line_format::line_format(std::string text) : text_(std::move(text)) { static_cast<void>(apply({}, {})); }

std::string line_format::apply(record const& line, timestamp now) const {
    std::string out;
    std::string_view rest = text_;
    while (!rest.empty()) {
        auto const plain = rest.substr(0, rest.find('%'));
        out += plain;
        rest.remove_prefix(plain.size());
        if (rest.starts_with("%%")) {
            out += '%';
            rest.remove_prefix(2);
        } else if (!rest.empty()) {
            auto const end = rest.find(")s");
            std::optional<std::string> found;
            if (rest.starts_with("%(") && end != std::string_view::npos)
                found = expand(rest.substr(2, end - 2), line, now);
            if (!found) throw value_error("Invalid format of log lines: '" + text_ + "'");
            out += *found;
            rest.remove_prefix(end + 2);
        }
    }
    return out;
}

void set_stream_logger(std::string logger, level least, std::ostream* stream, std::string format) {
    // Shared without owning: the stream is the caller's.
    std::shared_ptr<std::ostream> target(std::shared_ptr<void>(), stream == nullptr ? &std::cerr : stream);
    set_writer(std::move(logger), least, std::move(target), line_format(std::move(format)));
}

void set_debug_logger(std::string logger) { set_stream_logger(std::move(logger)); }

void set_file_logger(level least, std::string const& path, std::string logger) {
    errno = 0;
    auto file = std::make_shared<std::ofstream>(path, std::ios::app | std::ios::binary);
    if (!*file)
        throw error("[Errno " + std::to_string(errno) + "] " + std::strerror(errno) + ": '" + path + "'");
    set_writer(std::move(logger), least, std::move(file), line_format());
}

}  // namespace coaws::log
