// The natural forms of use: a server, values, errors in both ways, and no coroutine at all.
#include "program.hpp"

#include <doctest/doctest.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <future>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using api::program;

namespace {

constexpr char const* parcel = R"({"Parcel": {"ParcelId": "p-1", "WeightKg": 2, "Tags": {"Colour": "red"}}})";

struct request {
    std::string size;
};

// ---- a server that co_awaits

asio::awaitable<void> reply(std::vector<std::string>& sent, std::string text) {
    sent.push_back(std::move(text));
    co_return;
}

asio::awaitable<void> handle(coaws::client& parcels, request r, std::vector<std::string>& sent) {
    auto address = coaws::args("Street", "Main");
    auto out = co_await parcels.call("SendParcel", coaws::args("Size", r.size, "To", std::move(address)));
    if (auto* item = out.find("Parcel")) co_await reply(sent, item->at("Tags").at("Colour").as_string());
}

/// Everything in one expression: nested temporaries beside `co_await`.
asio::awaitable<std::string> nested(coaws::client parcels) {
    auto out = co_await parcels.call(
        "SendParcel",
        coaws::args("Size", "SMALL", "To", coaws::args("Street", std::string(64, 's')), "Parcels",
                    coaws::list_of(coaws::args("ParcelId", "a-long-enough-id"),
                                   coaws::args("Tags", coaws::args("k", "v")))));
    co_return (co_await parcels.call("SendParcel", coaws::args("Size", "SMALL", "To",
                                                               coaws::args("Street", std::string(64, 't')))))
            .at("Parcel")
            .at("ParcelId")
            .as_string() +
        out.get("Parcel.ParcelId", "none");
}

asio::awaitable<void> serve(coaws::session session, std::vector<std::string>& sent) {
    auto parcels = co_await session.client("parcels");
    request r{"SMALL"};  // an aggregate of the user's own: to be named before co_await with g++ 12
    co_await handle(parcels, r, sent);
    auto const from_here = co_await session.client(
        "parcels", coaws::client_config{}
                       .with_region("us-east-1")
                       .with_retries(coaws::retry_config{}.with_mode(coaws::retry_mode::adaptive)));
    sent.push_back(from_here.meta().region_name.value());
    sent.push_back(co_await nested(parcels));
}

/// Options of one call, as a temporary and kept.
asio::awaitable<std::string> with_options(coaws::client parcels) {
    auto limits = coaws::call_options().with_deadline(5s).with_attempt_timeout(1s).with_max_attempts(1);
    auto first = co_await parcels.try_call("GetParcel", coaws::args("ParcelId", "abc"), limits);
    auto second = co_await parcels.try_call("GetParcel", coaws::args("ParcelId", "abc"),
                                            coaws::call_options().with_max_attempts(1));
    co_return std::string(first.error().type()) + ' ' + std::string(second.error().type());
}

// ---- errors, two ways

asio::awaitable<std::string> by_exception(coaws::client parcels, coaws::value args) {
    try {
        co_await parcels.call("GetParcel", std::move(args));
    } catch (coaws::client_error const& e) {
        if (e.code() == "ParcelLost")
            co_return "lost " + std::string(e.request_id()) + ' ' + std::to_string(e.status()) + ' ' +
                std::to_string(e.attempts());
    } catch (coaws::endpoint_connection_error const& e) {
        co_return "unreachable";
    } catch (coaws::error const& e) {
        co_return std::string(e.type());
    }
    co_return "fine";
}

asio::awaitable<std::string> by_value(coaws::client parcels, coaws::value args) {
    coaws::result<coaws::value> r = co_await parcels.try_call("GetParcel", args);
    if (!r) co_return r.error().what();
    co_return r->get("ParcelId", "no id");
}

asio::awaitable<std::string> in_one_expression(coaws::client parcels) {
    if (auto r = co_await parcels.try_call("GetParcel", coaws::args("ParcelId", "abc")); r)
        co_return (*r).at("ParcelId").as_string();
    co_return "failed";
}

}  // namespace

TEST_CASE("a server") {
    program p;
    for (int i = 0; i < 3; ++i) p.http().reply(200, parcel);
    std::vector<std::string> sent;
    {
        auto session = p.session();
        asio::co_spawn(p.io, serve(session, sent), api::rethrow);
    }
    p.io.run();
    CHECK(sent == std::vector<std::string>{"red", "us-east-1", "p-1p-1"});
    CHECK(p.http().requests[1].body.in_memory().value().find(std::string(64, 's')) != std::string_view::npos);
}

TEST_CASE("handles are copied, shared and dropped at will") {
    program p;
    p.http().reply(200, parcel);
    coaws::client kept;
    {
        coaws::session first = p.session();
        coaws::session second = first;
        kept = p.run(second.client("parcels"));
        coaws::client copy = kept;
        kept = std::move(copy);
    }
    auto work = kept.call("SendParcel", api::small_parcel());
    kept = coaws::client();
    CHECK(p.run(std::move(work)).get("Parcel.WeightKg", 0.0) == 2.0);
}

TEST_CASE("options of one call") {
    program p;
    p.http().reply(503);
    p.http().reply(503);
    CHECK(p.run(with_options(p.client())) == "ClientError ClientError");
}

