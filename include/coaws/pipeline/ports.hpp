// What the pipeline needs from the world. Everything that is not a pure function of its arguments stands
// behind one of these; tests and the conformance driver bring their own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/auth/auth_token.hpp>
#include <coaws/auth/credentials.hpp>
#include <coaws/base/time.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws {
struct exchange_metrics;  // see coaws/pipeline/metrics.hpp
}

namespace coaws::pipeline {

/// How one exchange is to be made.
struct send_options {
    /// Hand the response on after its header when its status is below 300; the body comes as
    /// `response.stream`.
    bool stream_response = false;
    /// Overrides the transport's read timeout (each socket read), HTTP-02.
    std::optional<std::chrono::nanoseconds> read_timeout{};
    /// Overrides the transport's connect timeout.
    std::optional<std::chrono::nanoseconds> connect_timeout{};
    /// Nothing may take longer than until then (operation deadline, LIM-03).
    std::optional<std::chrono::steady_clock::time_point> deadline{};
    /// Where the transport adds up times and bytes, if it can tell; must live until the exchange has ended.
    /// Null: nobody wants to know, and no clock is to be read for it.
    exchange_metrics* metrics = nullptr;

    send_options() = default;
};

/// Sends one request and receives one response (HTTP-01…30).
class transport {
  public:
    virtual ~transport() = default;
    /// Errors are thrown, mapped as in HTTP-30. The request must live until the awaitable completes. Runs on
    /// the caller's executor. Cancellation (terminal) closes the connection and throws operation_aborted as
    /// `boost::system::system_error`. Thread-safe.
    virtual asio::awaitable<http::response> send(http::request const& request, send_options options) = 0;
    /// Closes idle connections (CLI-10). Thread-safe.
    virtual void close() noexcept = 0;
};

/// Time, and waiting for it. Thread-safe.
class clock {
  public:
    virtual ~clock() = default;
    virtual timestamp now() const = 0;
    /// For measuring: never set back. By default the machine's.
    virtual std::chrono::steady_clock::time_point ticks() const { return std::chrono::steady_clock::now(); }
    /// Waits on the caller's executor; cancellable.
    virtual asio::awaitable<void> sleep(std::chrono::nanoseconds duration) = 0;
};

/// Random numbers. Thread-safe.
class randomness {
  public:
    virtual ~randomness() = default;
    /// Uniform in [0, 1).
    virtual double uniform() = 0;
    /// A version 4 UUID in its usual text form.
    virtual std::string uuid4() = 0;
};

/// The process environment. Thread-safe.
class environment {
  public:
    virtual ~environment() = default;
    virtual std::optional<std::string> get(std::string_view name) const = 0;
    /// The user's home folder; empty when unknown.
    virtual std::string home() const = 0;
};

/// Files: small ones whole (configuration, tokens), bodies in pieces. Thread-safe.
class files {
  public:
    virtual ~files() = default;
    /// Whole contents, or nothing when the file does not exist or can't be read. Never blocks the caller's
    /// executor.
    virtual asio::awaitable<std::optional<std::string>> read(std::string path) = 0;
    /// Size in bytes, or nothing when there is no such regular file. Never blocks the caller's executor.
    virtual asio::awaitable<std::optional<std::uint64_t>> size(std::string path) = 0;
    /// A fresh source over a file's part; opening happens on the first read, which throws when it fails.
    virtual std::unique_ptr<byte_source> open(body::file const& part) = 0;
    /// Replaces a file's contents in one step, for its owner's eyes only (mode 0600); missing folders are
    /// made. Never blocks the caller's executor. Throws when it can't be done; by default always.
    virtual asio::awaitable<void> write_private(std::string path, std::string contents);
};

/// A command that is to be run.
struct process_request {
    std::vector<std::string> command;  ///< the program, looked for in PATH, and its arguments; no shell
    /// Variables of the child, instead of this process's.
    std::optional<std::vector<std::pair<std::string, std::string>>> environment{};
    std::size_t output_limit = std::size_t{1} << 20;  ///< bytes, of each of the two streams

    process_request() = default;
};

/// How a command ended.
struct process_result {
    int status = 0;         ///< exit status; -n when signal n ended it
    bool too_long = false;  ///< killed, because it wrote more than was allowed
    std::string out;        ///< standard output
    std::string err;        ///< standard error

    process_result() = default;
};

/// Runs child processes. Thread-safe.
class processes {
  public:
    virtual ~processes() = default;
    /// Runs a command to its end; standard input is this process's. Throws when it can't be started. Never
    /// blocks the caller's executor. Cancellation (terminal) kills the child and throws operation_aborted as
    /// `boost::system::system_error`.
    virtual asio::awaitable<process_result> run(process_request request) = 0;
};

/// Sends datagrams (UDP), at best effort. Thread-safe.
class datagrams {
  public:
    virtual ~datagrams() = default;
    /// Hands a datagram to the network and returns without waiting for anything: while a host name is being
    /// looked up, on the caller's executor, a few datagrams are kept for it, and what the network does not
    /// take at once is lost. Throws when it is certain that nothing will be sent.
    virtual asio::awaitable<void> send(std::string host, std::uint16_t port, std::string bytes) = 0;
};

/// Gives the credentials to sign with, resolved on first need (differs from the reference on purpose,
/// SESS-20a).
class identity_source {
  public:
    virtual ~identity_source() = default;
    /// An immutable snapshot, or null when there are none. Throws what the providers throw. Thread-safe.
    virtual asio::awaitable<std::shared_ptr<credentials const>> resolve() = 0;
    /// A service says that these keys, which `resolve` has given, have expired. True when the next `resolve`
    /// is likely to give others; by default false. Thread-safe.
    virtual bool invalidate(std::shared_ptr<credentials const> const& used);
};

/// Gives the bearer token to sign with, resolved on first need (CRED-50).
class token_source {
  public:
    virtual ~token_source() = default;
    /// An immutable snapshot, or null when there is none. Throws what the providers throw. Thread-safe.
    virtual asio::awaitable<std::shared_ptr<auth_token const>> resolve() = 0;
};

/// The ports together, as sessions hand them down.
struct world {
    std::shared_ptr<pipeline::transport> transport;
    std::shared_ptr<pipeline::clock> clock;
    std::shared_ptr<pipeline::randomness> randomness;
    std::shared_ptr<pipeline::environment> environment;
    std::shared_ptr<pipeline::files> files;
    std::shared_ptr<pipeline::processes> processes;
    std::shared_ptr<pipeline::datagrams> datagrams;

    world() = default;
};

}  // namespace coaws::pipeline
