// Sending of requests that do not fit the socket's buffer, or whose bodies are not in memory.
#include "transport/upload.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <charconv>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <cstring>
#include <memory>
#include <tuple>

#include "transport/body_source.hpp"
#include "transport/malformed_message.hpp"
#include "transport/response_head.hpp"

namespace coaws::transport {
namespace {

using strand_type = asio::strand<asio::any_io_executor>;
constexpr auto as_op = asio::as_tuple(asio::deferred);
constexpr std::size_t piece_size = 1u << 20;
// Encrypted in slices that stay in the processor's cache on their way from cipher to socket.
constexpr std::size_t tls_slice = 256 * 1024;
constexpr std::size_t chunk_prefix = 20;

// Shared with the wait for readability, which may end after the upload has.
struct read_watch {
    asio::ip::tcp::socket* socket = nullptr;  // null once the upload is over
    asio::steady_timer* timer = nullptr;
    bool readable = false;
    bool writing = false;

    read_watch() = default;
};

// Shows a timer to the watch for as long as it lives.
struct timer_in_use {
    timer_in_use(read_watch& watch, asio::steady_timer& timer) noexcept : watch_(watch) {
        watch_.timer = &timer;
    }
    ~timer_in_use() { watch_.timer = nullptr; }
    timer_in_use(timer_in_use const&) = delete;
    timer_in_use& operator=(timer_in_use const&) = delete;

  private:
    read_watch& watch_;
};

enum class news { none, leave_given, response };

// Everything here runs on one strand, beside the handler of the wait for readability.
class uploader {
  public:
    uploader(lease& held, upload_job const& job, strand_type strand)
        : held_(held), job_(job), strand_(std::move(strand)), watch_(std::make_shared<read_watch>()) {
        watch_->socket = &held_->socket();
    }
    ~uploader() { watch_->socket = nullptr; }
    uploader(uploader const&) = delete;
    uploader& operator=(uploader const&) = delete;

    asio::awaitable<bool> run();

  private:
    asio::awaitable<bool> wait_for_leave();
    asio::awaitable<bool> send_source();
    asio::awaitable<bool> send_chunk(std::string_view bytes);
    asio::awaitable<bool> send(std::string_view plain);
    asio::awaitable<bool> send_raw(std::string_view bytes);
    void watch_for_response();
    news look_at_input();
    void extend() { held_.watch(job_.limits.read_deadline(steady::now())); }

    lease& held_;
    upload_job const& job_;
    strand_type strand_;
    std::shared_ptr<read_watch> watch_;
};

asio::awaitable<bool> uploader::run() {
    // Locals rather than temporaries for every awaitable: see the compiler notes in the design.
    asio::awaitable<bool> sending = send(job_.head);
    bool going = co_await std::move(sending);
    if (going && job_.framing.expects_continue) {
        asio::awaitable<bool> asking = wait_for_leave();
        going = co_await std::move(asking);
    }
    if (!going) co_return false;
    watch_for_response();
    if (!job_.framing.has_body) co_return true;
    std::optional<std::string_view> memory = job_.request->body.in_memory();
    if (job_.request->body.empty()) memory = std::string_view();
    if (memory && !job_.framing.chunked) {
        sending = send(job_.memory);
    } else if (memory) {
        sending = send_chunk(*memory);
    } else {
        sending = send_source();
    }
    going = co_await std::move(sending);
    if (going && job_.framing.chunked) {
        sending = send("0\r\n\r\n");
        going = co_await std::move(sending);
    }
    co_return going;
}

asio::awaitable<bool> uploader::wait_for_leave() {
    asio::steady_timer timer(strand_);
    auto until = std::min(steady::now() + job_.continue_timeout, job_.limits.end());
    timer.expires_at(until);
    held_.watch(job_.limits.read_deadline(until));
    timer_in_use in_use(*watch_, timer);
    watch_for_response();
    while (true) {
        if (!watch_->readable) {
            auto op = timer.async_wait(as_op);
            std::tuple<error_code> done = co_await std::move(op);
            if (!std::get<0>(done) && !watch_->readable) break;
            if (!watch_->readable) throw boost::system::system_error(std::get<0>(done));
        }
        news heard = look_at_input();
        if (heard == news::response) co_return false;
        if (heard == news::leave_given) break;
        timer.expires_at(until);
        watch_for_response();
    }
    co_return true;
}

asio::awaitable<bool> uploader::send_source() {
    std::unique_ptr<pipeline::byte_source> source = open_source(job_.request->body);
    std::unique_ptr<char[]> piece(new char[piece_size + chunk_prefix + 2]);
    std::uint64_t sent = 0;
    while (job_.framing.chunked || sent < *job_.framing.length) {
        std::uint64_t left = job_.framing.chunked ? piece_size : *job_.framing.length - sent;
        asio::mutable_buffer room(piece.get() + chunk_prefix,
                                  static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_size)));
        // The body's owner may take its time: the socket's timeout is about the peer.
        held_.watch(job_.limits.end());
        asio::awaitable<std::size_t> reading = source->read_some(room);
        std::size_t count = co_await std::move(reading);
        if (count == 0 && job_.framing.chunked) break;
        if (count == 0) {
            throw http_client_error("the request body ended after " + std::to_string(sent) + " of " +
                                    std::to_string(*job_.framing.length) + " bytes");
        }
        sent += count;
        char* begin = piece.get() + chunk_prefix;
        char* end = begin + count;
        if (job_.framing.chunked) {
            char digits[16];
            std::size_t width =
                static_cast<std::size_t>(std::to_chars(digits, digits + 16, count, 16).ptr - digits);
            begin -= width + 2;
            std::memcpy(begin, digits, width);
            std::memcpy(begin + width, "\r\n", 2);
            std::memcpy(end, "\r\n", 2);
            end += 2;
        }
        asio::awaitable<bool> sending = send(std::string_view(begin, static_cast<std::size_t>(end - begin)));
        bool going = co_await std::move(sending);
        if (!going) co_return false;
    }
    co_return true;
}

