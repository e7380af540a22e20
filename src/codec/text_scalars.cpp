// Reading numbers, times and bytes from their texts.
#include "codec/text_scalars.hpp"

#include <charconv>
#include <cmath>
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <limits>
#include <optional>

namespace coaws::codec {

namespace {

/// A few characters of a text for a message.
std::string shown(std::string_view text) {
    constexpr std::size_t most = 64;
    std::string out = "\"";
    out += text.substr(0, most);
    out += text.size() > most ? "...\"" : "\"";
    return out;
}

[[noreturn]] void refuse(std::string_view what, std::string_view text) {
    throw response_parser_error("Unable to parse response: " + shown(text) + " is no " + std::string(what));
}

std::optional<double> non_finite(std::string_view text) {
    bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    double const infinity = std::numeric_limits<double>::infinity();
    if (iequals(text, "nan")) return std::numeric_limits<double>::quiet_NaN();
    if (iequals(text, "infinity") || iequals(text, "inf")) return negative ? -infinity : infinity;
    return std::nullopt;
}

}  // namespace

std::int64_t integer_from_text(std::string_view text) {
    std::string_view digits = trim(text);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    std::int64_t n = 0;
    auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (failure != std::errc() || end != digits.data() + digits.size()) refuse("integer", text);
    return n;
}

double number_from_text(std::string_view text) {
    std::string_view digits = trim(text);
    if (auto special = non_finite(digits)) return *special;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    double n = 0;
    auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (end != digits.data() + digits.size() || digits.empty()) refuse("number", text);
    if (failure == std::errc::result_out_of_range) {
        // from_chars leaves n alone here; strtod tells overflow from underflow.
        return std::strtod(std::string(digits).c_str(), nullptr);
    }
    if (failure != std::errc()) refuse("number", text);
    return n;
}

timestamp time_from_text(std::string_view text) {
    if (auto t = parse_timestamp(text)) return *t;
    throw response_parser_error("Invalid timestamp " + shown(text));
}

std::optional<std::int64_t> integer_from_number(double v) noexcept {
    constexpr double limit = 9223372036854775808.0;
    if (!(v >= -limit && v < limit)) return std::nullopt;
    return static_cast<std::int64_t>(v);
}

timestamp time_from_number(double seconds) {
    if (auto t = timestamp_from_seconds(seconds)) return *t;
    throw response_parser_error("Invalid timestamp " + shown(format_double(seconds)));
}

void append_base64(std::string& out, std::string_view text) {
    auto bytes = base64_decode(text);
    if (!bytes) {
        std::string kept;
        kept.reserve(text.size());
        for (char c : text) {
            bool ours = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                        c == '+' || c == '/' || c == '=';
            if (ours) kept += c;
        }
        bytes = base64_decode(kept);
    }
    if (!bytes) refuse("base64", text);
    if (out.empty()) {
        out = std::move(*bytes);
    } else {
        out += *bytes;
    }
}

}  // namespace coaws::codec
