// Requests and responses as plain values.
#pragma once

#include <coaws/http/body.hpp>
#include <coaws/http/fields.hpp>
#include <coaws/http/uri.hpp>
#include <memory>
#include <string>

namespace coaws::http {

/// A request as it will leave.
struct request {
    std::string method = "GET";
    uri url;
    fields headers;
    coaws::body body;

    request() = default;
};

/// A response. The body is either whole in `body`, or still on the wire in `stream`.
struct response {
    unsigned status = 0;
    std::string reason;
    fields headers;
    std::string body;
    std::shared_ptr<pipeline::incoming_body> stream;

    response() = default;
};

/// The standard reason phrase of a status, e.g. `Not Found`; empty for an unknown one.
std::string_view reason_phrase(unsigned status) noexcept;

}  // namespace coaws::http
