// How waiting fails (WAIT-03, WAIT-04).
#pragma once

#include <coaws/base/errors_paging.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace coaws {

/// Why a waiter gave up.
enum class waiter_failure_kind : std::uint8_t {
    max_attempts,      ///< polled as often as allowed
    terminal_failure,  ///< the resource is in a state from which it won't get to the wanted one
    unexpected_error   ///< the service answered with an error that the waiter does not know
};

/// `max_attempts`, `terminal_failure` or `unexpected_error`.
std::string_view to_string(waiter_failure_kind kind) noexcept;

/// The waiter_error that `wait_until` throws: with the kind of failure and the response that brought it
/// about. Cheap to copy: the response is shared. Thread-safety: immutable after construction.
class waiter_failure : public error_kind<waiter_failure, waiter_error> {
  public:
    static constexpr std::string_view type_name = "WaiterError";

    waiter_failure(std::string const& name, std::string const& reason, waiter_failure_kind kind,
                   value last_response);

    waiter_failure_kind kind() const noexcept { return kind_; }
    /// The last response, that of a service error included. Lives as long as the error.
    value const& last_response() const noexcept { return *last_response_; }

  private:
    waiter_failure_kind kind_;
    std::shared_ptr<value const> last_response_;
};

}  // namespace coaws
