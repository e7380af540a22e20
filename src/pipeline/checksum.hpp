// Flexible checksums of requests and responses (MISC-30…35).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/events.hpp>

namespace coaws::pipeline {

/// Decides on the request's checksum (MISC-30, MISC-31) into the context. Throws flexible_checksum_error for
/// an unknown algorithm.
void choose_request_checksum(call_context& context, prepared_request const& request, value_map const& params,
                             client_settings const& settings);
/// Decides which checksums of the response will be validated (MISC-34).
void choose_response_checksums(call_context& context, value_map const& params);

/// Adds the header, or wraps the body with a trailer (MISC-32). Bodies that are not in memory are read once
/// to the end for a checksum in the header.
asio::awaitable<void> apply_request_checksum(call_context& context, http::request& request,
                                             client_core const& core);

/// Validates a buffered body, or wraps a streamed one so that its end is validated; throws
/// flexible_checksum_error.
void validate_response_checksum(call_context& context, http::response& response);

}  // namespace coaws::pipeline
