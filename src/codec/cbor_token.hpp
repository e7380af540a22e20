// The heads of CBOR data items, and what hangs on them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::codec {

/// Major types.
enum cbor_major : unsigned {
    cbor_unsigned = 0,
    cbor_negative = 1,
    cbor_bytes = 2,
    cbor_text = 3,
    cbor_array = 4,
    cbor_map = 5,
    cbor_tag = 6,
    cbor_simple = 7
};

/// Simple values, as the additional information of major type 7.
enum cbor_simple_value : unsigned {
    cbor_false = 20,
    cbor_true = 21,
    cbor_null = 22,
    cbor_undefined = 23,
    cbor_half = 25,
    cbor_single = 26,
    cbor_double = 27
};

inline constexpr unsigned char cbor_break = 0xff;
inline constexpr unsigned cbor_indefinite = 31;
inline constexpr std::uint64_t cbor_time_tag = 1;
inline constexpr std::size_t cbor_most_levels = 1000;

/// The first bytes of an item.
struct cbor_head {
    unsigned major = 0;
    unsigned info = 0;           ///< additional information
    std::uint64_t argument = 0;  ///< value, length, tag, or the bits of a float; 0 when indefinite
    bool indefinite() const noexcept { return info == cbor_indefinite; }
    bool is_null() const noexcept {
        return major == cbor_simple && (info == cbor_null || info == cbor_undefined);
    }
    bool is_bool() const noexcept {
        return major == cbor_simple && (info == cbor_false || info == cbor_true);
    }
    bool is_float() const noexcept {
        return major == cbor_simple && info >= cbor_half && info <= cbor_double;
    }
    bool is_number() const noexcept { return major <= cbor_negative || is_float(); }
};

/// Throws response_parser_error.
[[noreturn]] void refuse_cbor(std::string const& what);

/// Reads the head at `at` and moves behind it. Throws response_parser_error when it is truncated or
/// malformed, for lengths beyond the bytes that are left, and for tags other than that of a time.
cbor_head read_cbor_head(std::string_view bytes, std::size_t& at);

/// A break ends the container of indefinite length: true, and moved behind it.
bool take_cbor_break(std::string_view bytes, std::size_t& at);

/// The bytes of a byte or text string whose head was read; in `pieces` when they came in several. Text is
/// checked to be UTF-8.
std::string_view read_cbor_string(std::string_view bytes, std::size_t& at, cbor_head const& head,
                                  std::string& pieces);

/// The value of a number's head: an integer or a float.
double cbor_number(cbor_head const& head) noexcept;
/// The value of an integer's head where 64 bits hold it.
bool cbor_integer(cbor_head const& head, std::int64_t& n) noexcept;

/// Moves behind the item at `at`. Throws when it is malformed or has more levels than allowed.
void skip_cbor(std::string_view bytes, std::size_t& at, std::size_t level = 0);

}  // namespace coaws::codec
