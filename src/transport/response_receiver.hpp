// Puts a response together from the bytes of a connection. Knows no socket.
#pragma once

#include <coaws/http/message.hpp>
#include <cstddef>
#include <span>

#include "transport/body_decoder.hpp"
#include "transport/input_buffer.hpp"

namespace coaws::transport {

/// One response's reception as a machine: `advance`, then as long as it says `more`, receive into `room()`
/// and report by `received` or `ended`.
class response_receiver {
  public:
    enum class step {
        more,     ///< needs bytes
        head,     ///< the head is there and the body is left to the caller's stream (see `body()`)
        finished  ///< the response is whole
    };

    /// `in` holds what was read ahead and stays with the connection; `out` is filled.
    /// `stream_success`: leave the body of a response below 300 on the connection.
    response_receiver(input_buffer& in, http::response& out, bool to_head_request,
                      bool stream_success) noexcept
        : in_(in), out_(out), to_head_(to_head_request), stream_success_(stream_success) {}

    /// Works through what `in` holds. Interim responses (1xx) are skipped. Throws malformed_message.
    step advance();
    /// Where the next bytes go: into the response's body itself when nothing else can come.
    std::span<char> room();
    void received(std::size_t count);
    /// The peer has ended. Throws malformed_message unless that ends the body.
    step ended();

    /// Whether the head has been read.
    bool has_head() const noexcept { return has_head_; }
    body_framing const& framing() const noexcept { return framing_; }
    body_decoder& body() noexcept { return decoder_; }

  private:
    bool take_head();
    step take_body();

    input_buffer& in_;
    http::response& out_;
    bool to_head_;
    bool stream_success_;
    bool has_head_ = false;
    bool direct_ = false;       // room() gave a place in the body
    std::size_t searched_ = 0;  // bytes of `in` already known to hold no end of the head
    std::size_t filled_ = 0;    // bytes of out.body in use; its size may be ahead of them
    body_framing framing_;
    body_decoder decoder_;
};

}  // namespace coaws::transport
