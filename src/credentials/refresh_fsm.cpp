// The decisions about using, joining and fetching.
#include "credentials/refresh_fsm.hpp"

#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/log.hpp>

namespace coaws {

bool refresh_fsm::expires_within(timestamp now, std::chrono::seconds window) const {
    return current_->expires() && *current_->expires() - now < window;
}

refresh_action refresh_fsm::ask(timestamp now) {
    if (current_ == nullptr) {
        if (absent_until_ && now < *absent_until_) return refresh_action::report_absent;
        if (in_flight_) return refresh_action::join;
        in_flight_ = true;
        return refresh_action::search;
    }
    if (!expires_within(now, windows_.advisory)) return refresh_action::use_current;
    bool const mandatory = expires_within(now, windows_.mandatory);
    if (in_flight_) return mandatory ? refresh_action::join : refresh_action::use_current;
    if (!mandatory && quiet_until_ && now < *quiet_until_) return refresh_action::use_current;
    in_flight_ = true;
    mandatory_ = mandatory;
    return refresh_action::refresh;
}

flight_result refresh_fsm::searched(std::optional<credentials> found, bool fresh, timestamp now) {
    in_flight_ = false;
    flight_result result;
    if (!found) {
        absent_until_ = now + windows_.absent;
        return result;
    }
    absent_until_.reset();
    current_ = std::make_shared<credentials const>(std::move(*found));
    result.keys = current_;
    result.final = fresh || !expires_within(now, windows_.advisory);
    return result;
}

flight_result refresh_fsm::search_failed(std::exception_ptr error) {
    in_flight_ = false;
    flight_result result;
    result.error = std::move(error);
    return result;
}

flight_result refresh_fsm::refreshed(std::optional<credentials> found, timestamp now) {
    if (!found) {
        auto const failure =
            credential_retrieval_error(current_->method(),
                                       "Credential refresh failed, response did not contain: access_key, "
                                       "secret_key, token, expiry_time");
        return refresh_failed(std::make_exception_ptr(failure), now);
    }
    if (found->expires() && *found->expires() <= now) {
        auto const failure = credential_retrieval_error(
            current_->method(),
            "Credentials were refreshed, but the refreshed credentials are still expired.");
        return refresh_failed(std::make_exception_ptr(failure), now);
    }
    in_flight_ = false;
    quiet_until_.reset();
    current_ = std::make_shared<credentials const>(std::move(*found));
    flight_result result;
    result.keys = current_;
    return result;
}

flight_result refresh_fsm::refresh_failed(std::exception_ptr error, timestamp now) {
    in_flight_ = false;
    log::write(log::level::warning, "coaws.credentials",
               mandatory_ ? "Refreshing temporary credentials failed during mandatory refresh period."
                          : "Refreshing temporary credentials failed during advisory refresh period.");
    flight_result result;
    if (mandatory_) {
        result.error = std::move(error);
        return result;
    }
    quiet_until_ = now + windows_.retry_pause;
    result.keys = current_;
    // Who waited because little time was left must not go on with these.
    result.final = !expires_within(now, windows_.mandatory);
    return result;
}

}  // namespace coaws
