// HTTP by a script.
#include "testing/body_bytes.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/testing/scripted_http.hpp>

namespace coaws::testing {

namespace asio = boost::asio;

void throw_failure(http_failure kind, std::string const& url) {
    switch (kind) {
        case http_failure::connect:
            throw endpoint_connection_error(url);
        case http_failure::connect_timeout:
            throw connect_timeout_error(url);
        case http_failure::read_timeout:
            throw read_timeout_error(url);
        case http_failure::connection_closed:
            throw connection_closed_error(url);
        case http_failure::tls:
            throw ssl_error(url, "scripted");
        case http_failure::proxy:
            break;
    }
    throw proxy_connection_error(url);
}

scripted_http& scripted_http::reply(unsigned status, std::string body, std::vector<http::field> headers) {
    http::response made;
    made.status = status;
    made.reason = http::reason_phrase(status);
    made.body = std::move(body);
    for (auto const& f : headers) made.headers.add(f.name, f.value);
    return add([made = std::move(made)](http::request const&) { return made; });
}

scripted_http& scripted_http::fail(http_failure kind) {
    auto step = [kind](http::request const& request) -> http::response {
        throw_failure(kind, request.url.str());
    };
    return add(std::move(step));
}

scripted_http& scripted_http::otherwise(step with) {
    std::lock_guard lock(guard_);
    otherwise_ = std::move(with);
    return *this;
}

std::size_t scripted_http::pending() const {
    std::lock_guard lock(guard_);
    return steps_.size();
}

void scripted_http::clear() {
    std::lock_guard lock(guard_);
    steps_.clear();
}

scripted_http& scripted_http::add(step next) {
    std::lock_guard lock(guard_);
    steps_.push_back(std::move(next));
    return *this;
}

scripted_http::step scripted_http::next_step(http::request const& request,
                                             pipeline::send_options const& options, std::string body) {
    std::lock_guard lock(guard_);
    requests.push_back(request);
    bodies.push_back(std::move(body));
    sent_with.push_back(options);
    if (steps_.empty()) {
        if (otherwise_) return otherwise_;
        // Without the query: that of a presigned request is a secret.
        throw transport_exhausted("The script has no response left for " + request.method + ' ' +
                                  request.url.scheme + "://" + std::string(request.url.host()) +
                                  request.url.path);
    }
    auto next = std::move(steps_.front());
    steps_.pop_front();
    return next;
}

asio::awaitable<http::response> scripted_http::send(http::request const& request,
                                                    pipeline::send_options options) {
    auto bytes = co_await body_bytes(request.body, files_);
    auto const step = next_step(request, options, std::move(bytes));
    auto response = step(request);
    if (options.stream_response && response.status < 300 && !response.stream)
        co_return with_stream(std::move(response));
    co_return response;
}

}  // namespace coaws::testing
