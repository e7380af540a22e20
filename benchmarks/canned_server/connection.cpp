// One kept-alive connection of the canned server.
#include "connection.hpp"

#include <strings.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace canned {

namespace {

constexpr std::size_t longest_head = 64 * 1024;

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
}

}  // namespace

connection::~connection() { ::close(socket_); }

connection::state connection::advance(bool hold) {
    for (;;) {
        if (has_answer_) {
            auto const sent = send_answer();
            if (sent != step::done) return sent == step::blocked ? state::writing : state::closed;
            has_answer_ = false;
        }
        if (head_length_ == 0) {
            auto const read = read_head();
            if (read != step::done) return read == step::blocked ? state::reading : state::closed;
        }
        auto const drained = drain_body();
        if (drained != step::done) return drained == step::blocked ? state::reading : state::closed;
        input_.erase(0, head_length_);
        head_length_ = 0;
        has_answer_ = true;
        if (hold) return state::held;
    }
}

connection::state connection::release() {
    auto const sent = send_answer();
    if (sent != step::done) return sent == step::blocked ? state::writing : state::closed;
    has_answer_ = false;
    return advance(true);
}

connection::step connection::read_head() {
    for (;;) {
        auto const end = input_.find("\r\n\r\n");
        if (end != input_.npos) return parse_head(end + 4) ? step::done : step::failed;
        if (input_.size() > longest_head) return step::failed;
        std::array<char, 16 * 1024> room;
        auto const count = ::recv(socket_, room.data(), room.size(), 0);
        if (count > 0)
            input_.append(room.data(), static_cast<std::size_t>(count));
        else
            return count < 0 && errno == EAGAIN ? step::blocked : step::failed;
    }
}

bool connection::parse_head(std::size_t length) {
    auto const head = std::string_view(input_).substr(0, length - 2);
    auto const first = head.substr(0, head.find("\r\n"));
    auto const space = first.find(' ');
    auto const second = first.rfind(' ');
    if (space == first.npos || second <= space) return false;
    request r;
    r.method = first.substr(0, space);
    r.target = first.substr(space + 1, second - space - 1);
    body_left_ = 0;
    for (auto at = first.size() + 2; at < head.size();) {
        auto const line = head.substr(at, head.find("\r\n", at) - at);
        at += line.size() + 2;
        auto const colon = line.find(':');
        if (colon == line.npos) return false;
        auto const name = line.substr(0, colon);
        auto const text = trimmed(line.substr(colon + 1));
        if (same(name, "content-length"))
            std::from_chars(text.data(), text.data() + text.size(), body_left_);
        else if (same(name, "x-amz-target"))
            r.amz_target = text;
        else if (same(name, "x-amz-checksum-mode"))
            r.wants_checksum = true;
        else if (same(name, "transfer-encoding"))
            return false;  // no benchmark sends chunks
        else if (same(name, "expect"))
            ::send(socket_, "HTTP/1.1 100 Continue\r\n\r\n", 25, MSG_NOSIGNAL);
    }
    answer_ = answer_for(r);
    sent_ = 0;
    auto const here = std::min<std::uint64_t>(body_left_, input_.size() - length);
    input_.erase(length, here);
    body_left_ -= here;
    head_length_ = length;
    return true;
}

connection::step connection::drain_body() {
    while (body_left_ > 0) {
        // The kernel throws the bytes away without copying them.
        auto const count = ::recv(socket_, nullptr, std::min<std::uint64_t>(body_left_, 1 << 20), MSG_TRUNC);
        if (count <= 0) return count < 0 && errno == EAGAIN ? step::blocked : step::failed;
        body_left_ -= static_cast<std::uint64_t>(count);
    }
    return step::done;
}

connection::step connection::send_answer() {
    auto const text = answer_.fixed.empty() ? std::string_view(answer_.own) : answer_.fixed;
    auto const total = text.size() + answer_.object_bytes;
    while (sent_ < total) {
        std::array<iovec, 5> parts;
        std::size_t count = 0;
        auto at = sent_;
        if (at < text.size()) {
            parts[count++] = {const_cast<char*>(text.data()) + at, text.size() - at};
            at = text.size();
        }
        while (count < parts.size() && at < total) {
            auto const within = (at - text.size()) % block().size();
            auto const length = std::min<std::uint64_t>(block().size() - within, total - at);
            parts[count++] = {const_cast<char*>(block().data()) + within, length};
            at += length;
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        auto const sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN ? step::blocked : step::failed;
        sent_ += static_cast<std::size_t>(sent);
    }
    return step::done;
}

}  // namespace canned
