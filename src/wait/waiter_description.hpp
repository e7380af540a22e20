// A waiter as its service describes it, and all of them together (WAIT-01).
#pragma once

#include <coaws/base/error.hpp>
#include <coaws/wait/waiter.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "wait/acceptor.hpp"

namespace coaws {
namespace wait {

/// One entry of `waiters-2`. Immutable.
struct waiter_description {
    waiter_info info;
    std::string snake_name;
    std::vector<acceptor> acceptors;
    std::shared_ptr<error const> failure;  ///< why the entry can't be used; null when it can

    waiter_description() = default;
};

}  // namespace wait

struct waiter_model::impl {
    std::vector<std::string> names;
    std::vector<wait::waiter_description> waiters;  ///< in the order of the names

    /// By CamelCase or snake_case name. Throws value_error when there is none, and what is wrong with the
    /// entry.
    wait::waiter_description const& at(std::string_view name) const;
};

}  // namespace coaws
