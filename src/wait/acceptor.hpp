// What a waiter makes of a response (WAIT-02, WAIT-05).
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/value/jmespath.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::wait {

/// What a matching acceptor says of the resource.
enum class acceptor_state : std::uint8_t { success, failure, retry };

/// Whether a response is an error as waiters understand it: `Error` is a map that has a `Code`.
bool is_error_response(value const& response) noexcept;

/// One acceptor of a waiter, compiled. Immutable, thread-safe.
class acceptor {
  public:
    /// Throws waiter_config_error for an unknown matcher or state and for missing parts, jmespath_error for a
    /// malformed expression.
    explicit acceptor(json::view entry);

    acceptor_state state() const noexcept { return state_; }
    /// Whether the response is what the acceptor looks for. Throws jmespath_error where the expression calls
    /// a function on what it can't take.
    bool matches(value const& response) const;
    /// botocore's sentence about what was matched.
    std::string explanation() const;

  private:
    enum class matcher : std::uint8_t { path, path_all, path_any, status, error };

    static matcher matcher_named(std::string_view name);
    bool matches_path(value const& response) const;
    bool matches_error(value const& response) const;

    std::optional<jmespath::expression> expression_;
    std::string argument_;
    std::string expected_text_;
    value expected_;
    acceptor_state state_ = acceptor_state::retry;
    matcher matcher_ = matcher::path;
};

}  // namespace coaws::wait