TEST_CASE("errors, two ways") {
    program p;
    auto const parcels = p.client();
    auto lost = [&] {
        p.http().reply(400, R"({"__type": "x#ParcelLost", "message": "gone"})",
                       {{"x-amzn-RequestId", "r-1"}});
    };
    auto const args = coaws::args("ParcelId", "abc");
    lost();
    CHECK(p.run(by_exception(parcels, args)) == "lost r-1 400 1");
    CHECK(p.run(by_exception(parcels, coaws::args("ParcelId", 5))) == "ParamValidationError");
    for (int i = 0; i < 5; ++i) p.http().fail(coaws::endpoint_connection_error("https://x.example.com"));
    CHECK(p.run(by_exception(parcels, args)) == "unreachable");
    p.http().clear();
    lost();
    CHECK(p.run(by_value(parcels, args)) ==
          "An error occurred (ParcelLost) when calling the GetParcel operation: gone");
    p.http().reply(200, R"({"ParcelId": "p-9"})");
    CHECK(p.run(by_value(parcels, args)) == "p-9");
    p.http().reply(200, R"({"ParcelId": "p-9"})");
    CHECK(p.run(in_one_expression(parcels)) == "p-9");
}

TEST_CASE("without a coroutine: a callback, a future, a tuple") {
    program p;
    for (int i = 0; i < 4; ++i) p.http().reply(200, parcel);
    coaws::session session{p.options().with_executor(p.io.get_executor())};
    auto const parcels = p.run(session.client("parcels"));
    int calls = 0;
    parcels.async_call("SendParcel", api::small_parcel(), [&](std::exception_ptr e, coaws::value out) {
        calls += !e && out.find("Parcel") ? 1 : 0;
    });
    std::future<coaws::value> f = parcels.async_call("SendParcel", api::small_parcel(), asio::use_future);
    parcels.async_call("SendParcel", api::small_parcel(),
                       asio::as_tuple([&](std::tuple<std::exception_ptr, coaws::value> got) {
                           auto [e, out] = std::move(got);
                           calls += !e && out.find("Parcel") ? 1 : 0;
                       }));
    auto later = parcels.async_call("SendParcel", api::small_parcel(), asio::deferred);
    std::move(later)(asio::detached);
    p.io.restart();
    while (p.io.poll() > 0) continue;  // a foreign loop
    CHECK(calls == 2);
    REQUIRE(f.wait_for(0s) == std::future_status::ready);
    CHECK(f.get().at("Parcel").at("ParcelId").as_string() == "p-1");
}

namespace {

asio::awaitable<std::string> tokens_in_a_coroutine(coaws::client parcels) {
    auto got =
        co_await parcels.async_call("SendParcel", api::small_parcel(), asio::as_tuple(asio::use_awaitable));
    auto [e, out] = std::move(got);
    auto again = co_await parcels.async_call("SendParcel", api::small_parcel(), asio::use_awaitable);
    // Boost 1.81 cannot await the operation itself when its signature has an exception_ptr.
    auto later = parcels.async_call("SendParcel", api::small_parcel(), asio::deferred);
    auto third = co_await std::move(later)(asio::use_awaitable);
    co_return e ? "failed"
                : out.get("Parcel.ParcelId", "") + again.get("Parcel.ParcelId", "") +
                      third.get("Parcel.ParcelId", "");
}

}  // namespace

TEST_CASE("completion tokens inside a coroutine") {
    program p;
    for (int i = 0; i < 3; ++i) p.http().reply(200, parcel);
    CHECK(p.run(tokens_in_a_coroutine(p.client())) == "p-1p-1p-1");
}

// ---- values

template <class... A>
concept makes_args = requires(A&&... a) { coaws::args(std::forward<A>(a)...); };
static_assert(makes_args<char const*, int>);
static_assert(makes_args<>);
static_assert(!makes_args<char const*>);
static_assert(!makes_args<char const*, int, char const*>);

TEST_CASE("values") {
    using coaws::args, coaws::list_of, coaws::value;
    auto const now = std::chrono::sys_seconds(1714979289s);
    auto v = args("Null", nullptr, "Flag", true, "Count", 3, "Big", 1ull << 40, "Ratio", 0.5, "Text", "t",
                  "Blob", coaws::blob("\x01\x02"), "When", now, "List", list_of(1, "two", args("k", "v")),
                  "Nothing", list_of());
    CHECK(v.at("Flag").as_bool());
    CHECK(v.at("List").at(2).at("k").as_string() == "v");
    CHECK(v.get<int>("Count", 0) == 3);
    CHECK(v.get("List[2].k", "none") == "v");
    CHECK(v.get("List[3].k", "none") == "none");
    CHECK(v.get<bool>("Flag", false));
    CHECK(v.get("Ratio", 0.0) == 0.5);
    CHECK(v.find("Absent") == nullptr);
    CHECK_THROWS_AS(v.at("Absent"), coaws::bad_value_access);
    CHECK_THROWS_AS(v.at("Text").as_int(), coaws::bad_value_access);
    std::string keys;
    for (auto const& [key, member] : v.as_map()) keys += key[0] + std::string(member.is_null() ? "0" : "");
    CHECK(keys == "N0FCBRTBWLN");
    int count = 0;
    for (auto const& element : v.at("List").as_list()) count += element.is_null() ? 0 : 1;
    CHECK(count == 3);
    v["New"]["Deeper"] = 5;
    CHECK(v.get<int>("New.Deeper", 0) == 5);
    auto const lossless = coaws::json_options().with_lossless();
    CHECK(coaws::from_json(coaws::to_json(v, lossless), lossless) == v);
    value const copy = v;
    CHECK(copy == v);
}
