// Sending requests in tests and looking at what came of them.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <coaws/base/error.hpp>
#include <coaws/transport/http_transport.hpp>
#include <optional>
#include <string>

#include "run_awaitable.hpp"
#include "scripted_server.hpp"

namespace coaws::testing_support {

/// What a request came to: a response, or the type and text of an error.
struct outcome {
    std::optional<http::response> response;
    std::string error;
    std::string what;
    boost::system::error_code code;

    outcome() = default;
    unsigned status() const { return response ? response->status : 0; }
    std::string body() const { return response ? response->body : "(" + error + ") " + what; }
};

inline http::request request_to(std::string const& url, std::string method = "GET") {
    http::request request;
    request.method = std::move(method);
    request.url = *http::uri::parse(url);
    return request;
}

inline boost::asio::awaitable<outcome> try_send(pipeline::transport& transport, http::request request,
                                                pipeline::send_options options) {
    outcome came;
    try {
        boost::asio::awaitable<http::response> sending = transport.send(request, options);
        came.response = co_await std::move(sending);
    } catch (error const& failure) {
        came.error = failure.type();
        came.what = failure.what();
    } catch (boost::system::system_error const& failure) {
        came.error = "system_error";
        came.what = failure.what();
        came.code = failure.code();
    }
    co_return came;
}

/// Sends and runs the context until nothing is left to do.
inline outcome send(boost::asio::io_context& io, pipeline::transport& transport, http::request request,
                    pipeline::send_options options = {}) {
    return run(io, try_send(transport, std::move(request), options));
}

}  // namespace coaws::testing_support
