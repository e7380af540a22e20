// The body of a streaming operation's output, as its reader sees it.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <coaws/http/body.hpp>
#include <coaws/pipeline/async_generator.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <coaws/pipeline/handler_executor.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coaws {

/// A handle to a stream of bytes, most often one still on its connection (HTTP-50). Copies share the stream.
///
/// One reader at a time. Reading to the end gives the connection back; destroying the last handle or
/// `close()` before that closes it. At the end the number of bytes is compared with the announced length, and
/// the checksum with the expected one where there is one. Every reading function may throw
/// read_timeout_error, response_streaming_error, incomplete_read_error, flexible_checksum_error, or
/// boost::system::system_error with operation_aborted when cancelled; the stream is of no use afterwards.
///
/// Also an Asio AsyncReadStream.
class streaming_body {
  public:
    using executor_type = boost::asio::any_io_executor;
    using read_signature = void(boost::system::error_code, std::size_t);

    /// An empty stream.
    streaming_body();
    /// Any body but a file; implicit, so that an operation's output can be taken as a stream.
    streaming_body(body of);
    streaming_body(std::shared_ptr<pipeline::incoming_body> stream);

    /// Fills part of `buffer` and gives the number of bytes; 0 only at the end (or for an empty buffer).
    boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer buffer);
    /// The next `amount` bytes, fewer only at the end; everything that is left when absent (HTTP-50).
    boost::asio::awaitable<std::string> read(std::optional<std::size_t> amount = std::nullopt);

    /// Pieces of `size` bytes, the last one may be shorter.
    async_generator<std::string> iter_chunks(std::size_t size = 1u << 20) const;
    /// Lines ended by LF, CR LF or CR, with their end when `keepends` says so. A last line needs no end.
    async_generator<std::string> iter_lines(bool keepends = false) const;

    /// The announced length where there is one.
    std::optional<std::uint64_t> content_length() const noexcept;
    /// Bytes read so far.
    std::uint64_t tell() const noexcept;
    /// Drops the rest; a connection is closed. May be called twice. Later reads throw
    /// response_streaming_error.
    void close() noexcept;

    /// Makes the end of the stream check a digest (HTTP-51): `algorithm` as for `hasher::make`, `expected` in
    /// base64; empty computes only. To be called before the first read; throws flexible_checksum_error for an
    /// unknown algorithm.
    streaming_body& with_checksum(std::string_view algorithm, std::string expected);
    /// The computed digest in base64; nothing before the end was read, or without `with_checksum`.
    std::optional<std::string> checksum() const;

    /// Where completions go that have no executor of their own: the connection's, or the one set here. A
    /// stream in memory that was given none uses the system executor.
    executor_type get_executor() const;
    streaming_body& with_executor(executor_type executor);

    /// Reads like `read_some`, for completion tokens of `void(error_code, size_t)`. The end is
    /// asio::error::eof. coaws's own errors become error codes; `failure()` has the original.
    template <class Buffers, class Token>
    auto async_read_some(Buffers const& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, read_signature>(initiate_read(), token, *this,
                                                                  first_room(buffers));
    }
    /// What made the last `async_read_some` fail; null when it did not.
    std::exception_ptr failure() const noexcept;

  private:
    struct state;

    struct initiate_read {
        template <class Handler>
        void operator()(Handler&& handler, streaming_body self, boost::asio::mutable_buffer buffer) const {
            executor_type runs_on = detail::handler_executor(handler, self.get_executor());
            self.start_read(std::move(runs_on), buffer, std::forward<Handler>(handler));
        }
    };

    template <class Buffers>
    static boost::asio::mutable_buffer first_room(Buffers const& buffers) {
        auto end = boost::asio::buffer_sequence_end(buffers);
        for (auto at = boost::asio::buffer_sequence_begin(buffers); at != end; ++at) {
            boost::asio::mutable_buffer one(*at);
            if (one.size() != 0) return one;
        }
        return {};
    }

    void start_read(executor_type runs_on, boost::asio::mutable_buffer buffer,
                    boost::asio::any_completion_handler<read_signature> handler);
    static boost::asio::awaitable<std::size_t> read_from(std::shared_ptr<state> from,
                                                         boost::asio::mutable_buffer buffer);
    static boost::asio::awaitable<std::string> read_amount(std::shared_ptr<state> from, std::size_t amount);
    static boost::asio::awaitable<std::string> read_rest(std::shared_ptr<state> from);
    static async_generator<std::string> chunks_of(std::shared_ptr<state> from, std::size_t size);
    static async_generator<std::string> lines_of(std::shared_ptr<state> from, bool keepends);

    std::shared_ptr<state> state_;
};

}  // namespace coaws
