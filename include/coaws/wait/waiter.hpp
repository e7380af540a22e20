// Waiting until a resource is in a state (WAIT-01…06).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/base/json.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws {

namespace asio = boost::asio;

/// How often and how long to poll; unset values come from the service's data.
class waiter_config {
  public:
    waiter_config() = default;

    /// Pause between two polls.
    waiter_config& with_delay(std::chrono::nanoseconds pause) & {
        delay = pause;
        return *this;
    }
    waiter_config&& with_delay(std::chrono::nanoseconds pause) && { return std::move(with_delay(pause)); }
    /// Polls at most; a number below 1 still makes one poll.
    waiter_config& with_max_attempts(std::int64_t count) & {
        max_attempts = count;
        return *this;
    }
    waiter_config&& with_max_attempts(std::int64_t count) && { return std::move(with_max_attempts(count)); }

    std::optional<std::chrono::nanoseconds> delay;
    std::optional<std::int64_t> max_attempts;
};

/// What the service's data says of a waiter (WAIT-06).
struct waiter_info {
    std::string name;       ///< CamelCase
    std::string operation;  ///< polled; CamelCase
    std::string description;
    std::chrono::nanoseconds delay{};
    std::int64_t max_attempts = 0;

    waiter_info() = default;
};

/// The `waiters-2` document of a service, compiled: matchers and their expressions are parsed once.
/// Immutable, thread-safe.
class waiter_model {
  public:
    /// Throws waiter_config_error for a version other than 2 and for a document without waiters. A malformed
    /// entry (an unknown matcher, say) fails when it is used, and leaves the other waiters usable.
    static std::shared_ptr<waiter_model const> compile(json::document const& config);
    ~waiter_model();

    /// CamelCase names, as in the data.
    std::vector<std::string> const& names() const noexcept;
    /// A waiter by its CamelCase or snake_case name. Throws value_error ("Waiter does not exist: …"), and
    /// waiter_config_error or jmespath_error when its entry is malformed. Lives as long as the model.
    waiter_info const& info(std::string_view name) const;

    struct impl;
    explicit waiter_model(std::unique_ptr<impl const> i);
    impl const& details() const noexcept { return *impl_; }

  private:
    std::unique_ptr<impl const> impl_;
};

/// Polls until the waiter (CamelCase or snake_case) succeeds; gives the last response. Throws value_error
/// ("Waiter does not exist: …"), waiter_failure (coaws/wait/waiter_error.hpp) with the reason and the last
/// response, what `waiter_model::info` throws, and whatever the operation throws but service errors
/// (WAIT-04). Sleeps through the invoker's clock. Cancellation: at every await.
asio::awaitable<value> wait_until(std::shared_ptr<pipeline::invoker const> invoker,
                                  std::shared_ptr<waiter_model const> model, std::string waiter, value params,
                                  waiter_config config);

}  // namespace coaws
