// The root of all event payloads.
#pragma once

#include <string_view>

namespace coaws {

/// What every payload knows: the full name it was emitted under, e.g. `before-send.s3.PutObject`.
///
/// A payload is a struct per event. It has `static constexpr std::string_view event_name`, the first part of
/// the names it goes with, and `using answer`, the type a handler may return (void where answers are
/// ignored). Payloads refer to data of the running operation: they are valid during the handler (for a
/// coroutine handler, until it completes), never after.
struct event {
    std::string_view name;

    using answer = void;

    explicit event(std::string_view full_name) noexcept : name(full_name) {}
    event(event const&) = delete;
    event& operator=(event const&) = delete;
};

}  // namespace coaws
