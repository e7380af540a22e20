#include "credentials/refresh_fsm.hpp"

#include <doctest/doctest.h>
#include <coaws/base/errors_credentials.hpp>

#include <string>

using namespace coaws;
using enum refresh_action;

namespace {

timestamp const start = *parse_timestamp("2024-05-06T07:00:00Z");

timestamp minutes(int count) { return start + std::chrono::minutes(count); }

/// Something named by a letter that expires so many minutes after the start; 0: never.
refreshable keys(std::string name, int expires, bool fresh = true) {
    refreshable made;
    if (!name.empty()) made.item = std::make_shared<std::string const>(std::move(name));
    if (expires != 0) made.expires = minutes(expires);
    made.fresh = fresh;
    return made;
}

std::string name_of(flight_result const& result) {
    return result.item == nullptr ? "none" : *static_cast<std::string const*>(result.item.get());
}

std::exception_ptr failure() { return std::make_exception_ptr(no_credentials_error()); }

/// A machine that holds keys which expire an hour after the start.
refresh_fsm with_keys() {
    refresh_fsm fsm;
    fsm.ask(start);
    fsm.searched(keys("A", 60, false), start);
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
    auto const result = fsm.searched(keys("A", 0, false), start);
    CHECK(result.final);
    CHECK(name_of(result) == "A");
    CHECK(fsm.ask(start) == use_current);
    CHECK(fsm.ask(minutes(1000000)) == use_current);
}

TEST_CASE("a search that finds nothing is remembered for a minute, one that fails is not") {
    refresh_fsm fsm;
    fsm.ask(start);
    CHECK(name_of(fsm.searched(refreshable(), start)) == "none");
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
    CHECK(name_of(fsm.refreshed(keys("B", 120), minutes(51))) == "B");
    CHECK(fsm.ask(minutes(51)) == use_current);
}

TEST_CASE("a failed advisory refresh keeps the keys and is not repeated at once") {
    auto fsm = with_keys();
    CHECK(fsm.ask(minutes(46)) == refresh);
    auto const result = fsm.refresh_failed(failure(), minutes(46));
    CHECK(result.final);
    CHECK_FALSE(result.error);
    CHECK(name_of(result) == "A");
    CHECK(fsm.ask(minutes(46)) == use_current);
    CHECK(fsm.ask(minutes(47)) == refresh);
    CHECK(name_of(fsm.refresh_failed(failure(), minutes(47))) == "A");
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
    CHECK(error_of(fsm.refresh_failed(failure(), minutes(55))) == "Unable to locate credentials");
    CHECK(fsm.ask(minutes(55)) == refresh);
    CHECK(fsm.refreshed(keys("B", 56), minutes(55)).final);
}

TEST_CASE("what has been refused is fetched anew, past all caches, and everyone waits for it") {
    auto fsm = with_keys();
    auto const old = fsm.current();
    CHECK(fsm.invalidate(old.get(), minutes(1)));
    // The others who were refused agree.
    CHECK(fsm.invalidate(old.get(), minutes(1)));
    CHECK(fsm.ask(minutes(1)) == renew);
    CHECK(fsm.ask(minutes(1)) == join);
    CHECK(error_of(fsm.refresh_failed(failure(), minutes(1))) == "Unable to locate credentials");
    CHECK(fsm.ask(minutes(1)) == renew);
    CHECK(name_of(fsm.refreshed(keys("B", 90), minutes(1))) == "B");
    CHECK(fsm.ask(minutes(1)) == use_current);
    // Late news about the old one is no news.
    CHECK(fsm.invalidate(old.get(), minutes(1)));
    CHECK(fsm.ask(minutes(1)) == use_current);
}

TEST_CASE("refusals are believed once a minute, and never of what does not expire") {
    auto fsm = with_keys();
    CHECK(fsm.invalidate(fsm.current().get(), start));
    CHECK(fsm.ask(start) == renew);
    fsm.refreshed(keys("B", 60), start);
    CHECK_FALSE(fsm.invalidate(fsm.current().get(), start));
    CHECK(fsm.ask(start) == use_current);
    CHECK(fsm.invalidate(fsm.current().get(), minutes(1)));
    refresh_fsm forever;
    forever.ask(start);
    forever.searched(keys("A", 0), start);
    CHECK_FALSE(forever.invalidate(forever.current().get(), start));
    CHECK(forever.ask(start) == use_current);
}

TEST_CASE(
    "who is refused while an advisory refresh is in the air waits for it, and asks again when it fails") {
    auto fsm = with_keys();
    CHECK(fsm.ask(minutes(46)) == refresh);
    CHECK(fsm.ask(minutes(46)) == use_current);
    CHECK(fsm.invalidate(fsm.current().get(), minutes(46)));
    CHECK(fsm.ask(minutes(46)) == join);
    CHECK_FALSE(fsm.refresh_failed(failure(), minutes(46)).final);
    CHECK(fsm.ask(minutes(46)) == renew);
}

TEST_CASE("a token is asked for at most once a minute, whatever comes of it") {
    refresh_fsm fsm(refresh_windows(), true);
    CHECK(fsm.ask(start) == search);
    CHECK(error_of(fsm.search_failed(failure())) == "Unable to locate credentials");
    CHECK(fsm.ask(start) == search);
    CHECK(fsm.searched(keys("A", 2), start).final);
    CHECK(fsm.ask(start) == use_current);
    CHECK(fsm.ask(minutes(1)) == refresh);
    CHECK(fsm.refresh_failed(failure(), minutes(1)).error);
    CHECK(fsm.ask(minutes(1)) == use_current);
    CHECK(fsm.ask(minutes(2)) == refresh);
    fsm.refreshed(keys("B", 3), minutes(2));
    CHECK(fsm.ask(minutes(2)) == use_current);
    CHECK(fsm.ask(minutes(3)) == refresh);
}

TEST_CASE("keys that a search finds near their expiry are refreshed at once, unless they are fresh") {
    refresh_fsm fsm;
    fsm.ask(minutes(50));
    CHECK_FALSE(fsm.searched(keys("A", 60, false), minutes(50)).final);
    refresh_fsm other;
    other.ask(minutes(50));
    CHECK(other.searched(keys("A", 60), minutes(50)).final);
}

TEST_CASE("an abandoned flight is started anew") {
    refresh_fsm fsm;
    CHECK(fsm.ask(start) == search);
    fsm.abandoned();
    CHECK(fsm.ask(start) == search);
}
