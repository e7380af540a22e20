// Text helpers with a rule behind them: encodings, cases, names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// Percent-encodes every byte but `A-Za-z0-9-._~` and those in `keep`; hex digits are upper case (CLI-21).
std::string percent_encode(std::string_view text, std::string_view keep = {});
/// Appends the percent-encoded text to `out`.
void percent_encode_to(std::string& out, std::string_view text, std::string_view keep = {});
/// Decodes `%XX`; malformed escapes stay as they are. With `plus_is_space`, `+` becomes a blank.
std::string percent_decode(std::string_view text, bool plus_is_space = false);
/// `application/x-www-form-urlencoded` encoding of one key or value: blank becomes `+` (WIRE-10).
void form_encode_to(std::string& out, std::string_view text);

/// Standard base64 with padding.
std::string base64_encode(std::string_view bytes);
/// Decodes standard base64 (characters outside the alphabet are an error, so is wrong padding).
std::optional<std::string> base64_decode(std::string_view text);
/// Lower-case hexadecimal.
std::string hex_encode(std::string_view bytes);
/// Decodes hexadecimal of either case; nothing when malformed.
std::optional<std::string> hex_decode(std::string_view text);

/// ASCII lower and upper case; other bytes are kept.
std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);
/// Compares ignoring ASCII case.
bool iequals(std::string_view a, std::string_view b) noexcept;
/// Without blanks, tabs, CR, LF, VT and FF at both ends.
std::string_view trim(std::string_view text) noexcept;
/// Splits at every `separator`; n separators give n + 1 parts.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text) noexcept;
/// Number of code points in well-formed UTF-8.
std::size_t utf8_length(std::string_view text) noexcept;
/// Appends one code point as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

/// The shortest text that reads back as the same double, in the notation of Python's repr: `0.1`, `1.0`,
/// `1e+20` (WIRE-05). Non-finite numbers give `NaN`, `Infinity`, `-Infinity`.
std::string format_double(double number);

/// CamelCase to snake_case (or any one-character separator), with botocore's special cases (SESS-04,
/// SESS-04a).
std::string xform_name(std::string_view name, char separator = '_');
/// A service id as used in event names: blanks become `-`, lower case (MODEL-12).
std::string hyphenize_service_id(std::string_view service_id);

/// The `count` candidates nearest to `name` by edit distance, nearest first, for "did you mean" messages.
std::vector<std::string> nearest_names(std::string_view name, std::vector<std::string> const& candidates,
                                       std::size_t count = 3);

}  // namespace coaws
