// What the history is told of a call (TEST-30).
#pragma once

#include <coaws/http/message.hpp>
#include <coaws/pipeline/call_context.hpp>
#include <coaws/value/value.hpp>

namespace coaws::pipeline {

/// None of these throws: what can't be told is left out of the history.
void record_api_call(call_context const& context, value_map const& params) noexcept;
void record_http_request(call_context const& context, http::request const& request) noexcept;
void record_http_response(call_context const& context, http::response const& response) noexcept;
/// `parsed` with the members of an output, or `Error`; both with `ResponseMetadata`.
void record_parsed_response(value_map const& parsed) noexcept;

}  // namespace coaws::pipeline
