// The decisions about using, joining and fetching.
#include "credentials/refresh_fsm.hpp"

#include <coaws/base/log.hpp>

namespace coaws {

bool refresh_fsm::expires_within(timestamp now, std::chrono::seconds window) const {
    return current_.expires && *current_.expires - now < window;
}

refresh_action refresh_fsm::ask(timestamp now) {
    if (current_.item == nullptr) {
        if (absent_until_ && now < *absent_until_) return refresh_action::report_absent;
        if (in_flight_) return refresh_action::join;
        in_flight_ = true;
        return refresh_action::search;
    }
    if (!refused_ && !expires_within(now, windows_.advisory)) return refresh_action::use_current;
    bool const mandatory = refused_ || expires_within(now, windows_.mandatory);
    if (in_flight_) return mandatory ? refresh_action::join : refresh_action::use_current;
    if ((!mandatory || pause_always_) && is_quiet(now)) return refresh_action::use_current;
    in_flight_ = true;
    mandatory_ = mandatory;
    if (pause_always_) quiet_until_ = now + windows_.retry_pause;
    return refused_ ? refresh_action::renew : refresh_action::refresh;
}

flight_result refresh_fsm::searched(refreshable found, timestamp now) {
    in_flight_ = false;
    flight_result result;
    if (found.item == nullptr) {
        absent_until_ = now + windows_.absent;
        return result;
    }
    absent_until_.reset();
    current_ = std::move(found);
    result.item = current_.item;
    result.final = current_.fresh || !expires_within(now, windows_.advisory);
    if (pause_always_) quiet_until_ = now + windows_.retry_pause;
    return result;
}

flight_result refresh_fsm::search_failed(std::exception_ptr error) {
    in_flight_ = false;
    flight_result result;
    result.error = std::move(error);
    return result;
}

flight_result refresh_fsm::refreshed(refreshable found, timestamp) {
    in_flight_ = false;
    refused_ = false;
    if (!pause_always_) quiet_until_.reset();
    current_ = std::move(found);
    flight_result result;
    result.item = current_.item;
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
    result.item = current_.item;
    // Who waited because little time was left, or because these were refused, must not go on with them.
    result.final = !refused_ && !expires_within(now, windows_.mandatory);
    return result;
}

bool refresh_fsm::invalidate(void const* used, timestamp now) {
    if (current_.item.get() != used) return true;
    if (refused_) return true;
    if (!current_.expires || (trusted_until_ && now < *trusted_until_)) return false;
    trusted_until_ = now + windows_.retry_pause;
    refused_ = true;
    return true;
}

}  // namespace coaws
