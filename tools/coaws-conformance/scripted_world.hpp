// The world of a case: everything that a result depends on comes from the request.
#pragma once

#include <coaws/pipeline/ports.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <vector>

#include "scripted_transport.hpp"

namespace coaws::conformance {

class driver;

/// A clock that stands still but for the sleeps.
class scripted_clock final : public pipeline::clock {
  public:
    explicit scripted_clock(timestamp start) : now_(start) {}

    timestamp now() const override { return now_; }
    asio::awaitable<void> sleep(std::chrono::nanoseconds duration) override;
    /// Lets time pass without a sleep.
    void advance(std::chrono::nanoseconds duration);
    /// Every sleep, in seconds.
    value_list const& sleeps() const noexcept { return sleeps_; }

  private:
    timestamp now_;
    std::chrono::nanoseconds rest_{};  ///< what a timestamp is too coarse for
    value_list sleeps_;
};

/// The ports of a case.
struct scripted_world {
    std::shared_ptr<scripted_transport> transport;
    std::shared_ptr<scripted_clock> clock;
    std::shared_ptr<pipeline::randomness> randomness;
    std::shared_ptr<pipeline::environment> environment;
    std::shared_ptr<pipeline::files> files;
    std::shared_ptr<pipeline::processes> processes;

    /// From the fields `now`, `uuid`, `random`, `env`, `files` and `transport` of a request.
    scripted_world(driver& shared, value const& request);
    pipeline::world ports() const;
    /// Adds `requests` and `sleeps` to an answer.
    void report(value_map& answer) const;
};

}  // namespace coaws::conformance
