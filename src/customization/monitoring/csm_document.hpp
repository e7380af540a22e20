// The documents of client-side monitoring, as they are put together while a call runs (TEST-40).
#pragma once

#include <coaws/base/time.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/call_context.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

/// Throws value_error for an id of more than 255 characters.
void check_client_id(std::string_view id);

/// A document of type `ApiCall`, of a call that begins now.
value_map begin_call_document(call_context const& context, std::string_view client_id, timestamp now);
/// A document of type `ApiCallAttempt`.
value_map begin_attempt_document(call_context const& context, std::string_view client_id, timestamp now);

/// What the request of an attempt says: where it goes, who signed it.
void describe_request(value_map& attempt, http::request const& request);
/// What the attempt came to, and how long it took.
void describe_outcome(value_map& attempt, attempt_outcome const& outcome, timestamp now);
/// The whole call after its last attempt (null when there was none).
void describe_end(value_map& call, std::int64_t attempts, value_map const* last_attempt,
                  bool retries_exceeded, timestamp now);

/// Whether a failure that ended a call was one that is tried again: the attempts were then used up.
bool was_retried(error const& failure) noexcept;

}  // namespace coaws::customization
