// What the pipeline needs from the world. Everything that is not a pure function of its arguments stands
// behind one of these; tests and the conformance driver bring their own.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/auth/credentials.hpp>
#include <coaws/base/time.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::pipeline {

/// How one exchange is to be made.
struct send_options {
    /// Hand the response on after its header when its status is below 300; the body comes as
    /// `response.stream`.
    bool stream_response = false;
    /// Overrides the transport's read timeout (each socket read), HTTP-02.
    std::optional<std::chrono::nanoseconds> read_timeout{};
    /// Nothing may take longer than until then (operation deadline, LIM-03).
    std::optional<std::chrono::steady_clock::time_point> deadline{};

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
};

/// Gives the credentials to sign with, resolved on first need (differs from the reference on purpose,
/// SESS-20a).
class identity_source {
  public:
    virtual ~identity_source() = default;
    /// An immutable snapshot, or null when there are none. Throws what the providers throw. Thread-safe.
    virtual asio::awaitable<std::shared_ptr<credentials const>> resolve() = 0;
};

/// The ports together, as sessions hand them down.
struct world {
    std::shared_ptr<pipeline::transport> transport;
    std::shared_ptr<pipeline::clock> clock;
    std::shared_ptr<pipeline::randomness> randomness;
    std::shared_ptr<pipeline::environment> environment;
    std::shared_ptr<pipeline::files> files;

    world() = default;
};

}  // namespace coaws::pipeline
