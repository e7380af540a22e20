// Pages and waiters through a client: its models, its events, its clock.
#include "../session/session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/client.hpp>
#include <coaws/error.hpp>
#include <coaws/wait/waiter_error.hpp>
#include <string>
#include <vector>

using namespace coaws;
using namespace std::chrono_literals;
using testing_support::session_fixture;

namespace {

asio::awaitable<std::vector<std::string>> ids_of(async_generator<value> pages) {
    std::vector<std::string> ids;
    while (auto page = co_await pages.next())
        for (auto const& one : page->at("Parcels").as_list()) ids.push_back(one.at("ParcelId").as_string());
    co_return ids;
}

/// Two pages of three parcels.
void script_pages(session_fixture& f) {
    f.world.http->reply(200, R"({"Parcels": [{"ParcelId": "p-1"}, {"ParcelId": "p-2"}], "NextToken": "t"})");
    f.world.http->reply(200, R"({"Parcels": [{"ParcelId": "p-3"}]})");
}

asio::awaitable<void> first_of(async_generator<value>& pages, value& page) {
    auto got = co_await pages.next();
    page = got ? std::move(*got) : value();
}

}  // namespace

TEST_CASE("pages are fetched one by one as they are asked for") {
    session_fixture f;
    script_pages(f);
    auto const parcels = f.client();
    auto pages = parcels.paginate("ListParcels", args("MaxResults", 2));
    CHECK(f.world.http->requests.empty());
    value page;
    f.run(first_of(pages, page));
    CHECK(page.at("Parcels").size() == 2);
    CHECK(f.world.http->requests.size() == 1);
    auto const rest = f.run(ids_of(std::move(pages)));
    CHECK(rest == std::vector<std::string>{"p-3"});
    REQUIRE(f.world.http->requests.size() == 2);
    CHECK(f.world.http->requests[1].body.in_memory().value() == R"({"MaxResults": 2, "NextToken": "t"})");
}

TEST_CASE("a page generator outlives its client") {
    session_fixture f;
    script_pages(f);
    auto pages = f.client().paginate("list_parcels");
    CHECK(f.run(ids_of(std::move(pages))) == std::vector<std::string>{"p-1", "p-2", "p-3"});
}

TEST_CASE("an operation without pages is named") {
    session_fixture f;
    auto const parcels = f.client();
    CHECK(f.run(parcels.can_paginate("list_parcels")));
    CHECK(!f.run(parcels.can_paginate("SendParcel")));
    CHECK_THROWS_AS(f.run(parcels.can_paginate("SendPigeon")), operation_not_found_error);
    CHECK_THROWS_AS(f.run(ids_of(parcels.paginate("SendParcel"))), operation_not_pageable_error);
    CHECK(!f.run(f.client({}, "orchard").can_paginate("GetTree")));
    CHECK_THROWS_AS(f.run(ids_of(f.client({}, "orchard").paginate("GetTree"))), operation_not_pageable_error);
}

TEST_CASE("a failing page ends the sequence with the call's error") {
    session_fixture f;
    auto const parcels = f.client();
    f.world.http->reply(200, R"({"Parcels": [{"ParcelId": "p-1"}], "NextToken": "t"})");
    f.world.http->reply(400, R"({"__type": "x#ParcelLost"})");
    auto pages = parcels.paginate("ListParcels");
    value page;
    f.run(first_of(pages, page));
    CHECK_THROWS_AS(f.run(first_of(pages, page)), client_error);
    f.run(first_of(pages, page));
    CHECK(page.is_null());
}

TEST_CASE("all pages become one result, and a run can be resumed") {
    session_fixture f;
    script_pages(f);
    auto const lists = f.client().get_paginator("ListParcels");
    auto run = lists.paginate();
    auto const all = f.run(run.build_full_result());
    CHECK(all.at("Parcels").size() == 3);
    script_pages(f);
    auto part = lists.paginate(args(), pagination_config().with_max_items(1));
    auto const one = f.run(part.build_full_result());
    CHECK(one.at("Parcels").size() == 1);
    REQUIRE(part.resume_token());
    CHECK(one.at("NextToken").as_string() == *part.resume_token());
}

TEST_CASE("a waiter polls with the client's clock until its condition holds") {
    session_fixture f;
    auto const parcels = f.client();
    f.world.http->reply(200, R"({"Insured": false})");
    f.world.http->reply(200, R"({"Insured": false})");
    f.world.http->reply(200, R"({"Insured": true, "ParcelId": "p-1"})");
    auto const last = f.run(parcels.wait("parcel_sent", args("ParcelId", "abc")));
    CHECK(last.at("ParcelId").as_string() == "p-1");
    CHECK(f.world.clock->sleeps() == std::vector<double>{5, 5});
    CHECK(f.world.http->requests[0].url.host() == "abc.track.parcels.eu-west-1.example.com");
    CHECK(f.run(parcels.waiter_names()) == std::vector<std::string>{"parcel_sent"});
    CHECK(f.run(f.client({}, "orchard").waiter_names()).empty());
}

TEST_CASE("a waiter gives up as its data and the caller say") {
    session_fixture f;
    auto const parcels = f.client();
    for (int i = 0; i < 2; ++i) f.world.http->reply(200, R"({"Insured": false})");
    auto const brief = waiter_config().with_delay(1s).with_max_attempts(2);
    try {
        f.run(parcels.wait("ParcelSent", args("ParcelId", "abc"), brief));
        FAIL("nothing was thrown");
    } catch (waiter_failure const& e) {
        CHECK(e.kind() == waiter_failure_kind::max_attempts);
    }
    CHECK(f.world.clock->sleeps() == std::vector<double>{1});
    f.world.http->reply(400, R"({"__type": "x#ParcelLost"})");
    try {
        f.run(parcels.wait("ParcelSent", args("ParcelId", "abc")));
        FAIL("nothing was thrown");
    } catch (waiter_error const& e) {
        CHECK(std::string(e.what()).find("ParcelSent") != std::string::npos);
    }
    CHECK_THROWS_AS(f.run(parcels.wait("nothing_such")), value_error);
    CHECK_THROWS_AS(f.run(f.client({}, "orchard").wait("nothing_such")), value_error);
}
