// Decides when something that expires is used, waited for or fetched (CRED-11…13, CRED-53). No clock, no
// lock, no I/O.
#pragma once

#include <chrono>
#include <coaws/base/time.hpp>
#include <coaws/credentials/identity_source.hpp>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>

namespace coaws {

/// Credentials or a token, and the end of their life.
struct refreshable {
    std::shared_ptr<void const> item;  ///< null: there are none
    std::optional<timestamp> expires;
    /// The source has just been asked for it, so that asking again at once makes no sense (CRED-14).
    bool fresh = true;

    refreshable() = default;
};

/// What a caller has to do.
enum class refresh_action : std::uint8_t {
    use_current,    ///< take what is in hand
    report_absent,  ///< a recent search found nothing
    join,           ///< wait for the flight in the air
    search,         ///< look for a source; a flight is in the air from now on
    refresh,        ///< ask the source in hand again; a flight is in the air from now on
    renew,          ///< as refresh, and past all caches: what is in hand has been refused
};

/// What the end of a flight means for those who waited.
struct flight_result {
    std::shared_ptr<void const> item;  ///< null: there is none
    std::exception_ptr error;          ///< thrown to every waiter
    /// The item is final for this question; else the waiter asks again, as after a search that found
    /// something near its expiry or an advisory refresh that failed.
    bool final = true;

    flight_result() = default;
};

/// The state of something that is kept. Not thread-safe: its owner holds a lock around each call.
class refresh_fsm {
  public:
    /// With `pause_always` nothing is fetched within `windows.retry_pause` of the last attempt, as long as
    /// there is something in hand (CRED-53).
    explicit refresh_fsm(refresh_windows windows = {}, bool pause_always = false)
        : windows_(windows), pause_always_(pause_always) {}

    refresh_action ask(timestamp now);
    /// What is in hand, or null.
    std::shared_ptr<void const> const& current() const noexcept { return current_.item; }

    /// The search ended; it may have found nothing.
    flight_result searched(refreshable found, timestamp now);
    flight_result search_failed(std::exception_ptr error);
    /// The refresh ended with something that has not expired.
    flight_result refreshed(refreshable found, timestamp now);
    flight_result refresh_failed(std::exception_ptr error, timestamp now);
    /// The flight was given up half-way: the next caller starts another.
    void abandoned() noexcept { in_flight_ = false; }
    /// `used` has been refused as expired. True when the next question leads to something else: it has been
    /// replaced already, or will be fetched anew. That happens at most once in `windows.retry_pause`.
    bool invalidate(void const* used, timestamp now);

  private:
    bool expires_within(timestamp now, std::chrono::seconds window) const;
    bool is_quiet(timestamp now) const { return quiet_until_ && now < *quiet_until_; }

    refresh_windows windows_;
    bool pause_always_;
    refreshable current_;
    std::optional<timestamp> absent_until_;
    std::optional<timestamp> quiet_until_;
    std::optional<timestamp> trusted_until_;  ///< a refusal is not believed before
    bool in_flight_ = false;
    bool mandatory_ = false;
    bool refused_ = false;
};

}  // namespace coaws