asio::awaitable<bool> uploader::send_chunk(std::string_view bytes) {
    if (bytes.empty()) co_return true;
    char size_line[20];
    char* end = std::to_chars(size_line, size_line + 16, bytes.size(), 16).ptr;
    std::memcpy(end, "\r\n", 2);
    std::string_view parts[] = {{size_line, static_cast<std::size_t>(end + 2 - size_line)}, bytes, "\r\n"};
    for (std::string_view part : parts) {
        asio::awaitable<bool> sending = send(part);
        bool going = co_await std::move(sending);
        if (!going) co_return false;
    }
    co_return true;
}

asio::awaitable<bool> uploader::send(std::string_view plain) {
    if (job_.metrics != nullptr) job_.metrics->bytes_sent += plain.size();
    if (held_->tls == nullptr) {
        asio::awaitable<bool> sending = send_raw(plain);
        bool going = co_await std::move(sending);
        co_return going;
    }
    tls_session& tls = *held_->tls;
    while (!plain.empty() || !tls.output().empty()) {
        std::string_view slice = plain.substr(0, tls_slice);
        plain.remove_prefix(slice.size());
        if (tls.write(slice) != tls_session::status::ok) co_return false;
        asio::awaitable<bool> sending = send_raw(tls.output());
        bool going = co_await std::move(sending);
        tls.output().clear();
        if (!going) co_return false;
    }
    co_return true;
}

asio::awaitable<bool> uploader::send_raw(std::string_view bytes) {
    while (!bytes.empty()) {
        if (watch_->readable) {
            if (look_at_input() == news::response) co_return false;
            watch_for_response();
        }
        extend();
        watch_->writing = true;
        auto op = held_->socket().async_write_some(asio::buffer(bytes), as_op);
        std::tuple<error_code, std::size_t> done = co_await std::move(op);
        watch_->writing = false;
        bytes.remove_prefix(std::get<1>(done));
        error_code failed = std::get<0>(done);
        if (failed == asio::error::operation_aborted && !watch_->readable) {
            throw boost::system::system_error(failed);
        }
        // A peer that answers and closes breaks the pipe while its answer waits to be read.
        if (failed && failed != asio::error::operation_aborted) co_return false;
    }
    co_return true;
}

void uploader::watch_for_response() {
    watch_->readable = false;
    auto on_readable = [watch = watch_](error_code failed) {
        if (failed || watch->socket == nullptr) return;
        watch->readable = true;
        if (watch->timer != nullptr) watch->timer->cancel();
        if (watch->writing) watch->socket->cancel();
    };
    held_->socket().async_wait(asio::ip::tcp::socket::wait_read,
                               asio::bind_executor(strand_, std::move(on_readable)));
}

// What the peer has said so far: interim responses are taken away, a final one is left for the receiver.
news uploader::look_at_input() {
    error_code state = held_->poll_input();
    bool ended = state && state != asio::error::would_block;
    news heard = news::none;
    try {
        while (!held_->in.empty()) {
            std::string_view bytes = held_->in.data();
            std::size_t length = find_head_end(bytes, 0);
            bool interim = bytes.size() > 9 && bytes[9] == '1';
            if (bytes.size() > 9 && !interim) return news::response;
            if (length == 0) break;
            held_->in.consume(length);
            heard = news::leave_given;
        }
    } catch (malformed_message const&) {
        return news::response;  // the receiver will find the same and report it
    }
    return ended ? news::response : heard;
}

asio::awaitable<bool> upload_on_strand(lease& held, upload_job const& job, strand_type strand) {
    uploader work(held, job, std::move(strand));
    asio::awaitable<bool> running = work.run();
    bool complete = co_await std::move(running);
    co_return complete;
}

}  // namespace

asio::awaitable<bool> upload(lease& held, upload_job const& job) {
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    strand_type strand = asio::make_strand(executor);
    asio::awaitable<bool> working = upload_on_strand(held, job, strand);
    bool complete = co_await asio::co_spawn(strand, std::move(working), asio::use_awaitable);
    co_return complete;
}

}  // namespace coaws::transport
