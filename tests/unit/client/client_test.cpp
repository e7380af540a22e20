// A client's calls in all their forms: awaited, as results, and for completion tokens.
#include "../session/session_fixture.hpp"

#include <doctest/doctest.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <coaws/client.hpp>
#include <coaws/error.hpp>
#include <future>
#include <stdexcept>
#include <tuple>

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

constexpr char const* parcel = R"({"Parcel": {"ParcelId": "p-1"}})";
constexpr char const* lost = R"({"__type": "x#ParcelLost", "message": "gone"})";

/// A fixture whose session runs handlers on its loop.
struct bound_fixture : session_fixture {
    coaws::client bound_client() {
        auto const from = session(options().with_executor(io.get_executor()));
        return run(from.client("parcels"));
    }
    void run_loop() {
        io.restart();
        io.run();
    }
};

std::string type_of(std::exception_ptr failure) {
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (error const& e) {
        return std::string(e.type());
    } catch (...) {
        return "no coaws::error";
    }
    return "success";
}

}  // namespace

TEST_CASE("a default-constructed client says so whatever is asked of it") {
    client const none;
    CHECK_THROWS_AS((void)none.call("SendParcel"), value_error);
    CHECK_THROWS_AS((void)none.try_call("SendParcel"), value_error);
    CHECK_THROWS_AS((void)none.build_request("SendParcel"), value_error);
    CHECK_THROWS_AS((void)none.presign_url("SendParcel"), value_error);
    CHECK_THROWS_AS((void)none.presign_request("SendParcel"), value_error);
    CHECK_THROWS_AS((void)none.presign_post("b", "k"), value_error);
    CHECK_THROWS_AS((void)none.paginate("ListParcels"), value_error);
    CHECK_THROWS_AS((void)none.get_paginator("ListParcels"), value_error);
    CHECK_THROWS_AS((void)none.can_paginate("ListParcels"), value_error);
    CHECK_THROWS_AS((void)none.wait("parcel_sent"), value_error);
    CHECK_THROWS_AS((void)none.waiter_names(), value_error);
    CHECK_THROWS_AS((void)none.events(), value_error);
    CHECK_THROWS_AS((void)none.meta(), value_error);
    CHECK_THROWS_AS((void)none.operation_names(), value_error);
    CHECK_THROWS_AS(none.async_call("SendParcel", args(), [](std::exception_ptr, value) {}), value_error);
    none.close();
    auto const copy = none;
    CHECK(copy.shared() == nullptr);
}

TEST_CASE("a call gives the output, under either name of the operation") {
    session_fixture f;
    auto const parcels = f.client();
    for (auto const* name : {"SendParcel", "send_parcel"}) {
        f.world.http->reply(200, parcel);
        auto const out = f.run(parcels.call(name, small_parcel()));
        CHECK(out.at("Parcel").at("ParcelId").as_string() == "p-1");
        CHECK(out.get<int>("ResponseMetadata.HTTPStatusCode", 0) == 200);
    }
    CHECK(f.world.http->requests.back().url.str() == "https://parcels.eu-west-1.example.com/");
    CHECK_THROWS_AS(f.run(parcels.call("SendPigeon")), operation_not_found_error);
    CHECK(parcels.operation_names().front() == "SendParcel");
    CHECK(parcels.operation_names().size() == 5);
}

TEST_CASE("a failed call throws its class, and try_call gives it") {
    session_fixture f;
    auto const parcels = f.client();
    f.world.http->reply(400, lost, {{"x-amzn-RequestId", "r-1"}});
    try {
        f.run(parcels.call("GetParcel", args("ParcelId", "abc")));
        FAIL("nothing was thrown");
    } catch (client_error const& e) {
        CHECK(e.code() == "ParcelLost");
        CHECK(e.request_id() == "r-1");
        CHECK(e.attempts() == 1);
    }
    f.world.http->reply(400, lost);
    auto const answered = f.run(parcels.try_call("GetParcel", args("ParcelId", "abc")));
    REQUIRE(!answered);
    CHECK(dynamic_cast<client_error const*>(&answered.error()) != nullptr);
    auto const invalid = f.run(parcels.try_call("GetParcel"));
    REQUIRE(!invalid);
    CHECK(invalid.error().type() == "ParamValidationError");
    auto const unknown = f.run(parcels.try_call("SendPigeon"));
    REQUIRE(!unknown);
    CHECK(unknown.error().type() == "OperationNotFoundError");
    CHECK_THROWS_AS(unknown.value(), operation_not_found_error);
}

