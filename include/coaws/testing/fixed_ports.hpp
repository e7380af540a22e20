// Ports that leave nothing to chance: a clock that only sleeping moves, randomness and keys that are given.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/auth/credentials.hpp>
#include <coaws/base/time.hpp>
#include <coaws/pipeline/ports.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace coaws::testing {

/// 2024-05-06T07:08:09Z, where test clocks start.
inline constexpr timestamp usual_start = timestamp(std::chrono::seconds(1714979289));

/// A clock that stands still until somebody sleeps. A sleep ends at once and moves the clock on by its
/// length: sleeps that would overlap add up. Thread-safe.
class manual_clock final : public pipeline::clock {
  public:
    explicit manual_clock(timestamp start = usual_start) : now_(start) {}

    timestamp now() const override;
    std::chrono::steady_clock::time_point ticks() const override;
    boost::asio::awaitable<void> sleep(std::chrono::nanoseconds duration) override;

    /// Lets time pass without a sleep.
    void advance(std::chrono::nanoseconds duration);
    /// The sum of all sleeps.
    std::chrono::nanoseconds slept() const;
    /// Every sleep so far, in seconds.
    std::vector<double> sleeps() const;

  private:
    void move(std::chrono::nanoseconds duration);

    mutable std::mutex guard_;
    timestamp now_;                                 // under guard_, as what follows
    std::chrono::nanoseconds rest_{};               // what a timestamp is too coarse for
    std::vector<std::chrono::nanoseconds> sleeps_;  // in order
};

/// Datagrams that go nowhere but into a list. Thread-safe but for reading the list.
class recorded_datagrams final : public pipeline::datagrams {
  public:
    struct datagram {
        std::string host;
        std::uint16_t port = 0;
        std::string bytes;

        datagram() = default;
    };

    boost::asio::awaitable<void> send(std::string host, std::uint16_t port, std::string bytes) override;

    std::vector<datagram> sent;  ///< in order

  private:
    std::mutex guard_;
};

/// The same draw and the same UUID each time. Thread-safe.
class fixed_randomness final : public pipeline::randomness {
  public:
    /// `draw` in [0, 1).
    explicit fixed_randomness(double draw = 0.5, std::string uuid = "11111111-2222-4333-8444-555555555555")
        : draw_(draw), uuid_(std::move(uuid)) {}
    double uniform() override { return draw_; }
    std::string uuid4() override { return uuid_; }

  private:
    double draw_;
    std::string uuid_;
};

/// Credentials that never change, or none (null). Thread-safe.
class fixed_identity final : public pipeline::identity_source {
  public:
    explicit fixed_identity(std::shared_ptr<credentials const> keys) : keys_(std::move(keys)) {}
    boost::asio::awaitable<std::shared_ptr<credentials const>> resolve() override { co_return keys_; }

  private:
    std::shared_ptr<credentials const> keys_;
};

}  // namespace coaws::testing
