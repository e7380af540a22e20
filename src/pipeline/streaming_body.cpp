// The body of a streaming operation's output, as its reader sees it.
#include <coaws/pipeline/streaming_body.hpp>

#include <algorithm>
#include <boost/asio/append.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/system_executor.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/executor_bound.hpp>
#include <cstring>

namespace coaws {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t read_step = 1u << 20;
constexpr std::uint64_t largest_reserve = 64u << 20;
constexpr std::size_t line_step = 64 * 1024;

error_code code_of(std::exception_ptr const& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (boost::system::system_error const& system) {
        return system.code();
    } catch (read_timeout_error const&) {
        return asio::error::timed_out;
    } catch (incomplete_read_error const&) {
        return asio::error::connection_reset;
    } catch (flexible_checksum_error const&) {
        return make_error_code(boost::system::errc::bad_message);
    } catch (response_streaming_error const&) {
        return asio::error::connection_aborted;
    } catch (...) {
        return make_error_code(boost::system::errc::io_error);
    }
}

}  // namespace

struct streaming_body::state {
    std::shared_ptr<pipeline::incoming_body> incoming;
    std::unique_ptr<pipeline::byte_source> source;
    body memory;  // keeps the bytes that `left` refers to
    std::string_view left;
    std::optional<std::uint64_t> length;
    std::uint64_t taken = 0;
    bool ended = false;
    bool closed = false;
    std::string algorithm;
    std::string expected;
    std::unique_ptr<hasher> digest;
    std::optional<std::string> checksum;
    executor_type executor;
    std::exception_ptr failure;

    state() = default;

    std::size_t take_memory(asio::mutable_buffer buffer) noexcept {
        std::size_t count = std::min(buffer.size(), left.size());
        if (count != 0) std::memcpy(buffer.data(), left.data(), count);
        left.remove_prefix(count);
        return count;
    }

    // Called once, when no more bytes come.
    void end() {
        ended = true;
        if (length && *length != taken) throw incomplete_read_error(taken, *length);
        if (digest == nullptr) return;
        checksum = base64_encode(digest->finish());
        digest.reset();
        if (!expected.empty() && *checksum != expected) {
            throw flexible_checksum_error("Expected checksum " + expected +
                                          " did not match calculated checksum: " + *checksum);
        }
    }
};

streaming_body::streaming_body() : streaming_body(body()) {}

streaming_body::streaming_body(std::shared_ptr<pipeline::incoming_body> stream)
    : streaming_body(stream == nullptr ? body() : body::from_incoming(std::move(stream))) {}

streaming_body::streaming_body(body of) : state_(std::make_shared<state>()) {
    state& self = *state_;
    self.memory = std::move(of);
    self.incoming = self.memory.incoming();
    if (self.incoming != nullptr) {
        self.length = self.incoming->content_length();
        if (auto* bound = dynamic_cast<pipeline::executor_bound*>(self.incoming.get())) {
            self.executor = bound->executor();
        }
        self.memory = body();  // else the stream would have two owners and never be dropped by close()
    } else if (auto* given = self.memory.as_source()) {
        self.length = given->size;
        self.source = pipeline::open_source(*given);
    } else if (auto bytes = self.memory.in_memory()) {
        self.left = *bytes;
        self.length = bytes->size();
    } else if (self.memory.as_file() != nullptr) {
        throw response_streaming_error("a file body can't be read as a stream");
    } else {
        self.length = 0;
    }
}

std::optional<std::uint64_t> streaming_body::content_length() const noexcept { return state_->length; }

std::uint64_t streaming_body::tell() const noexcept { return state_->taken; }

void streaming_body::close() noexcept {
    state& self = *state_;
    self.closed = true;
    if (self.incoming != nullptr) self.incoming->close();
    self.incoming.reset();
    self.source.reset();
    self.left = {};
    // Executors may refer to their context when they go.
    self.executor = executor_type();
}

streaming_body& streaming_body::with_checksum(std::string_view algorithm, std::string expected) {
    state_->digest = hasher::make(algorithm);
    if (state_->digest == nullptr) {
        throw flexible_checksum_error("Unsupported checksum algorithm: " + std::string(algorithm));
    }
    state_->algorithm = algorithm;
    state_->expected = std::move(expected);
    return *this;
}

std::optional<std::string> streaming_body::checksum() const { return state_->checksum; }

streaming_body::executor_type streaming_body::get_executor() const {
    if (state_->executor) return state_->executor;
    return asio::system_executor();
}

streaming_body& streaming_body::with_executor(executor_type executor) {
    state_->executor = std::move(executor);
    return *this;
}

std::exception_ptr streaming_body::failure() const noexcept { return state_->failure; }