TEST_CASE("what a handler throws that is no coaws::error comes out of try_call") {
    session_fixture f;
    auto const parcels = f.client();
    parcels.events().on("before-call", [](before_call&) { throw std::logic_error("mine"); });
    CHECK_THROWS_AS((void)f.run(parcels.try_call("SendParcel", small_parcel())), std::logic_error);
}

TEST_CASE("retries follow the client's settings and those of a call") {
    session_fixture f;
    auto const three = f.client(client_config().with_retries(retry_config().with_mode(retry_mode::standard)));
    for (int i = 0; i < 3; ++i) f.world.http->reply(503);
    try {
        f.run(three.call("SendParcel", small_parcel()));
        FAIL("nothing was thrown");
    } catch (client_error const& e) {
        CHECK(e.attempts() == 3);
        CHECK(e.status() == 503);
    }
    f.world.http->reply(503);
    auto const once = call_options().with_max_attempts(1);
    CHECK(!f.run(three.try_call("SendParcel", small_parcel(), once)));
    CHECK(f.world.http->requests.size() == 4);
    CHECK(f.world.clock->sleeps().size() == 2);
}

TEST_CASE("the legacy mode takes its policies from the retry data") {
    session_fixture f;
    auto const legacy = f.client(client_config().with_retries(retry_config().with_mode(retry_mode::legacy)));
    f.world.http->reply(503);
    f.world.http->reply(500);
    f.world.http->reply(200, parcel);
    auto const out = f.run(legacy.call("SendParcel", small_parcel()));
    CHECK(out.get<int>("ResponseMetadata.RetryAttempts", -1) == 2);
}

TEST_CASE("a request can be built and signed without being sent") {
    session_fixture f;
    auto const parcels = f.client();
    auto const request = f.run(parcels.build_request("SendParcel", small_parcel()));
    CHECK(request.method == "POST");
    CHECK(request.headers.get("Authorization").find("AKIDENV") != std::string_view::npos);
    CHECK(f.world.http->requests.empty());
    CHECK_THROWS_AS(f.run(parcels.build_request("SendParcel")), param_validation_error);
}

TEST_CASE("close leaves the client usable") {
    session_fixture f;
    auto const parcels = f.client();
    parcels.close();
    f.world.http->reply(200, parcel);
    CHECK(f.run(parcels.try_call("SendParcel", small_parcel())));
    parcels.close();
    parcels.close();
}

TEST_CASE("a callback runs on the session's executor") {
    bound_fixture f;
    auto const parcels = f.bound_client();
    f.world.http->reply(200, parcel);
    f.world.http->reply(400, lost);
    int calls = 0;
    parcels.async_call("SendParcel", small_parcel(), [&](std::exception_ptr failure, value out) {
        CHECK(!failure);
        CHECK(out.get("Parcel.ParcelId", "") == "p-1");
        CHECK(f.io.get_executor().running_in_this_thread());
        ++calls;
    });
    CHECK(calls == 0);
    f.run_loop();
    parcels.async_call("GetParcel", args("ParcelId", "abc"), [&](std::exception_ptr failure, value out) {
        CHECK(type_of(failure) == "ClientError");
        CHECK(out.is_null());
        ++calls;
    });
    f.run_loop();
    CHECK(calls == 2);
}

TEST_CASE("a handler's own executor wins, and does for a session without one") {
    session_fixture f;
    auto const parcels = f.client();
    f.world.http->reply(200, parcel);
    asio::io_context other;
    bool called = false;
    auto handler = [&](std::exception_ptr failure, value) { called = !failure; };
    parcels.async_call("SendParcel", small_parcel(), asio::bind_executor(other, handler));
    f.io.restart();
    f.io.run();
    CHECK(!called);
    other.run();
    CHECK(called);
}

