// Retry settings of a client (CFG-22).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace coaws {

/// How failed attempts are repeated.
enum class retry_mode : std::uint8_t { legacy, standard, adaptive };

/// The mode's name as configuration files write it.
std::string_view to_string(retry_mode mode) noexcept;
/// The mode of that exact name. Throws invalid_retry_mode_error.
retry_mode parse_retry_mode(std::string_view name);

/// Retry settings; what is not set comes from environment, files and the mode's own default.
class retry_config {
  public:
    retry_config() = default;

    retry_config& with_mode(retry_mode mode) & { return mode_ = mode, *this; }
    retry_config&& with_mode(retry_mode mode) && { return std::move(with_mode(mode)); }
    /// Repetitions after the first attempt, 0 for none. Loses to `with_total_max_attempts`. Throws
    /// invalid_max_retry_attempts_error when negative.
    retry_config& with_max_attempts(int retries) &;
    retry_config&& with_max_attempts(int retries) && { return std::move(with_max_attempts(retries)); }
    /// Attempts in all, at least 1. Throws invalid_max_retry_attempts_error.
    retry_config& with_total_max_attempts(int attempts) &;
    retry_config&& with_total_max_attempts(int attempts) && {
        return std::move(with_total_max_attempts(attempts));
    }

    std::optional<retry_mode> mode() const noexcept { return mode_; }
    /// Attempts in all, from whichever setter counts.
    std::optional<int> total_max_attempts() const noexcept;

  private:
    std::optional<retry_mode> mode_;
    std::optional<int> retries_;
    std::optional<int> total_;
};

}  // namespace coaws
