// What the history is told of a call (TEST-30).
#include "pipeline/history_events.hpp"

#include <coaws/pipeline/history.hpp>
#include <utility>

namespace coaws::pipeline {

namespace {

constexpr std::string_view source = "BOTOCORE";

value header_map(http::fields const& headers) {
    value_map out;
    out.reserve(headers.size());
    for (auto const& f : headers) {
        if (auto* have = out.find(f.name))
            have->as_string().append(", ").append(f.value);
        else
            out.append(std::string(f.name), f.value);
    }
    return out;
}

value sent_body(body const& b) {
    if (b.empty()) return {};
    if (auto const bytes = b.in_memory()) return blob(*bytes);
    return b;
}

/// A copy without bodies that are still on the wire: reading them is their owner's business, and holding one
/// would hold its connection.
value without_streams(value_map const& parsed) {
    value_map out;
    out.reserve(parsed.size());
    for (auto const& [name, v] : parsed) {
        auto const* b = v.get_if<body>();
        out.append(name, b != nullptr && b->incoming() ? value() : v);
    }
    return out;
}

/// Makes the payload with `make` and records it.
template <class F>
void record(std::string_view type, F make) noexcept {
    try {
        history::record(type, make(), source);
    } catch (...) {
        // An event of the history is never worth an operation.
    }
}

}  // namespace

void record_api_call(call_context const& context, value_map const& params) noexcept {
    record("API_CALL", [&]() -> value {
        value_map out;
        out.append("service", context.service().metadata().name);
        out.append("operation", context.operation().name);
        out.append("params", params);
        return out;
    });
}

void record_http_request(call_context const& context, http::request const& request) noexcept {
    record("HTTP_REQUEST", [&]() -> value {
        value_map out;
        out.append("method", request.method);
        out.append("headers", header_map(request.headers));
        out.append("streaming", context.operation().has_streaming_input);
        out.append("url", request.url.str());
        out.append("body", sent_body(request.body));
        return out;
    });
}

void record_http_response(call_context const& context, http::response const& response) noexcept {
    record("HTTP_RESPONSE", [&]() -> value {
        value_map about;
        about.append("operation_name", context.operation().name);
        if (!context.checksum.response_algorithm.empty()) {
            value_map checksum;
            checksum.append("response_algorithm", context.checksum.response_algorithm);
            about.append("checksum", std::move(checksum));
        }
        value_map out;
        out.append("headers", header_map(response.headers));
        out.append("status_code", response.status);
        out.append("context", std::move(about));
        out.append("body", response.stream ? value() : value(blob(response.body)));
        out.append("streaming", context.operation().has_streaming_output);
        return out;
    });
}

void record_parsed_response(value_map const& parsed) noexcept {
    record("PARSED_RESPONSE", [&]() -> value { return without_streams(parsed); });
}

}  // namespace coaws::pipeline
