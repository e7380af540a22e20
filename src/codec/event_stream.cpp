// Frames of event streams.
#include <algorithm>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/event_stream.hpp>
#include <utility>
#include <vector>

namespace coaws::codec {

namespace {

constexpr std::size_t prelude_size = 12;
constexpr std::size_t crc_size = 4;
constexpr std::uint32_t most_headers = 128 * 1024;
constexpr std::uint32_t most_payload = 24 * 1024 * 1024;

/// Types of header values on the wire.
enum class header_type : std::uint8_t { yes, no, int8, int16, int32, int64, bytes, text, time, uuid };

/// Takes fields off the front of the headers.
class field_reader {
  public:
    explicit field_reader(std::string_view bytes) noexcept : bytes_(bytes) {}

    bool empty() const noexcept { return bytes_.empty(); }

    std::string_view take(std::size_t size) {
        if (size > bytes_.size()) throw parser_error("The headers of an event stream message are cut off");
        std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }

    std::uint64_t unsigned_integer(std::size_t width) {
        std::uint64_t n = 0;
        for (char c : take(width)) n = n << 8 | static_cast<unsigned char>(c);
        return n;
    }

    std::int64_t signed_integer(std::size_t width) {
        auto shift = static_cast<unsigned>(64 - 8 * width);
        return static_cast<std::int64_t>(unsigned_integer(width) << shift) >> shift;
    }

    /// A text behind its length.
    std::string_view text(std::size_t length_width) {
        std::string_view taken = take(unsigned_integer(length_width));
        if (!is_utf8(taken)) throw parser_error("A header of an event stream message is no UTF-8 text");
        return taken;
    }

  private:
    std::string_view bytes_;
};

value read_header_value(field_reader& in) {
    auto type = in.unsigned_integer(1);
    switch (static_cast<header_type>(type)) {
        case header_type::yes:
            return true;
        case header_type::no:
            return false;
        case header_type::int8:
            return in.signed_integer(1);
        case header_type::int16:
            return in.signed_integer(2);
        case header_type::int32:
            return in.signed_integer(4);
        case header_type::int64:
        case header_type::time:
            return in.signed_integer(8);
        case header_type::bytes:
            return blob(in.take(in.unsigned_integer(2)));
        case header_type::text:
            return in.text(2);
        case header_type::uuid:
            return blob(in.take(16));
    }
    throw parser_error("Unknown type " + std::to_string(type) + " of a header of an event stream message");
}

value_map read_headers(std::string_view bytes) {
    value_map headers;
    std::vector<std::string_view> names;
    field_reader in(bytes);
    while (!in.empty()) {
        std::string_view name = in.text(1);
        names.push_back(name);
        headers.append(std::string(name), read_header_value(in));
    }
    std::sort(names.begin(), names.end());
    auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) throw duplicate_header(std::string(*twice));
    return headers;
}

}  // namespace

std::string_view event_message::header_text(std::string_view name) const noexcept {
    value const* found = headers.find(name);
    auto const* text = found == nullptr ? nullptr : found->get_if<std::string>();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

void event_stream_decoder::feed(std::string_view bytes) {
    // What was read is dropped here, so that the buffer holds at most one unfinished message and what follows
    // it.
    if (begin_ > 0) {
        buffer_.erase(0, begin_);
        begin_ = 0;
    }
    buffer_ += bytes;
}

std::size_t event_stream_decoder::expected() const noexcept {
    return prelude_ ? prelude_->total : prelude_size;
}

void event_stream_decoder::read_prelude() {
    std::string_view bytes = std::string_view(buffer_).substr(begin_, prelude_size);
    field_reader in(bytes);
    prelude p;
    p.total = static_cast<std::uint32_t>(in.unsigned_integer(4));
    p.headers = static_cast<std::uint32_t>(in.unsigned_integer(4));
    p.crc = static_cast<std::uint32_t>(in.unsigned_integer(4));
    std::uint32_t computed = crc32(bytes.substr(0, prelude_size - crc_size));
    if (computed != p.crc) throw checksum_mismatch(p.crc, computed);
    if (p.headers > most_headers) throw invalid_headers_length(p.headers);
    if (p.total < prelude_size + p.headers + crc_size) {
        throw parser_error("An event stream message of " + std::to_string(p.total) + " bytes cannot hold " +
                           std::to_string(p.headers) + " bytes of headers");
    }
    std::uint64_t payload = p.total - p.headers - prelude_size - crc_size;
    if (payload > most_payload) throw invalid_payload_length(payload);
    prelude_ = p;
}

event_message event_stream_decoder::read_message() {
    std::string_view bytes = std::string_view(buffer_).substr(begin_, prelude_->total);
    std::string_view checked = bytes.substr(0, bytes.size() - crc_size);
    std::string_view after_crc = checked.substr(prelude_size - crc_size);
    field_reader tail(bytes.substr(checked.size()));
    auto expected = static_cast<std::uint32_t>(tail.unsigned_integer(crc_size));
    // The prelude's CRC is that of the bytes before it, so the message's goes on from there.
    std::uint32_t computed = crc32(after_crc, prelude_->crc);
    if (computed != expected) throw checksum_mismatch(expected, computed);
    event_message message;
    message.headers = read_headers(checked.substr(prelude_size, prelude_->headers));
    message.payload = checked.substr(prelude_size + prelude_->headers);
    begin_ += prelude_->total;
    prelude_.reset();
    return message;
}

std::optional<event_message> event_stream_decoder::next() {
    if (!prelude_) {
        if (pending() < prelude_size) return std::nullopt;
        read_prelude();
    }
    if (pending() < prelude_->total) return std::nullopt;
    return read_message();
}

}  // namespace coaws::codec
