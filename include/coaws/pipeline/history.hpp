// The history of a process's calls: what was asked, sent, answered and read (TEST-30, SESS-23).
#pragma once

#include <coaws/value/value.hpp>
#include <cstdint>
#include <functional>
#include <string_view>

/// One recorder for the process, off by default. While it is off, a call looks at one flag. Calls that begin
/// while it is on are recorded:
///
/// | type | when | payload |
/// |---|---|---|
/// | `API_CALL` | a call begins | `service`, `operation`, `params` as the caller gave them |
/// | `HTTP_REQUEST` | an attempt's request is signed | `method`, `headers`, `streaming`, `url`, `body` |
/// | `HTTP_RESPONSE` | an attempt has a response | `status_code`, `headers`, `body`, `streaming`, `context` |
/// | `PARSED_RESPONSE` | it has been read | the output or error as a call's result would have it |
///
/// Payloads are maps and hold everything, secrets included: signatures, tokens, parameters that the model
/// marks as sensitive. A body is a blob where it is in memory, a body where it is sent from elsewhere, and
/// null where it is still to be received.
///
/// Thread-safety: every function may be called from any thread, and by handlers.
namespace coaws::history {

/// Receives an event: its type, payload, and source. Called on the threads that run operations, one call at a
/// time in the process, and not for what a handler itself causes on its thread. Exceptions are swallowed.
using handler = std::function<void(std::string_view type, value const& payload, std::string_view source)>;

void enable() noexcept;
void disable() noexcept;
bool enabled() noexcept;

/// Adds a handler behind those there are; gives what `remove_handler` takes.
std::uint64_t add_handler(handler h);
/// When this returns the handler does not run any more, unless it was called by a handler.
void remove_handler(std::uint64_t id) noexcept;

/// Delivers an event, while recording is on; for programs with events of their own to tell of.
void record(std::string_view type, value const& payload, std::string_view source) noexcept;

}  // namespace coaws::history
