// HTTP by a script: answers in order, and a record of what was asked.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/error.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/ports.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace coaws::testing {

/// Ways in which an exchange fails without a response, as HTTP-30 maps them.
enum class http_failure : std::uint8_t {
    connect,            ///< endpoint_connection_error
    connect_timeout,    ///< connect_timeout_error
    read_timeout,       ///< read_timeout_error
    connection_closed,  ///< connection_closed_error
    tls,                ///< ssl_error
    proxy,              ///< proxy_connection_error
};

/// Throws the failure of an exchange with this URL.
[[noreturn]] void throw_failure(http_failure kind, std::string const& url);

/// A request came for which the script has no answer.
class transport_exhausted : public error_kind<transport_exhausted> {
  public:
    static constexpr std::string_view type_name = "TransportExhausted";
    using error_kind::error_kind;
};

/// A transport that answers requests from a script, in order, and records them. Nothing leaves the process.
///
/// Where an operation streams its output, and the status is below 300, a body that is given in memory comes
/// as a stream, whose announced length is that of a Content-Length header, else its own.
///
/// The script may be written from any thread at any time; `requests`, `bodies` and `sent_with` are to be read
/// while no operation runs.
class scripted_http final : public pipeline::transport {
  public:
    /// Makes one answer, or throws. Gets the request.
    using step = std::function<http::response(http::request const&)>;

    /// Reads the files that requests carry from `files`; without them such a body is recorded as empty.
    explicit scripted_http(std::shared_ptr<pipeline::files> files = nullptr) : files_(std::move(files)) {}

    /// The next answer.
    scripted_http& reply(unsigned status, std::string body = {}, std::vector<http::field> headers = {});
    /// The next exchange fails.
    scripted_http& fail(http_failure kind);
    /// The next exchange throws this.
    template <class E>
        requires(!std::is_same_v<E, http_failure>)
    scripted_http& fail(E failure) {
        return add([failure = std::move(failure)](http::request const&) -> http::response { throw failure; });
    }
    /// The next answer is what a function gives; it may look at the request.
    template <class F>
    scripted_http& answer(F with) {
        if constexpr (std::is_invocable_v<F&, http::request const&>)
            return add(std::move(with));
        else
            return add([with = std::move(with)](http::request const&) mutable { return with(); });
    }
    /// Answers every request that comes after the end of the script, instead of transport_exhausted.
    scripted_http& otherwise(step with);

    /// Answers that nobody has asked for yet.
    std::size_t pending() const;
    /// Forgets the rest of the script.
    void clear();

    boost::asio::awaitable<http::response> send(http::request const& request,
                                                pipeline::send_options options) override;
    void close() noexcept override {}

    std::vector<http::request> requests;            ///< in the order in which they were sent
    std::vector<std::string> bodies;                ///< the bytes of each request's body
    std::vector<pipeline::send_options> sent_with;  ///< the options of each request

  private:
    scripted_http& add(step next);
    step next_step(http::request const& request, pipeline::send_options const& options, std::string body);

    std::shared_ptr<pipeline::files> files_;
    mutable std::mutex guard_;
    std::deque<step> steps_;  // under guard_
    step otherwise_;          // under guard_
};

}  // namespace coaws::testing
