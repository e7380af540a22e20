// Where the library's log lines go: nowhere unless asked for (SESS-16).
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace coaws::log {

enum class level : std::uint8_t { debug, info, warning, error, off };

/// "DEBUG", "INFO", "WARNING", "ERROR"; "OFF".
std::string_view to_string(level l) noexcept;

/// A named value beside a line's text. Refers to what it was made of.
struct field {
    using content = std::variant<std::string_view, std::int64_t, double, bool>;

    std::string_view name;
    content value;

    field(std::string_view n, std::string_view text) noexcept : name(n), value(text) {}
    field(std::string_view n, std::string const& text) noexcept : name(n), value(std::string_view(text)) {}
    field(std::string_view n, char const* text) noexcept : name(n), value(std::string_view(text)) {}
    field(std::string_view n, std::same_as<bool> auto flag) noexcept : name(n), value(flag) {}
    field(std::string_view n, std::integral auto number) noexcept
        requires(!std::same_as<decltype(number), bool>)
        : name(n), value(static_cast<std::int64_t>(number)) {}
    field(std::string_view n, std::floating_point auto number) noexcept
        : name(n), value(static_cast<double>(number)) {}
};

/// A line with its fields apart. Everything in it lasts for the call of the sink only.
struct record {
    log::level level = log::level::off;
    std::string_view logger;  ///< `coaws.pipeline`, …
    std::string_view text;
    std::span<field const> fields{};

    record() = default;
};

/// Receives a line: level, logger name (`coaws.pipeline`, …), text. Called from any thread, one call at a
/// time. Fields stand behind the text, as ` name=value`.
using sink = std::function<void(level, std::string_view logger, std::string_view text)>;
/// Receives a line with its fields apart. Called as `sink`.
using record_sink = std::function<void(record const&)>;

/// Replaces the sink of the process and the least level it gets. An empty sink with `level::off` silences.
/// Thread-safe.
void set_sink(sink s, level least);
/// The same with a sink that gets the fields apart; there is one sink of either kind.
void set_record_sink(record_sink s, level least);
/// Whether a line of this level would be delivered: test before building an expensive text. Thread-safe,
/// cheap.
bool enabled(level l) noexcept;
/// Delivers a line. Never throws; a throwing sink is ignored. Does not allocate unless the line is delivered.
void write(level l, std::string_view logger, std::string_view text,
           std::initializer_list<field> fields = {}) noexcept;

/// The text and its fields in one, as a `sink` gets them.
std::string plain_text(std::string_view text, std::span<field const> fields);

}  // namespace coaws::log
