// Remembered endpoints of a client (EP-26).
#pragma once

#include <coaws/endpoint/rule_set.hpp>
#include <cstddef>
#include <memory>
#include <span>

namespace coaws::endpoint {

/// Keeps the most recently used results of one rule set by their parameter values. Errors are not kept.
/// Thread-safe; the rules are evaluated outside the lock.
class resolution_cache {
  public:
    /// `capacity` results are kept; 0 keeps none.
    explicit resolution_cache(std::shared_ptr<rule_set const> rules, std::size_t capacity = 100);
    ~resolution_cache();
    resolution_cache(resolution_cache const&) = delete;
    resolution_cache& operator=(resolution_cache const&) = delete;

    /// The endpoint for values in slot order, as rule_set::resolve gives it; throws what that throws.
    std::shared_ptr<endpoint const> resolve(std::span<parameter_value const> values_in_slot_order);

    /// Number of results kept.
    std::size_t size() const;

  private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

}  // namespace coaws::endpoint
