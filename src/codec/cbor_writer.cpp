// Writing CBOR bodies.
#include <bit>
#include <cmath>
#include <coaws/base/param_validation_error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/cbor.hpp>
#include <coaws/http/body.hpp>
#include <limits>

#include "codec/cbor_token.hpp"

namespace coaws::codec {

namespace {

void append_big_endian(std::string& out, std::uint64_t n, unsigned width) {
    while (width-- > 0) out += static_cast<char>(n >> (8 * width));
}

/// Head bytes of an item in the least width that holds the argument.
std::string_view encode_head(char (&buffer)[9], unsigned major, std::uint64_t argument) {
    unsigned info = 27;
    unsigned width = 8;
    if (argument < 24) {
        info = static_cast<unsigned>(argument);
        width = 0;
    } else if (argument < 0x100) {
        info = 24;
        width = 1;
    } else if (argument < 0x10000) {
        info = 25;
        width = 2;
    } else if (argument < 0x100000000) {
        info = 26;
        width = 4;
    }
    buffer[0] = static_cast<char>(major << 5 | info);
    for (unsigned i = 0; i < width; ++i) buffer[1 + i] = static_cast<char>(argument >> (8 * (width - 1 - i)));
    return {buffer, std::size_t{1} + width};
}

void append_head(std::string& out, unsigned major, std::uint64_t argument) {
    char buffer[9];
    out += encode_head(buffer, major, argument);
}

void append_text(std::string& out, std::string_view text) {
    if (!is_utf8(text)) throw param_validation_error("Invalid text in parameters: it is not valid UTF-8.");
    append_head(out, cbor_text, text.size());
    out += text;
}

void append_simple(std::string& out, unsigned info) { out += static_cast<char>(cbor_simple << 5 | info); }

bool is_integer(schema const& s) {
    return s.type() == shape_type::integer || s.type() == shape_type::long_integer;
}
bool is_float(schema const& s) { return s.type() == shape_type::float32 || s.type() == shape_type::float64; }

}  // namespace

void cbor_writer::before_value(schema const& s) {
    if (open_.empty() || !open_.back().structure) return;
    ++open_.back().members;
    append_text(out_, s.wire_name());
}

void cbor_writer::begin_struct(schema const& s) {
    before_value(s);
    open_.push_back({out_.size(), 0, true});
    append_head(out_, cbor_map, 0);
}

void cbor_writer::end_struct(schema const&) {
    container done = open_.back();
    open_.pop_back();
    // The number of members is known only now; up to 23 fit into the byte that stands there.
    char buffer[9];
    std::string_view head = encode_head(buffer, cbor_map, done.members);
    out_.replace(done.head, 1, head);
}

void cbor_writer::begin_list(schema const& s, std::size_t size) {
    before_value(s);
    open_.push_back({0, 0, false});
    append_head(out_, cbor_array, size);
}

void cbor_writer::end_list(schema const&) { open_.pop_back(); }

void cbor_writer::begin_map(schema const& s, std::size_t size) {
    before_value(s);
    open_.push_back({0, 0, false});
    append_head(out_, cbor_map, size);
}

void cbor_writer::map_key(schema const&, std::string_view key) { append_text(out_, key); }

void cbor_writer::end_map(schema const&) { open_.pop_back(); }

void cbor_writer::null(schema const& s) {
    if (!open_.empty() && open_.back().structure) return;
    before_value(s);
    append_simple(out_, cbor_null);
}

void cbor_writer::boolean(schema const& s, bool v) {
    // Python's booleans are integers, and validation lets them through as such.
    if (is_integer(s) || is_float(s)) return integer(s, v ? 1 : 0);
    before_value(s);
    append_simple(out_, v ? cbor_true : cbor_false);
}

void cbor_writer::integer(schema const& s, std::int64_t v) {
    before_value(s);
    if (is_float(s)) {
        write_float(s, static_cast<double>(v));
    } else {
        write_integer(v);
    }
}

void cbor_writer::number(schema const& s, double v) {
    before_value(s);
    write_float(s, v);
}

void cbor_writer::write_integer(std::int64_t v) {
    if (v >= 0) {
        append_head(out_, cbor_unsigned, static_cast<std::uint64_t>(v));
    } else {
        append_head(out_, cbor_negative, static_cast<std::uint64_t>(-1 - v));
    }
}

void cbor_writer::write_float(schema const& s, double v) {
    if (!std::isfinite(v)) {
        append_simple(out_, cbor_half);
        append_big_endian(out_, std::isnan(v) ? 0x7e00 : v > 0 ? 0x7c00 : 0xfc00, 2);
    } else if (s.type() == shape_type::float32) {
        auto narrow = static_cast<float>(std::abs(v) > std::numeric_limits<float>::max() ? HUGE_VAL : v);
        if (!std::isfinite(narrow)) {
            throw param_validation_error("Invalid value for parameter " + std::string(s.name()) +
                                         ": it is too large for a 32-bit float.");
        }
        append_simple(out_, cbor_single);
        append_big_endian(out_, std::bit_cast<std::uint32_t>(narrow), 4);
    } else {
        append_simple(out_, cbor_double);
        append_big_endian(out_, std::bit_cast<std::uint64_t>(v), 8);
    }
}

void cbor_writer::string(schema const& s, std::string_view v) {
    before_value(s);
    append_text(out_, v);
}

void cbor_writer::blob(schema const& s, std::string_view v) {
    before_value(s);
    append_head(out_, cbor_bytes, v.size());
    out_ += v;
}

void cbor_writer::time(schema const& s, timestamp v) {
    before_value(s);
    append_head(out_, cbor_tag, cbor_time_tag);
    std::int64_t microseconds = v.time_since_epoch().count();
    constexpr std::int64_t second = 1000000;
    if (microseconds % second == 0) {
        write_integer(microseconds / second);
    } else {
        append_simple(out_, cbor_double);
        append_big_endian(out_, std::bit_cast<std::uint64_t>(epoch_seconds(v)), 8);
    }
}

void cbor_writer::streaming(schema const& s, coaws::body const& v) {
    if (auto bytes = v.in_memory()) return blob(s, *bytes);
    throw param_validation_error("Invalid value for parameter " + std::string(s.name()) +
                                 ": a stream can only be sent as the payload of a request.");
}

}  // namespace coaws::codec
