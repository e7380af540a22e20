// The state machine of endpoint discovery, failing at every step.
#include "customization/general/discovered_endpoints.hpp"

#include <doctest/doctest.h>

using namespace coaws;
using namespace std::chrono_literals;
using customization::discovered_endpoint;
using customization::discovered_endpoints;
using action = discovered_endpoints::action;

namespace {

timestamp const start = parse_timestamp("2024-05-06T07:08:09Z").value();

std::vector<discovered_endpoint> one(std::string address, timestamp expires) {
    discovered_endpoint d;
    d.address = std::move(address);
    d.expires = expires;
    return {d};
}

/// `use A`, `ask`, `without`, `give up`.
std::string text(discovered_endpoints::step const& s) {
    switch (s.action) {
        case action::use:
            return "use " + s.address;
        case action::ask:
            return "ask";
        case action::go_without:
            return "without";
        case action::give_up:
            return "give up";
    }
    return "?";
}

}  // namespace

TEST_CASE("an answer is good until it expires") {
    discovered_endpoints known;
    CHECK(text(known.begin("k", start, true)) == "ask");
    CHECK(text(known.answered("k", one("A", start + 60s), true)) == "use A");
    CHECK(text(known.begin("k", start + 59s, true)) == "use A");
    CHECK(text(known.begin("other", start + 59s, true)) == "ask");
    CHECK(text(known.begin("k", start + 60s, true)) == "ask");
    // Somebody asks already: the old answer will do until then.
    CHECK(text(known.begin("k", start + 60s, true)) == "use A");
    CHECK(text(known.answered("k", one("B", start + 90s), true)) == "use B");
    CHECK(text(known.begin("k", start + 60s, true)) == "use B");
}

TEST_CASE("the first endpoint that still holds is taken") {
    discovered_endpoints known;
    auto both = one("A", start + 10s);
    both.push_back(one("B", start + 20s).front());
    known.begin("k", start, false);
    CHECK(text(known.answered("k", both, false)) == "use A");
    CHECK(text(known.begin("k", start + 15s, false)) == "use B");
}

TEST_CASE("without an answer some operations go on, others give up") {
    for (bool const required : {false, true}) {
        CAPTURE(required);
        discovered_endpoints known;
        auto const none = required ? "give up" : "without";
        CHECK(text(known.begin("k", start, required)) == "ask");
        CHECK(text(known.failed("k", start, required)) == none);
        // For a minute nobody asks who has another way.
        CHECK(text(known.begin("k", start + 59s, required)) == (required ? "ask" : "without"));
        if (required) CHECK(text(known.failed("k", start + 59s, required)) == none);
        CHECK(text(known.begin("k", start + 120s, required)) == "ask");
        CHECK(text(known.answered("k", {}, required)) == none);
        CHECK(text(known.begin("k", start + 120s, required)) == "ask");
    }
}

TEST_CASE("an expired endpoint is better than none") {
    discovered_endpoints known;
    known.begin("k", start, true);
    known.answered("k", one("A", start), true);
    CHECK(text(known.begin("k", start, true)) == "ask");
    CHECK(text(known.failed("k", start, true)) == "use A");
    CHECK(text(known.begin("k", start + 59s, true)) == "use A");
    CHECK(text(known.begin("k", start + 60s, true)) == "ask");
}

TEST_CASE("a refused endpoint is forgotten, an abandoned question asked again") {
    discovered_endpoints known;
    known.forget("k");
    known.abandoned("k");
    known.begin("k", start, true);
    known.answered("k", one("A", start + 60s), true);
    known.forget("k");
    CHECK(text(known.begin("k", start, true)) == "ask");
    known.answered("k", one("A", start), true);
    CHECK(text(known.begin("k", start, true)) == "ask");
    known.abandoned("k");
    CHECK(text(known.begin("k", start, true)) == "ask");
}

TEST_CASE("keys are bounded") {
    discovered_endpoints known;
    known.begin("first", start, true);
    known.answered("first", one("A", start + 60s), true);
    for (int i = 0; i < 2000; ++i) known.begin(std::to_string(i), start, false);
    CHECK(text(known.begin("first", start, true)) == "ask");
}
