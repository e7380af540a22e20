// Where a response body ends, and its bytes without the transfer coding.
#include "transport/body_decoder.hpp"

#include <charconv>
#include <coaws/base/text.hpp>
#include <limits>

#include "transport/malformed_message.hpp"

namespace coaws::transport {
namespace {

constexpr std::size_t max_chunk_line = 4096;
constexpr std::size_t max_trailer_bytes = 64 * 1024;

// Whether a comma-separated list field names `word`.
bool lists(std::string_view value, std::string_view word) {
    while (!value.empty()) {
        std::size_t comma = value.find(',');
        if (iequals(trim(value.substr(0, comma)), word)) return true;
        value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
    }
    return false;
}

std::uint64_t parse_length(std::string_view text) {
    std::uint64_t number = 0;
    auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
        throw malformed_message("bad Content-Length");
    }
    return number;
}

struct framing_fields {
    std::optional<std::uint64_t> length;
    bool transfer_coded = false;
    bool chunked = false;
    bool close = false;
    bool keep_alive = false;

    framing_fields() = default;

    void note_length(std::string_view value) {
        // A list of equal values is what some intermediaries make of repeated fields.
        while (true) {
            std::size_t comma = value.find(',');
            std::uint64_t number = parse_length(trim(value.substr(0, comma)));
            if (length && *length != number) throw malformed_message("contradictory Content-Length");
            length = number;
            if (comma == std::string_view::npos) return;
            value.remove_prefix(comma + 1);
        }
    }
};

framing_fields read_fields(http::fields const& headers) {
    framing_fields found;
    for (auto const& field : headers) {
        // The lengths tell the four names apart: one comparison at most for each field.
        switch (field.name.size()) {
            case 10:
                if (iequals(field.name, "connection")) {
                    found.close = found.close || lists(field.value, "close");
                    found.keep_alive = found.keep_alive || lists(field.value, "keep-alive");
                }
                break;
            case 14:
                if (iequals(field.name, "content-length")) found.note_length(field.value);
                break;
            case 17:
                if (iequals(field.name, "transfer-encoding")) {
                    found.transfer_coded = true;
                    std::size_t comma = field.value.rfind(',');
                    std::string_view last = field.value;
                    if (comma != std::string::npos) last.remove_prefix(comma + 1);
                    found.chunked = iequals(trim(last), "chunked");
                }
                break;
            default:
                break;
        }
    }
    return found;
}

}  // namespace

body_framing framing_of(http::response const& head, unsigned minor_version, bool to_head) {
    framing_fields found = read_fields(head.headers);
    body_framing framing;
    framing.keep_alive = !found.close && (minor_version >= 1 || found.keep_alive);
    if (to_head || head.status == 204 || head.status == 304) return framing;
    if (found.transfer_coded) {
        framing.end = found.chunked ? body_end::chunked : body_end::close;
        // Two ways to tell the end are the mark of request smuggling: believe the stronger one, and part.
        if (found.length || !found.chunked) framing.keep_alive = false;
    } else if (found.length) {
        framing.end = *found.length == 0 ? body_end::none : body_end::length;
        framing.length = *found.length;
    } else {
        framing.end = body_end::close;
        framing.keep_alive = false;
    }
    return framing;
}

void body_decoder::start(body_framing framing) {
    chunked_ = framing.end == body_end::chunked;
    left_ = framing.length;
    total_ = 0;
    trailer_bytes_ = 0;
    switch (framing.end) {
        case body_end::none:
            state_ = state::done;
            break;
        case body_end::length:
            state_ = state::data;
            break;
        case body_end::chunked:
            state_ = state::size_line;
            break;
        case body_end::close:
            state_ = state::until_close;
            left_ = std::numeric_limits<std::uint64_t>::max();
            break;
    }
}

std::string_view body_decoder::next(std::string_view& in) {
    std::string_view line;
    while (!in.empty()) {
        switch (state_) {
            case state::done:
                return {};
            case state::data:
            case state::until_close:
            case state::chunk:
                return take_data(in);
            case state::size_line:
                if (!take_line(in, line)) return {};
                parse_size(line);
                break;
            case state::chunk_end:
                if (!take_line(in, line)) return {};
                if (!line.empty()) throw malformed_message("chunk longer than announced");
                state_ = state::size_line;
                break;
            case state::trailer:
                if (!take_line(in, line)) return {};
                trailer_bytes_ += line.size();
                if (trailer_bytes_ > max_trailer_bytes) throw malformed_message("trailer too long");
                if (line.empty()) state_ = state::done;
                break;
        }
    }
    return {};
}

std::string_view body_decoder::take_data(std::string_view& in) {
    std::string_view piece = in.substr(0, left_ < in.size() ? static_cast<std::size_t>(left_) : in.size());
    in.remove_prefix(piece.size());
    received(piece.size());
    return piece;
}

bool body_decoder::take_line(std::string_view& in, std::string_view& line) {
    std::size_t newline = in.find('\n');
    if (newline == std::string_view::npos) {
        if (in.size() > max_chunk_line) throw malformed_message("chunk line too long");
        return false;
    }
    line = in.substr(0, newline);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    in.remove_prefix(newline + 1);
    return true;
}

void body_decoder::parse_size(std::string_view line) {
    std::string_view digits = trim(line.substr(0, line.find(';')));
    std::uint64_t size = 0;
    auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) {
        throw malformed_message("bad chunk size");
    }
    left_ = size;
    state_ = size == 0 ? state::trailer : state::chunk;
}

std::uint64_t body_decoder::direct() const noexcept {
    bool data = state_ == state::data || state_ == state::until_close || state_ == state::chunk;
    return data ? left_ : 0;
}

void body_decoder::received(std::uint64_t count) noexcept {
    total_ += count;
    if (state_ == state::until_close) return;
    left_ -= count;
    if (left_ == 0) state_ = chunked_ ? state::chunk_end : state::done;
}

void body_decoder::eof() {
    if (state_ == state::until_close) state_ = state::done;
    if (state_ != state::done) throw malformed_message("the response body ended early");
}

}  // namespace coaws::transport
