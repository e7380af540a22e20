// The heads of CBOR data items, and what hangs on them.
#include "codec/cbor_token.hpp"

#include <bit>
#include <cmath>
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <limits>

namespace coaws::codec {

namespace {

std::uint64_t read_big_endian(std::string_view bytes, std::size_t& at, std::size_t width) {
    if (bytes.size() - at < width) refuse_cbor("it ends within a data item");
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < width; ++i) n = n << 8 | static_cast<unsigned char>(bytes[at++]);
    return n;
}

double half_value(std::uint64_t bits) {
    int exponent = static_cast<int>(bits >> 10 & 31);
    auto mantissa = static_cast<double>(bits & 1023);
    double magnitude = 0;
    if (exponent == 31) {
        magnitude = mantissa == 0 ? std::numeric_limits<double>::infinity()
                                  : std::numeric_limits<double>::quiet_NaN();
    } else if (exponent == 0) {
        magnitude = std::ldexp(mantissa, -24);
    } else {
        magnitude = std::ldexp(mantissa + 1024, exponent - 25);
    }
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

void check_head(cbor_head const& head, std::size_t left) {
    switch (head.major) {
        case cbor_bytes:
        case cbor_text:
        case cbor_array:
            if (head.argument > left) refuse_cbor("it ends within a data item");
            break;
        case cbor_map:
            if (head.argument > left / 2) refuse_cbor("it ends within a data item");
            break;
        case cbor_tag:
            if (head.argument != cbor_time_tag) {
                refuse_cbor("found unsupported tag " + std::to_string(head.argument));
            }
            break;
        case cbor_simple:
            if (!head.is_null() && !head.is_bool() && !head.is_float()) {
                refuse_cbor("invalid additional information " + std::to_string(head.info) +
                            " of major type 7");
            }
            break;
        default:
            break;
    }
}

}  // namespace

void refuse_cbor(std::string const& what) {
    throw response_parser_error("Unable to parse response, invalid CBOR received: " + what);
}

cbor_head read_cbor_head(std::string_view bytes, std::size_t& at) {
    if (at >= bytes.size()) refuse_cbor("it ends where a data item is expected");
    auto first = static_cast<unsigned char>(bytes[at++]);
    cbor_head head;
    head.major = first >> 5;
    head.info = first & 31u;
    bool container = head.major >= cbor_bytes && head.major <= cbor_map;
    if (head.info < 24) {
        head.argument = head.info;
    } else if (head.info <= 27) {
        head.argument = read_big_endian(bytes, at, std::size_t{1} << (head.info - 24));
    } else if (!(head.indefinite() && container)) {
        refuse_cbor("invalid additional information " + std::to_string(head.info) + " of major type " +
                    std::to_string(head.major));
    }
    check_head(head, bytes.size() - at);
    return head;
}

bool take_cbor_break(std::string_view bytes, std::size_t& at) {
    if (at >= bytes.size()) refuse_cbor("it ends within a container");
    if (static_cast<unsigned char>(bytes[at]) != cbor_break) return false;
    ++at;
    return true;
}

std::string_view read_cbor_string(std::string_view bytes, std::size_t& at, cbor_head const& head,
                                  std::string& pieces) {
    std::string_view found;
    if (!head.indefinite()) {
        found = bytes.substr(at, head.argument);
        at += head.argument;
    } else {
        pieces.clear();
        while (!take_cbor_break(bytes, at)) {
            cbor_head piece = read_cbor_head(bytes, at);
            if (piece.major != head.major || piece.indefinite())
                refuse_cbor("a string in pieces has a foreign piece");
            pieces += bytes.substr(at, piece.argument);
            at += piece.argument;
        }
        found = pieces;
    }
    if (head.major == cbor_text && !is_utf8(found)) refuse_cbor("a text is no UTF-8");
    return found;
}

double cbor_number(cbor_head const& head) noexcept {
    if (head.major == cbor_unsigned) return static_cast<double>(head.argument);
    if (head.major == cbor_negative) return -1.0 - static_cast<double>(head.argument);
    switch (head.info) {
        case cbor_half:
            return half_value(head.argument);
        case cbor_single:
            return std::bit_cast<float>(static_cast<std::uint32_t>(head.argument));
        default:
            return std::bit_cast<double>(head.argument);
    }
}

bool cbor_integer(cbor_head const& head, std::int64_t& n) noexcept {
    if (head.major > cbor_negative ||
        head.argument > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
        return false;
    }
    n = static_cast<std::int64_t>(head.argument);
    if (head.major == cbor_negative) n = -1 - n;
    return true;
}

void skip_cbor(std::string_view bytes, std::size_t& at, std::size_t level) {
    if (level > cbor_most_levels) refuse_cbor("more than " + std::to_string(cbor_most_levels) + " levels");
    cbor_head head = read_cbor_head(bytes, at);
    std::string pieces;
    switch (head.major) {
        case cbor_bytes:
        case cbor_text:
            read_cbor_string(bytes, at, head, pieces);
            break;
        case cbor_tag:
            skip_cbor(bytes, at, level + 1);
            break;
        case cbor_array:
        case cbor_map: {
            std::uint64_t left = head.major == cbor_map ? head.argument * 2 : head.argument;
            while (head.indefinite() ? !take_cbor_break(bytes, at) : left-- > 0) {
                skip_cbor(bytes, at, level + 1);
                if (head.major == cbor_map && head.indefinite()) skip_cbor(bytes, at, level + 1);
            }
            break;
        }
        default:
            break;
    }
}

}  // namespace coaws::codec
