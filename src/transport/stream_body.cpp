// A response body that is read from its connection on demand.
#include "transport/stream_body.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/base/errors.hpp>
#include <cstring>
#include <tuple>

#include "transport/malformed_message.hpp"

namespace coaws::transport {
namespace {

constexpr auto as_op = asio::as_tuple(asio::deferred);
constexpr std::size_t largest_read = 1u << 20;
// Readers with less room than this are served from a buffer: a system call for each line of a text is too
// much.
constexpr std::size_t least_direct = 4096;
constexpr std::size_t read_ahead = 16 * 1024;

}  // namespace

stream_body::stream_body(lease held, body_framing framing, body_decoder decoder, bool reusable, timing limits,
                         std::string url)
    : held_(std::move(held)),
      framing_(framing),
      decoder_(decoder),
      reusable_(reusable),
      limits_(limits),
      url_(std::move(url)) {
    held_.unwatch();
    settle();
}

stream_body::~stream_body() = default;

std::optional<std::uint64_t> stream_body::content_length() const noexcept {
    if (framing_.end == body_end::none) return 0;
    if (framing_.end == body_end::length) return framing_.length;
    return std::nullopt;
}

asio::any_io_executor stream_body::executor() const {
    if (!held_.connected() || !held_->usable()) return {};
    return held_->socket().get_executor();
}

void stream_body::close() noexcept {
    piece_ = {};
    open_ = false;
    held_.drop();
}

// Ends the lease once nothing of the body is left on the connection.
void stream_body::settle() noexcept {
    if (finished_ || !open_ || !piece_.empty() || !decoder_.done()) return;
    finished_ = true;
    open_ = false;
    if (reusable_) {
        held_.keep();
    } else {
        held_.drop();
    }
}

std::size_t stream_body::take_decoded(asio::mutable_buffer buffer) {
    auto* into = static_cast<char*>(buffer.data());
    std::size_t count = 0;
    while (count < buffer.size()) {
        if (piece_.empty()) {
            std::string_view left = held_->in.data();
            piece_ = decoder_.next(left);
            // The bytes stay where they are until the buffer is filled anew, which waits for `piece_` to be
            // taken.
            held_->in.consume(held_->in.size() - left.size());
            if (piece_.empty()) break;
        }
        std::size_t part = std::min(piece_.size(), buffer.size() - count);
        std::memcpy(into + count, piece_.data(), part);
        piece_.remove_prefix(part);
        count += part;
    }
    if (piece_.empty() && !held_->in.empty()) {
        // Framing behind the last piece is at hand: look at it now, so that a finished body frees its
        // connection.
        std::string_view left = held_->in.data();
        piece_ = decoder_.next(left);
        held_->in.consume(held_->in.size() - left.size());
    }
    return count;
}

asio::awaitable<std::size_t> stream_body::read_some(asio::mutable_buffer buffer) {
    if (finished_ || buffer.size() == 0) co_return 0;
    if (!open_) throw response_streaming_error("the response body was closed before its end");
    if (!held_->usable()) throw response_streaming_error("the execution context of the connection is gone");
    while (true) {
        std::size_t count = 0;
        try {
            count = take_decoded(buffer);
        } catch (malformed_message const& fault) {
            close();
            throw response_streaming_error(fault.what());
        }
        if (count == 0 && !decoder_.done()) {
            asio::awaitable<void> receiving = receive(buffer, count);
            co_await std::move(receiving);
        }
        settle();
        if (count != 0 || finished_) co_return count;
    }
}

asio::awaitable<void> stream_body::receive(asio::mutable_buffer buffer, std::size_t& direct) {
    std::uint64_t run = held_->in.empty() ? decoder_.direct() : 0;
    bool straight = run >= least_direct && buffer.size() >= least_direct;
    // The tail of a body of known length needs no buffer either, when it fits.
    straight = straight || (run != 0 && framing_.end == body_end::length && run <= buffer.size());
    asio::mutable_buffer into;
    if (straight) {
        std::uint64_t most = std::min<std::uint64_t>({run, buffer.size(), largest_read});
        into = asio::buffer(buffer, static_cast<std::size_t>(most));
    } else {
        std::span<char> space = held_->in.prepare(std::clamp(buffer.size(), read_ahead, 4 * read_ahead));
        into = asio::buffer(space.data(), space.size());
    }
    held_.watch(limits_.read_deadline(steady::now()));
    io_result got;
    if (held_->tls == nullptr) {
        auto op = held_->socket().async_read_some(into, as_op);
        std::tuple<error_code, std::size_t> done = co_await std::move(op);
        got.error = std::get<0>(done);
        got.count = std::get<1>(done);
        if (got.error == asio::error::eof) got.error.clear();
    } else {
        asio::awaitable<io_result> reading = held_->read_some(into);
        got = co_await std::move(reading);
    }
    if (got.error || held_->timed_out()) fail(got.error);
    held_.unwatch();
    if (got.count == 0) {
        end_of_connection();
    } else if (straight) {
        decoder_.received(got.count);
        direct = got.count;
    } else {
        held_->in.commit(got.count);
    }
}

void stream_body::end_of_connection() {
    reusable_ = false;
    try {
        decoder_.eof();
    } catch (malformed_message const& fault) {
        std::uint64_t taken = decoder_.total();
        close();
        if (framing_.end == body_end::length) throw incomplete_read_error(taken, framing_.length);
        throw response_streaming_error(fault.what());
    }
}

void stream_body::fail(error_code failed) {
    bool late = held_->timed_out();
    std::uint64_t taken = decoder_.total();
    close();
    if (late) throw read_timeout_error(url_);
    if (failed == asio::error::operation_aborted) throw boost::system::system_error(failed);
    // A reset is how many servers cut a body short.
    if (failed == asio::error::connection_reset && framing_.end == body_end::length) {
        throw incomplete_read_error(taken, framing_.length);
    }
    throw response_streaming_error(failed.message());
}

}  // namespace coaws::transport
