// Puts a response together from the bytes of a connection. Knows no socket.
#include "transport/response_receiver.hpp"

#include <algorithm>

#include "transport/malformed_message.hpp"
#include "transport/response_head.hpp"

namespace coaws::transport {
namespace {

constexpr std::uint64_t largest_reserve = 64u << 20;
constexpr std::size_t reader_padding = 64;  // the JSON reader wants room behind the text
constexpr std::size_t body_step = 256 * 1024;
constexpr std::size_t head_room = 2048;
constexpr std::size_t chunk_room = 16 * 1024;
constexpr unsigned most_interim = 32;

}  // namespace

response_receiver::step response_receiver::advance() {
    if (!has_head_) {
        if (!take_head()) return step::more;
        decoder_.start(framing_);
        if (stream_success_ && out_.status < 300) return step::head;
        if (framing_.end == body_end::length) {
            out_.body.reserve(static_cast<std::size_t>(std::min(framing_.length, largest_reserve)) +
                              reader_padding);
        }
    }
    return take_body();
}

bool response_receiver::take_head() {
    for (unsigned interim = 0; interim < most_interim; ++interim) {
        std::size_t length = find_head_end(in_.data(), searched_);
        if (length == 0) {
            searched_ = in_.size();
            return false;
        }
        head_facts facts = parse_head(in_.data().substr(0, length), out_);
        in_.consume(length);
        searched_ = 0;
        if (out_.status >= 200) {
            framing_ = framing_of(out_, facts.minor_version, to_head_);
            has_head_ = true;
            return true;
        }
        if (out_.status == 101) throw malformed_message("unasked change of protocol");
    }
    throw malformed_message("too many interim responses");
}

response_receiver::step response_receiver::take_body() {
    std::string_view left = in_.data();
    for (std::string_view piece = decoder_.next(left); !piece.empty(); piece = decoder_.next(left)) {
        out_.body.resize(filled_);  // room() may have left it longer; costs nothing otherwise
        out_.body.append(piece);
        filled_ += piece.size();
    }
    in_.consume(in_.size() - left.size());
    if (!decoder_.done()) return step::more;
    out_.body.resize(filled_);
    return step::finished;
}

std::span<char> response_receiver::room() {
    direct_ = has_head_ && in_.empty() && decoder_.direct() >= chunk_room;
    if (direct_) {
        std::size_t step = body_step;
        if (filled_ >= body_step) step = std::min<std::size_t>(filled_, 1u << 20);
        std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(decoder_.direct(), step));
        if (out_.body.size() < filled_ + want) out_.body.resize(filled_ + want);
        return {out_.body.data() + filled_, want};
    }
    return in_.prepare(has_head_ ? chunk_room : head_room);
}

void response_receiver::received(std::size_t count) {
    if (direct_) {
        filled_ += count;
        decoder_.received(count);
    } else {
        in_.commit(count);
    }
}

response_receiver::step response_receiver::ended() {
    if (!has_head_) throw malformed_message("the connection ended before a response came");
    decoder_.eof();
    return take_body();
}

}  // namespace coaws::transport
