// Where a response body ends, and its bytes without the transfer coding.
#pragma once

#include <coaws/http/message.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coaws::transport {

/// How the end of a body is told.
enum class body_end : std::uint8_t { none, length, chunked, close };

/// What follows a response head.
struct body_framing {
    body_end end = body_end::none;
    std::uint64_t length = 0;  ///< with body_end::length
    bool keep_alive = true;    ///< the connection may serve another exchange afterwards

    body_framing() = default;
};

/// Works out the framing by RFC 9112 section 6.3. `to_head`: the request's method was HEAD.
/// Throws malformed_message on contradictory or unreadable lengths.
body_framing framing_of(http::response const& head, unsigned minor_version, bool to_head);

/// Takes a body out of the bytes of a connection. Knows no socket and owns no bytes.
class body_decoder {
  public:
    body_decoder() = default;
    void start(body_framing framing);

    /// The next run of body bytes at the front of `in`, which moves behind it (and behind framing). Empty
    /// when more input is needed or the body has ended. Throws malformed_message.
    std::string_view next(std::string_view& in);
    /// Whether the body has ended.
    bool done() const noexcept { return state_ == state::done; }
    /// Bytes that may be received right into the place they are for, when `in` is empty: no framing among
    /// them.
    std::uint64_t direct() const noexcept;
    /// Notes that `count` bytes (at most `direct()`) were received that way.
    void received(std::uint64_t count) noexcept;
    /// The connection ended. Throws malformed_message when the body had not.
    void eof();
    /// Body bytes given out so far.
    std::uint64_t total() const noexcept { return total_; }

  private:
    enum class state : std::uint8_t { done, data, until_close, size_line, chunk, chunk_end, trailer };

    std::string_view take_data(std::string_view& in);
    bool take_line(std::string_view& in, std::string_view& line);
    void parse_size(std::string_view line);

    state state_ = state::done;
    bool chunked_ = false;
    std::uint64_t left_ = 0;  // of the body, or of the chunk
    std::uint64_t total_ = 0;
    std::size_t trailer_bytes_ = 0;
};

}  // namespace coaws::transport
