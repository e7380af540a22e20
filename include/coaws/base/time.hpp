// Points in time and their texts on the wire (WIRE-03, WIRE-24).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

/// A UTC time with microseconds. Years 1 to 9999 can be written; anything else is refused when formatted.
using timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// How a timestamp is written on the wire.
enum class timestamp_format : std::uint8_t { unset, iso8601, unix_timestamp, rfc822 };

/// `2000-01-01T00:00:00Z`, with a six-digit fraction only where microseconds are not zero.
std::string format_iso8601(timestamp t);
/// `Sat, 01 Jan 2000 00:00:00 GMT`; the fraction is dropped.
std::string format_rfc822(timestamp t);
/// Seconds since the epoch: the double next to them.
double epoch_seconds(timestamp t);
/// Seconds since the epoch: an integer, or the shortest decimal that holds the microseconds.
std::string format_unix(timestamp t);
/// `20000101T000000Z`, as signing wants it.
std::string format_amz_date(timestamp t);
/// Formats in the given format; `unset` counts as iso8601.
std::string format_timestamp(timestamp t, timestamp_format format);

/// From seconds since the epoch with a fraction, rounded to the microsecond; nothing when not finite or
/// beyond what a timestamp holds.
std::optional<timestamp> timestamp_from_seconds(double seconds);

/// Reads any of the forms that services send: numeric text as epoch seconds, ISO 8601 with or without
/// fraction and offset, RFC 822 and its obsolete relatives. Nothing when the text is no time.
std::optional<timestamp> parse_timestamp(std::string_view text);

}  // namespace coaws
