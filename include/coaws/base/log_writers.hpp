// Log lines as text: to a stream, to a file (SESS-16).
#pragma once

#include <coaws/base/log.hpp>
#include <coaws/base/time.hpp>
#include <iosfwd>
#include <string>
#include <string_view>

namespace coaws::log {

/// The lines of the library, all of them.
inline constexpr std::string_view library_logger = "coaws";
/// `2024-05-06 07:08:09,000 - coaws.pipeline - DEBUG - the text`, in UTC.
inline constexpr std::string_view usual_format = "%(asctime)s - %(name)s - %(levelname)s - %(message)s";

/// How a line is written: a text with `%(asctime)s`, `%(name)s`, `%(levelname)s`, `%(message)s`, and `%%` for
/// a percent sign. Immutable.
class line_format {
  public:
    /// Throws value_error when the text names anything else.
    explicit line_format(std::string text = std::string(usual_format));
    /// The line, with its fields behind the message and without a line end.
    std::string apply(record const& line, timestamp now) const;

  private:
    std::string text_;
};

/// Writes the lines of `logger`, and of the loggers below it, to a stream (standard error by default) from a
/// level on. Each line is flushed. The stream must live until another sink is set. Takes the place of the
/// process's sink, unlike the reference, where handlers add up. An empty `logger` stands for all. Throws as
/// `line_format`. Thread-safe.
void set_stream_logger(std::string logger = std::string(library_logger), level least = level::debug,
                       std::ostream* stream = nullptr, std::string format = std::string(usual_format));
/// As `set_stream_logger`, with all levels, on standard error.
void set_debug_logger(std::string logger = std::string(library_logger));
/// The same, at the end of a file, which is made where there is none. Throws `error` when it can't be opened.
void set_file_logger(level least, std::string const& path, std::string logger = std::string(library_logger));

}  // namespace coaws::log