asio::awaitable<std::size_t> streaming_body::read_from(std::shared_ptr<state> from,
                                                       asio::mutable_buffer buffer) {
    state& self = *from;
    if (self.ended || buffer.size() == 0) co_return 0;
    if (self.closed) throw response_streaming_error("the body was closed before its end");
    std::size_t count = 0;
    if (self.incoming != nullptr) {
        // Shared, so that a close() from elsewhere does not pull the stream away under the read.
        std::shared_ptr<pipeline::incoming_body> stream = self.incoming;
        asio::awaitable<std::size_t> reading = stream->read_some(buffer);
        count = co_await std::move(reading);
    } else if (self.source != nullptr) {
        asio::awaitable<std::size_t> reading = self.source->read_some(buffer);
        count = co_await std::move(reading);
    } else {
        count = self.take_memory(buffer);
    }
    if (count == 0) {
        self.end();
        co_return 0;
    }
    self.taken += count;
    if (self.digest != nullptr) self.digest->update({static_cast<char const*>(buffer.data()), count});
    co_return count;
}

asio::awaitable<std::string> streaming_body::read_amount(std::shared_ptr<state> from, std::size_t amount) {
    std::string bytes;
    std::size_t filled = 0;
    if (from->length)
        bytes.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(
            {amount, *from->length - std::min(*from->length, from->taken), largest_reserve})));
    while (filled < amount) {
        std::size_t room = std::min(amount - filled, read_step);
        if (bytes.size() < filled + room) bytes.resize(filled + room);
        asio::awaitable<std::size_t> reading = read_from(from, asio::buffer(bytes.data() + filled, room));
        std::size_t count = co_await std::move(reading);
        if (count == 0) break;
        filled += count;
    }
    bytes.resize(filled);
    co_return bytes;
}

asio::awaitable<std::string> streaming_body::read_rest(std::shared_ptr<state> from) {
    std::string bytes;
    std::size_t filled = 0;
    std::uint64_t due = from->length ? *from->length - std::min(*from->length, from->taken) : 0;
    bytes.reserve(static_cast<std::size_t>(std::min(due, largest_reserve)));
    while (true) {
        // As much as is due, so that a body of known length is not moved; a little more finds the end of
        // others.
        std::size_t room = std::clamp<std::size_t>(filled, 64 * 1024, read_step);
        if (from->length) {
            std::uint64_t left = *from->length - std::min(*from->length, from->taken);
            room = static_cast<std::size_t>(std::clamp<std::uint64_t>(left, 16, read_step));
        }
        if (bytes.size() < filled + room) bytes.resize(filled + room);
        asio::awaitable<std::size_t> reading = read_from(from, asio::buffer(bytes.data() + filled, room));
        std::size_t count = co_await std::move(reading);
        if (count == 0) break;
        filled += count;
    }
    bytes.resize(filled);
    co_return bytes;
}

asio::awaitable<std::size_t> streaming_body::read_some(asio::mutable_buffer buffer) {
    return read_from(state_, buffer);
}

asio::awaitable<std::string> streaming_body::read(std::optional<std::size_t> amount) {
    return amount ? read_amount(state_, *amount) : read_rest(state_);
}

async_generator<std::string> streaming_body::chunks_of(std::shared_ptr<state> from, std::size_t size) {
    while (true) {
        asio::awaitable<std::string> reading = read_amount(from, size);
        std::string chunk = co_await std::move(reading);
        if (chunk.empty()) co_return;
        co_yield std::move(chunk);
    }
}

async_generator<std::string> streaming_body::lines_of(std::shared_ptr<state> from, bool keepends) {
    std::string held;  // bytes from the start of the line that is not complete yet
    std::string fresh(line_step, '\0');
    std::size_t begin = 0;
    std::size_t searched = 0;
    bool more = true;
    while (more) {
        asio::awaitable<std::size_t> reading = read_from(from, asio::buffer(fresh));
        std::size_t count = co_await std::move(reading);
        more = count != 0;
        held.erase(0, begin);
        searched -= begin;
        begin = 0;
        held.append(fresh, 0, count);
        while (true) {
            std::size_t end = held.find_first_of("\r\n", searched);
            if (end == std::string::npos) {
                searched = held.size();
                break;
            }
            searched = end;
            // A CR that ends what is known may be half of a CR LF.
            if (held[end] == '\r' && end + 1 == held.size() && more) break;
            std::size_t after =
                held[end] == '\r' && end + 1 < held.size() && held[end + 1] == '\n' ? end + 2 : end + 1;
            co_yield held.substr(begin, (keepends ? after : end) - begin);
            begin = searched = after;
        }
    }
    if (begin < held.size()) co_yield held.substr(begin);
}

async_generator<std::string> streaming_body::iter_chunks(std::size_t size) const {
    return chunks_of(state_, std::max<std::size_t>(size, 1));
}

async_generator<std::string> streaming_body::iter_lines(bool keepends) const {
    return lines_of(state_, keepends);
}

void streaming_body::start_read(executor_type runs_on, asio::mutable_buffer buffer,
                                asio::any_completion_handler<read_signature> handler) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    bool wants_bytes = buffer.size() != 0;
    auto on_done = [self = state_, wants_bytes, handler = std::move(handler)](std::exception_ptr failure,
                                                                              std::size_t count) mutable {
        error_code code;
        self->failure = failure;
        if (failure) {
            code = code_of(failure);
        } else if (count == 0 && wants_bytes) {
            code = asio::error::eof;
        }
        asio::dispatch(asio::append(std::move(handler), code, count));
    };
    asio::co_spawn(runs_on, read_from(state_, buffer),
                   asio::bind_cancellation_slot(slot, std::move(on_done)));
}

}  // namespace coaws
