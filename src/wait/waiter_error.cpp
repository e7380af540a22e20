// How waiting fails (WAIT-03, WAIT-04).
#include <coaws/wait/waiter_error.hpp>

namespace coaws {

std::string_view to_string(waiter_failure_kind kind) noexcept {
    switch (kind) {
        case waiter_failure_kind::max_attempts:
            return "max_attempts";
        case waiter_failure_kind::terminal_failure:
            return "terminal_failure";
        case waiter_failure_kind::unexpected_error:
            break;
    }
    return "unexpected_error";
}

waiter_failure::waiter_failure(std::string const& name, std::string const& reason, waiter_failure_kind kind,
                               value last_response)
    : error_kind(name, reason),
      kind_(kind),
      last_response_(std::make_shared<value const>(std::move(last_response))) {}

}  // namespace coaws
