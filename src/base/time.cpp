// Writing points in time.
#include <charconv>
#include <cmath>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <coaws/base/time.hpp>
#include <cstdlib>

#include "base/civil_time.hpp"

namespace coaws {
namespace {

using namespace std::chrono;

// The broken-down time; refuses years that four digits cannot hold.
civil_time checked(timestamp t) {
    auto const civil = civil_time::from(t);
    if (civil.year < 1 || civil.year > 9999)
        throw value_error("year " + std::to_string(civil.year) + " is out of range");
    return civil;
}

void append_padded(std::string& out, unsigned number, unsigned width) {
    char digits[10];
    for (unsigned i = width; i-- > 0; number /= 10) digits[i] = static_cast<char>('0' + number % 10);
    out.append(digits, width);
}

void append_date(std::string& out, civil_time const& c, std::string_view separator) {
    append_padded(out, static_cast<unsigned>(c.year), 4);
    out += separator;
    append_padded(out, c.month, 2);
    out += separator;
    append_padded(out, c.day, 2);
}

void append_clock(std::string& out, civil_time const& c, std::string_view separator) {
    append_padded(out, c.hour, 2);
    out += separator;
    append_padded(out, c.minute, 2);
    out += separator;
    append_padded(out, c.second, 2);
}

}  // namespace

std::string format_iso8601(timestamp t) {
    auto const c = checked(t);
    std::string out;
    out.reserve(27);
    append_date(out, c, "-");
    out += 'T';
    append_clock(out, c, ":");
    if (c.microsecond != 0) {
        out += '.';
        append_padded(out, c.microsecond, 6);
    }
    return out += 'Z';
}

std::string format_rfc822(timestamp t) {
    auto const c = checked(t);
    std::string out;
    out.reserve(29);
    out += civil_time::weekday_names[c.weekday];
    out += ", ";
    append_padded(out, c.day, 2);
    out += ' ';
    out += civil_time::month_names[c.month - 1];
    out += ' ';
    append_padded(out, static_cast<unsigned>(c.year), 4);
    out += ' ';
    append_clock(out, c, ":");
    return out += " GMT";
}

double epoch_seconds(timestamp t) {
    constexpr std::int64_t most_exact = std::int64_t{1} << 53;
    auto const micros = t.time_since_epoch().count();
    if (-most_exact <= micros && micros <= most_exact) return static_cast<double>(micros) / 1e6;
    // A quotient of what is rounded already would be rounded twice.
    auto text = std::to_string(micros / 1'000'000) + '.';
    append_padded(text, static_cast<unsigned>(std::abs(micros % 1'000'000)), 6);
    double seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return seconds;
}

std::string format_unix(timestamp t) {
    auto const micros = t.time_since_epoch().count();
    if (micros % 1'000'000 == 0) return std::to_string(micros / 1'000'000);
    return format_double(epoch_seconds(t));
}

std::string format_amz_date(timestamp t) {
    auto const c = checked(t);
    std::string out;
    out.reserve(16);
    append_date(out, c, "");
    out += 'T';
    append_clock(out, c, "");
    return out += 'Z';
}

std::string format_timestamp(timestamp t, timestamp_format format) {
    switch (format) {
        case timestamp_format::rfc822:
            return format_rfc822(t);
        case timestamp_format::unix_timestamp:
            return format_unix(t);
        default:
            return format_iso8601(t);
    }
}

std::optional<timestamp> timestamp_from_seconds(double seconds) {
    // 2^63 microseconds, with a margin for rounding.
    constexpr double limit = 9.2e12;
    if (!std::isfinite(seconds) || seconds < -limit || seconds > limit) return {};
    double whole = 0;
    double const fraction = std::modf(seconds, &whole);
    auto const micros = static_cast<std::int64_t>(whole) * 1'000'000 + std::llrint(fraction * 1e6);
    return timestamp(microseconds(micros));
}

}  // namespace coaws
