// Frames of event streams (ES-01, ES-02).
#pragma once

#include <coaws/value/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::codec {

/// One message of an event stream. Header values are booleans, integers, texts or blobs; a time is its
/// milliseconds since the epoch, a UUID its 16 bytes.
struct event_message {
    value_map headers;
    std::string payload;

    event_message() = default;
    /// The text of a header, or empty when it is absent or of another kind. Valid as long as the message.
    std::string_view header_text(std::string_view name) const noexcept;
};

/// Cuts a stream of bytes into messages, whatever pieces it arrives in. Not to be shared between threads.
class event_stream_decoder {
  public:
    event_stream_decoder() = default;

    /// Takes the next bytes of the stream; they are copied.
    void feed(std::string_view bytes);
    /// The next whole message, or nothing until more bytes are fed. Throws checksum_mismatch,
    /// duplicate_header, invalid_headers_length (more than 128 KiB), invalid_payload_length (more than 24
    /// MiB), or parser_error for lengths and headers that make no sense; the stream is of no use after that.
    std::optional<event_message> next();
    /// Bytes of a message that is not whole yet.
    std::size_t pending() const noexcept { return buffer_.size() - begin_; }
    /// Bytes that the message begun will have in all; while its length is not known, those of its prelude.
    std::size_t expected() const noexcept;

  private:
    struct prelude {
        std::uint32_t total = 0;
        std::uint32_t headers = 0;
        std::uint32_t crc = 0;
    };

    void read_prelude();
    event_message read_message();

    std::string buffer_;
    std::size_t begin_ = 0;  ///< start of the message in the buffer
    std::optional<prelude> prelude_;
};

}  // namespace coaws::codec
