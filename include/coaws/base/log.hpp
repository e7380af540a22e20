// Where the library's log lines go: nowhere unless asked for (SESS-16).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace coaws::log {

enum class level : std::uint8_t { debug, info, warning, error, off };

/// Receives a line: level, logger name (`coaws.pipeline`, …), text. Called from any thread, one call at a
/// time.
using sink = std::function<void(level, std::string_view logger, std::string_view text)>;

/// Replaces the sink of the process and the least level it gets. An empty sink with `level::off` silences.
/// Thread-safe.
void set_sink(sink s, level least);
/// Whether a line of this level would be delivered: test before building an expensive text. Thread-safe,
/// cheap.
bool enabled(level l) noexcept;
/// Delivers a line. Never throws; a throwing sink is ignored.
void write(level l, std::string_view logger, std::string_view text) noexcept;

}  // namespace coaws::log