TEST_CASE("without an executor anywhere nothing is begun") {
    session_fixture f;
    auto const parcels = f.client();
    CHECK_THROWS_AS(parcels.async_call("SendParcel", small_parcel(), [](std::exception_ptr, value) {}),
                    value_error);
    CHECK_THROWS_AS(parcels.async_call("SendParcel", small_parcel(), asio::use_future), value_error);
    CHECK(f.world.http->requests.empty());
}

TEST_CASE("futures hold the output or the failure") {
    bound_fixture f;
    auto const parcels = f.bound_client();
    f.world.http->reply(200, parcel);
    std::future<value> good = parcels.async_call("SendParcel", small_parcel(), asio::use_future);
    CHECK(good.wait_for(std::chrono::milliseconds(20)) == std::future_status::timeout);
    f.run_loop();  // the operation runs here and on no other thread
    REQUIRE(good.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
    CHECK(good.get().get("Parcel.ParcelId", "") == "p-1");
    f.world.http->reply(400, lost);
    std::future<value> bad = parcels.async_call("GetParcel", args("ParcelId", "abc"), asio::use_future);
    f.run_loop();
    CHECK_THROWS_AS(bad.get(), client_error);
}

TEST_CASE("as_tuple, deferred and use_awaitable are tokens like any other") {
    bound_fixture f;
    auto const parcels = f.bound_client();
    f.world.http->reply(200, parcel);
    int calls = 0;
    auto on_tuple = [&](std::tuple<std::exception_ptr, value> got) {
        CHECK(!std::get<0>(got));
        CHECK(std::get<1>(got).get("Parcel.ParcelId", "") == "p-1");
        ++calls;
    };
    parcels.async_call("SendParcel", small_parcel(), asio::as_tuple(on_tuple));
    f.run_loop();
    CHECK(calls == 1);

    f.world.http->reply(200, parcel);
    auto later = parcels.async_call("SendParcel", small_parcel(), asio::deferred);
    f.run_loop();
    CHECK(f.world.http->requests.size() == 1);
    std::move(later)([&](std::exception_ptr failure, value) { calls += failure ? 0 : 1; });
    f.run_loop();
    CHECK(calls == 2);

    f.world.http->reply(200, parcel);
    auto const awaited = f.run(parcels.async_call("SendParcel", small_parcel(), asio::use_awaitable));
    CHECK(awaited.get("Parcel.ParcelId", "") == "p-1");
}

TEST_CASE("an abandoned callback is destroyed with its loop") {
    auto alive = std::make_shared<int>(1);
    session_fixture f;
    f.world.http->reply(200, parcel);
    {
        asio::io_context brief;
        auto const from = session(f.options().with_executor(brief.get_executor()));
        auto const parcels = testing_support::run(brief, from.client("parcels"));
        parcels.async_call("SendParcel", small_parcel(), [alive](std::exception_ptr, value) { ++*alive; });
        CHECK(alive.use_count() > 1);
    }
    CHECK(alive.use_count() == 1);
    CHECK(*alive == 1);
}

TEST_CASE("HND-10 a request is presigned as a URL or with all that its sender needs") {
    session_fixture f;
    auto const parcels = f.client();
    auto const params = args("ParcelId", "abc");
    auto const url = f.run(parcels.presign_url("GetParcel", params, std::chrono::minutes(15)));
    CHECK(url.starts_with("https://abc.track.parcels.eu-west-1.example.com/?ParcelId=abc&X-Amz-Algorithm="));
    CHECK(url.find("&X-Amz-Expires=900&") != std::string::npos);
    auto const put = presign_options().with_http_method("PUT");
    auto const request = f.run(parcels.presign_request("get_parcel", params, std::chrono::minutes(15), put));
    CHECK(request.method == "PUT");
    CHECK(request.headers.get("X-Amz-Target") == "ParcelPost_20240501.GetParcel");
    CHECK(f.run(parcels.presign_url("GetParcel", params)).find("&X-Amz-Expires=3600&") != std::string::npos);
    CHECK_THROWS_AS(f.run(parcels.presign_url("SendPigeon")), unknown_client_method_error);
    CHECK_THROWS_AS(f.run(parcels.presign_post("b", "k")), unknown_client_method_error);
    CHECK(f.world.http->requests.empty());
}
