// Decides when credentials are used, waited for or fetched (CRED-11…13). No clock, no lock, no I/O.
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/credentials/identity_source.hpp>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>

namespace coaws {

/// What a caller has to do.
enum class refresh_action : std::uint8_t {
    use_current,    ///< take the credentials in hand
    report_absent,  ///< a recent search found nothing
    join,           ///< wait for the flight in the air
    search,         ///< walk the chain; a flight is in the air from now on
    refresh,        ///< ask the provider in hand again; a flight is in the air from now on
};

/// What the end of a flight means for those who waited.
struct flight_result {
    std::shared_ptr<credentials const> keys;  ///< null: there are none
    std::exception_ptr error;                 ///< thrown to every waiter
    /// The keys are final for this question; else the waiter asks again, as after a search that found keys
    /// near their expiry or an advisory refresh that failed.
    bool final = true;

    flight_result() = default;
};

/// The state of a set of credentials. Not thread-safe: its owner holds a lock around each call.
class refresh_fsm {
  public:
    explicit refresh_fsm(refresh_windows windows = {}) : windows_(windows) {}

    /// A caller wants credentials.
    refresh_action ask(timestamp now);
    /// Credentials in hand, or null.
    std::shared_ptr<credentials const> const& current() const noexcept { return current_; }

    /// The search ended. `fresh` as credential_provider::fresh_on_load.
    flight_result searched(std::optional<credentials> found, bool fresh, timestamp now);
    flight_result search_failed(std::exception_ptr error);
    /// The refresh ended with what the provider gave, or with nothing.
    flight_result refreshed(std::optional<credentials> found, timestamp now);
    flight_result refresh_failed(std::exception_ptr error, timestamp now);
    /// The flight was destroyed half-way: the next caller starts another.
    void abandoned() noexcept { in_flight_ = false; }

  private:
    bool expires_within(timestamp now, std::chrono::seconds window) const;

    refresh_windows windows_;
    std::shared_ptr<credentials const> current_;
    std::optional<timestamp> absent_until_;
    std::optional<timestamp> quiet_until_;
    bool in_flight_ = false;
    bool mandatory_ = false;
};

}  // namespace coaws
