// A response body that is read from its connection on demand.
#pragma once

#include <coaws/pipeline/byte_source.hpp>
#include <coaws/pipeline/executor_bound.hpp>
#include <string>

#include "transport/body_decoder.hpp"
#include "transport/hub.hpp"
#include "transport/timing.hpp"

namespace coaws::transport {

/// Reads straight into the reader's memory. Gives the connection back as soon as the last byte has been
/// taken.
class stream_body final : public pipeline::incoming_body, public pipeline::executor_bound {
  public:
    /// `reusable`: whether the connection may be kept afterwards. `url` is for messages.
    stream_body(lease held, body_framing framing, body_decoder decoder, bool reusable, timing limits,
                std::string url);
    ~stream_body() override;

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override;
    std::optional<std::uint64_t> content_length() const noexcept override;
    void close() noexcept override;
    asio::any_io_executor executor() const override;

  private:
    asio::awaitable<void> receive(asio::mutable_buffer buffer, std::size_t& direct);
    std::size_t take_decoded(asio::mutable_buffer buffer);
    void settle() noexcept;
    [[noreturn]] void fail(error_code failed);
    void end_of_connection();

    lease held_;
    body_framing framing_;
    body_decoder decoder_;
    bool reusable_;
    bool open_ = true;       // the connection is still ours
    bool finished_ = false;  // the whole body was taken
    timing limits_;
    std::string url_;
    std::string_view piece_;  // decoded bytes in the connection's buffer that are not taken yet
};

}  // namespace coaws::transport
