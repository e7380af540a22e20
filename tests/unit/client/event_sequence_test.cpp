// The events of calls, in order and by full name: what a handler of `*` saw in botocore 1.43.117 for the same
// calls of the same model over the same scripted exchanges.
#include "../session/session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/base/text.hpp>
#include <coaws/client.hpp>
#include <coaws/error.hpp>
#include <coaws/pipeline/getattr.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

using namespace coaws;
using namespace std::chrono_literals;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

using names = std::vector<std::string>;

constexpr auto parcel = R"({"Parcel": {"ParcelId": "p-1"}})";

// The legs of a call, as first parts of its events' names.
constexpr std::string_view built =
    "provide-client-params before-parameter-build before-endpoint-resolution before-call";
constexpr std::string_view signed_and_sent = "request-created choose-signer before-sign before-send";
constexpr std::string_view answered = "before-parse response-received needs-retry";
constexpr std::string_view not_answered = "response-received needs-retry";
constexpr std::string_view ended = "after-call";

/// The full names of an operation's events. Endpoints are looked for by service.
names of(std::string_view operation, std::initializer_list<std::string_view> legs) {
    names out;
    for (auto leg : legs)
        for (auto first : split(leg, ' ')) {
            auto name = std::string(first) + ".parcel-post";
            if (first != "before-endpoint-resolution") name.append(".").append(operation);
            out.push_back(std::move(name));
        }
    return out;
}

names operator+(names first, names const& then) {
    first.insert(first.end(), then.begin(), then.end());
    return first;
}

/// A client whose every event is noted, apart from the one that only coaws has.
struct watched : session_fixture {
    watched() {
        world.environment->set("AWS_RETRY_MODE", "standard");
        auto const from = make();
        from.events().on("*", [this](event& e) {
            if (!e.name.starts_with("planning-operation.")) seen.emplace_back(e.name);
        });
        parcels = run(from.client("parcels"));
        made = std::exchange(seen, {});
    }

    /// What the calls since the last time emitted.
    names take() { return std::exchange(seen, {}); }
    /// Makes a call that may fail.
    names call(value params = small_parcel()) {
        auto const out = run(parcels.try_call("SendParcel", std::move(params)));
        failed_with = out ? "" : std::string(out.error().type());
        return take();
    }

    coaws::client parcels;
    names made;  ///< while the client was made
    names seen;
    std::string failed_with;
};

asio::awaitable<int> count(async_generator<value> pages) {
    int n = 0;
    while (co_await pages.next()) ++n;
    co_return n;
}

}  // namespace

TEST_CASE("EVT-01 EVT-02 making a client is an event, and before that its service's name") {
    watched f;
    CHECK(f.made == names{"choose-service-name", "creating-client-class.parcel-post"});
}

TEST_CASE("EVT-06…EVT-17 the events of a call are those of the reference, in its order") {
    watched f;
    f.world.http->reply(200, parcel);
    CHECK(f.call() == of("SendParcel", {built, signed_and_sent, answered, ended}));
    f.world.http->reply(400, R"({"__type": "x#ParcelLost"})");
    CHECK(f.call() == of("SendParcel", {built, signed_and_sent, answered, ended}));
    CHECK(f.failed_with == "ClientError");
}

TEST_CASE("EVT-10…EVT-18 every attempt has its events; one without an answer is not parsed") {
    watched f;
    f.world.http->reply(503, "{}");
    f.world.http->fail(testing::http_failure::connect_timeout);
    f.world.http->reply(200, parcel);
    CHECK(f.call() == of("SendParcel", {built, signed_and_sent, answered, signed_and_sent, not_answered,
                                        signed_and_sent, answered, ended}));
    for (int i = 0; i < 3; ++i) f.world.http->fail(testing::http_failure::connect);
    CHECK(f.call() == of("SendParcel", {built, signed_and_sent, not_answered, signed_and_sent, not_answered,
                                        signed_and_sent, not_answered, "after-call-error"}));
    CHECK(f.failed_with == "EndpointConnectionError");
}

TEST_CASE("EVT-07…EVT-09 wrong parameters are found behind the endpoint and end the call without a word") {
    watched f;
    CHECK(f.call(args("Size", 1)) ==
          of("SendParcel", {"provide-client-params before-parameter-build before-endpoint-resolution"}));
    CHECK(f.failed_with == "ParamValidationError");
}

TEST_CASE("EVT-09 EVT-13 answers of handlers leave out what they replace") {
    watched f;
    auto& events = f.parcels.events();
    events.on("before-send", "mine", [](before_send&) {
        http::response r;
        r.status = 200;
        r.body = "{}";
        return r;
    });
    CHECK(f.call() == of("SendParcel", {built, signed_and_sent, answered, ended}));
    CHECK(f.world.http->requests.empty());
    events.off("before-send", "mine");
    events.on("before-call", [](before_call&) {
        canned_answer a;
        a.response.status = 200;
        return a;
    });
    CHECK(f.call() == of("SendParcel", {built, ended}));
}

TEST_CASE("EVT-06…EVT-17 pages and the questions of a waiter are calls like any other") {
    auto const whole = [](std::string_view operation) {
        return of(operation, {built, signed_and_sent, answered, ended});
    };
    watched f;
    f.world.http->reply(200, R"({"Parcels": [{"ParcelId": "p-1"}], "NextToken": "t"})");
    f.world.http->reply(200, R"({"Parcels": [{"ParcelId": "p-2"}]})");
    CHECK(f.run(count(f.parcels.paginate("ListParcels"))) == 2);
    CHECK(f.take() == whole("ListParcels") + whole("ListParcels"));
    f.world.http->reply(200, R"({"Insured": false})");
    f.world.http->reply(200, R"({"Insured": true})");
    f.run(f.parcels.wait("parcel_sent", args("ParcelId", "abc")));
    CHECK(f.take() == whole("GetParcel") + whole("GetParcel"));
}

TEST_CASE("EVT-11 EVT-12 a presigned request is prepared and signed, no more") {
    watched f;
    f.run(f.parcels.presign_url("GetParcel", args("ParcelId", "abc")));
    CHECK(f.take() ==
          of("GetParcel", {"provide-client-params before-parameter-build before-endpoint-resolution "
                           "choose-signer before-sign"}));
}

TEST_CASE("EVT-05 a name that the service does not have is asked for, and an answer stands in its place") {
    watched f;
    CHECK_THROWS_AS(f.run(f.parcels.call("send_pigeon")), operation_not_found_error);
    CHECK(f.take() == names{"getattr.parcel-post.send_pigeon"});
    CHECK_THROWS_AS((void)f.parcels.method("send_pigeon"), operation_not_found_error);
    f.take();

    auto& events = f.parcels.events();
    std::string asked;
    events.on("getattr.parcel-post.send_pigeon", [&](getattr& e) -> std::optional<std::string> {
        asked = e.attribute;
        return "send_parcel";
    });
    for (int i = 0; i < 2; ++i) {
        f.world.http->reply(200, parcel);
        f.run(f.parcels.call("send_pigeon", small_parcel()));
        CHECK(f.take() == names{"getattr.parcel-post.send_pigeon"} +
                              of("SendParcel", {built, signed_and_sent, answered, ended}));
    }
    CHECK(asked == "send_pigeon");
    f.world.http->reply(200, parcel);
    f.run(f.parcels.method("send_pigeon")(small_parcel()));
    CHECK(f.world.http->requests.size() == 3);

    events.on("getattr.parcel-post.send_dove", [](getattr&) { return "send_pigeon"; });
    CHECK_THROWS_AS(f.run(f.parcels.call("send_dove")), operation_not_found_error);
}
