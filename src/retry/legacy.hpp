// The data-driven retry mode (RETRY-10…13).
#pragma once

#include <coaws/retry/strategy.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace coaws::retry {

/// One policy of the retry data.
struct legacy_policy {
    std::optional<unsigned> status;
    std::string error_code;  ///< empty: any
    bool socket_errors = false;
    bool crc32_body = false;
};

class legacy_strategy final : public strategy {
  public:
    /// `retry_data` may be null: then nothing is tried again.
    legacy_strategy(strategy_options const& options, std::shared_ptr<json::document const> retry_data);

    retry::mode mode() const noexcept override { return retry::mode::legacy; }
    unsigned max_attempts() const noexcept override { return max_attempts_; }
    decision decide(attempt_view const& attempt, double random) override;
    void on_success(unsigned) override {}
    std::chrono::nanoseconds acquire(std::chrono::nanoseconds) override { return {}; }
    void observe(std::chrono::nanoseconds, bool) override {}

  private:
    json::view section(std::string_view name) const;
    void read_limits(json::view defaults);
    void read_policies();
    void add_policies(json::view policies, std::string const& operation);
    std::chrono::nanoseconds delay(unsigned attempts, double random) const;

    struct scoped_policy {
        std::string operation;  ///< empty: all operations
        legacy_policy policy;
    };

    std::shared_ptr<json::document const> data_;
    std::string endpoint_prefix_;
    std::once_flag read_;  ///< policies are read with the first decision
    std::vector<scoped_policy> policies_;
    unsigned max_attempts_ = 5;
    std::optional<double> base_;  ///< nothing: random
    double growth_factor_ = 2;
};

}  // namespace coaws::retry
