#include "credentials/refresh_fsm.hpp"

#include <doctest/doctest.h>
#include <coaws/base/errors_credentials.hpp>

#include <string>

using namespace coaws;
using enum refresh_action;

namespace {

timestamp const start = *parse_timestamp("2024-05-06T07:00:00Z");

timestamp minutes(int count) { return start + std::chrono::minutes(count); }

/// Keys named by a letter that expire so many minutes after the start; 0: never.
credentials keys(std::string name, int expires) {
    std::optional<timestamp> when;
    if (expires != 0) when = minutes(expires);
    return credentials(std::move(name), "S", {}, {}, "test", when);
}

std::exception_ptr failure() { return std::make_exception_ptr(no_credentials_error()); }

/// A machine that holds keys which expire an hour after the start.
refresh_fsm with_keys() {
    refresh_fsm fsm;
    fsm.ask(start);
    fsm.searched(keys("A", 60), false, start);
    return fsm;
}

std::string error_of(flight_result const& result) {
    try {
        if (result.error) std::rethrow_exception(result.error);
    } catch (error const& e) {
        return e.what();
    }
    return {};
}

}  // namespace

TEST_CASE("the first question starts a search, the others join it") {
    refresh_fsm fsm;
    CHECK(fsm.ask(start) == search);
    CHECK(fsm.ask(start) == join);
    auto const result = fsm.searched(keys("A", 0), false, start);
    CHECK(result.final);
    CHECK(result.keys->access_key() == "A");
    CHECK(fsm.ask(start) == use_current);
    CHECK(fsm.ask(minutes(1000000)) == use_current);
}

TEST_CASE("a search that finds nothing is remembered for a minute, one that fails is not") {
    refresh_fsm fsm;
    fsm.ask(start);
    CHECK(fsm.searched(std::nullopt, false, start).keys == nullptr);
    CHECK(fsm.ask(start) == report_absent);
    CHECK(fsm.ask(minutes(1)) == search);
    CHECK(error_of(fsm.search_failed(failure())) == "Unable to locate credentials");
    CHECK(fsm.ask(minutes(1)) == search);
}

TEST_CASE("with little time left one caller refreshes and the others go on; with less, all wait") {
    auto fsm = with_keys();
    CHECK(fsm.ask(minutes(45)) == use_current);
    CHECK(fsm.ask(minutes(46)) == refresh);
    CHECK(fsm.ask(minutes(46)) == use_current);
    CHECK(fsm.ask(minutes(51)) == join);
    CHECK(fsm.refreshed(keys("B", 120), minutes(51)).keys->access_key() == "B");
    CHECK(fsm.ask(minutes(51)) == use_current);
}

TEST_CASE("a failed advisory refresh keeps the keys and is not repeated at once") {
    auto fsm = with_keys();
    CHECK(fsm.ask(minutes(46)) == refresh);
    auto const result = fsm.refresh_failed(failure(), minutes(46));
    CHECK(result.final);
    CHECK_FALSE(result.error);
    CHECK(result.keys->access_key() == "A");
    CHECK(fsm.ask(minutes(46)) == use_current);
    CHECK(fsm.ask(minutes(47)) == refresh);
    // Nothing from the provider is a failure as well.
    CHECK(fsm.refreshed(std::nullopt, minutes(47)).keys->access_key() == "A");
    // Once time is short the pause no longer counts.
    CHECK(fsm.ask(minutes(51)) == refresh);
}

TEST_CASE("who joined because time is short asks again when an advisory refresh fails") {
    auto fsm = with_keys();
    CHECK(fsm.ask(minutes(49)) == refresh);
    CHECK(fsm.ask(minutes(51)) == join);
    CHECK_FALSE(fsm.refresh_failed(failure(), minutes(51)).final);
    CHECK(fsm.ask(minutes(51)) == refresh);
    CHECK(fsm.refresh_failed(failure(), minutes(51)).error);
}

TEST_CASE("a failed mandatory refresh is an error, and the next caller tries again") {
    auto fsm = with_keys();
    CHECK(fsm.ask(minutes(55)) == refresh);
    CHECK(error_of(fsm.refreshed(std::nullopt, minutes(55))) ==
          "Error when retrieving credentials from test: Credential refresh failed, response did not contain: "
          "access_key, "
          "secret_key, token, expiry_time");
    CHECK(fsm.ask(minutes(55)) == refresh);
    CHECK(error_of(fsm.refreshed(keys("B", 55), minutes(55))) ==
          "Error when retrieving credentials from test: Credentials were refreshed, but the refreshed "
          "credentials are "
          "still expired.");
    CHECK(fsm.ask(minutes(55)) == refresh);
    CHECK(fsm.refreshed(keys("B", 56), minutes(55)).final);
}

TEST_CASE("keys that a search finds near their expiry are refreshed at once, unless they are fresh") {
    refresh_fsm fsm;
    fsm.ask(minutes(50));
    CHECK_FALSE(fsm.searched(keys("A", 60), false, minutes(50)).final);
    refresh_fsm other;
    other.ask(minutes(50));
    CHECK(other.searched(keys("A", 60), true, minutes(50)).final);
}

TEST_CASE("an abandoned flight is started anew") {
    refresh_fsm fsm;
    CHECK(fsm.ask(start) == search);
    fsm.abandoned();
    CHECK(fsm.ask(start) == search);
}
