// Sending of requests that do not fit the socket's buffer, or whose bodies are not in memory.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/metrics.hpp>
#include <string_view>

#include "transport/hub.hpp"
#include "transport/request_head.hpp"
#include "transport/timing.hpp"

namespace coaws::transport {

/// What is still to be sent. Everything must live until the upload is done.
struct upload_job {
    http::request const* request = nullptr;
    request_framing framing;
    timing limits;
    std::chrono::nanoseconds continue_timeout{};
    std::string_view head;                ///< unsent part of the head
    std::string_view memory;              ///< unsent part of a body in memory, when its framing is a length
    exchange_metrics* metrics = nullptr;  ///< where sent bytes are added up, or null

    upload_job(http::request const& of, request_framing const& framed, timing const& within)
        : request(&of), framing(framed), limits(within) {}
};

/// Sends the job's bytes while looking out for an early response, which ends it. True when everything was
/// sent; false when the response must be read instead (or the connection broke, which reading will tell). The
/// body is read on the caller's executor. Throws operation_aborted, or what the body's source throws.
asio::awaitable<bool> upload(lease& held, upload_job const& job);

}  // namespace coaws::transport
