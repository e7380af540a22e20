// The natural forms of use: pages, generators of one's own, waiters, bodies and events.
#include "../../unit/codec/event_frames.hpp"
#include "program.hpp"

#include <doctest/doctest.h>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using api::program;

namespace {

using texts = std::vector<std::string>;

void script_pages(program& p) {
    p.http().reply(200, R"({"Parcels": [{"ParcelId": "p-1"}, {"ParcelId": "p-2"}], "NextToken": "t"})");
    p.http().reply(200, R"({"Parcels": [{"ParcelId": "p-3"}]})");
}

// ---- pages

asio::awaitable<int> count_pages(coaws::client parcels) {
    int count = 0;
    auto pages = parcels.paginate("ListParcels", coaws::args("MaxResults", 2));
    while (auto page = co_await pages.next()) count += static_cast<int>(page->at("Parcels").size());
    co_return count;
}

asio::awaitable<texts> search(coaws::client parcels) {
    texts found;
    auto ids = parcels.get_paginator("list_parcels")
                   .paginate(coaws::args(), coaws::pagination_config{}.with_max_items(500))
                   .search("Parcels[?ParcelId != `p-2`].ParcelId");
    while (auto id = co_await ids.next()) found.push_back(id->as_string());
    co_return found;
}

asio::awaitable<coaws::value> everything(coaws::client parcels) {
    coaws::value all = co_await parcels.get_paginator("ListParcels").paginate().build_full_result();
    co_return all;
}

coaws::async_generator<std::string> ids(coaws::client parcels, std::string depot) {
    auto pages =
        parcels.paginate("ListParcels", coaws::args("Filter", coaws::args("Depots", coaws::list_of(depot))));
    while (auto page = co_await pages.next())
        for (auto& o : page->at("Parcels").as_list()) co_yield o.at("ParcelId").as_string();
}

/// A generator over a generator, with other awaits between the values.
coaws::async_generator<std::string> shouted(coaws::client parcels) {
    auto from = ids(parcels, "a depot with a name that is not short");
    auto const here = co_await asio::this_coro::executor;
    while (auto id = co_await from.next()) {
        co_await asio::post(here, asio::use_awaitable);
        co_yield *id + "!";
    }
}

asio::awaitable<texts> collect(coaws::async_generator<std::string> from, std::size_t at_most = 100) {
    texts out;
    while (auto one = co_await from.next()) {
        out.push_back(*one);
        if (out.size() == at_most) break;
    }
    co_return out;
}

}  // namespace

TEST_CASE("pages") {
    program p;
    auto const parcels = p.client();
    script_pages(p);
    CHECK(p.run(count_pages(parcels)) == 3);
    script_pages(p);
    CHECK(p.run(search(parcels)) == texts{"p-1", "p-3"});
    script_pages(p);
    CHECK(p.run(everything(parcels)).at("Parcels").size() == 3);
}

TEST_CASE("generators of one's own") {
    program p;
    auto const parcels = p.client();
    script_pages(p);
    CHECK(p.run(collect(ids(parcels, "north"))) == texts{"p-1", "p-2", "p-3"});
    CHECK(p.http().bodies[0] == R"({"Filter": {"Depots": ["north"]}})");
    script_pages(p);
    CHECK(p.run(collect(shouted(parcels))) == texts{"p-1!", "p-2!", "p-3!"});
    script_pages(p);
    CHECK(p.run(collect(shouted(parcels), 1)) == texts{"p-1!"});  // left unfinished
    p.http().clear();
    p.http().reply(400, R"({"__type": "x#ParcelLost"})");
    CHECK_THROWS_AS(p.run(collect(shouted(parcels))), coaws::client_error);
}

// ---- waiters

namespace {

asio::awaitable<std::string> wait_for_it(coaws::client parcels) {
    co_await parcels.wait("parcel_sent", coaws::args("ParcelId", "abc"),
                          coaws::waiter_config{}.with_delay(1s).with_max_attempts(30));
    try {
        co_await parcels.wait("parcel_sent", coaws::args("ParcelId", "abc"),
                              coaws::waiter_config{}.with_delay(1s).with_max_attempts(1));
    } catch (coaws::waiter_error const& e) {
        co_return e.what();
    }
    co_return "held";
}

}  // namespace

TEST_CASE("waiters") {
    program p;
    p.http().reply(200, R"({"Insured": false})");
    p.http().reply(200, R"({"Insured": true})");
    p.http().reply(200, R"({"Insured": false})");
    CHECK(p.run(wait_for_it(p.client())) == "Waiter ParcelSent failed: Max attempts exceeded");
    CHECK(p.world.clock->sleeps() == std::vector<double>{1});
}

// ---- bodies

namespace {

constexpr char const* lines = "one\ntwo\r\nthree";

asio::awaitable<std::string> read_into_own_memory(coaws::client orchard) {
    auto out = co_await orchard.call("GetPhoto", coaws::args("Name", "tree"));
    coaws::streaming_body body = out.take_body("Photo");
    std::array<char, 64> mine;
    std::string all;
    for (;;) {
        std::size_t n = co_await body.read_some(asio::buffer(mine));
        if (n == 0) break;
        all.append(mine.data(), n);
    }
    co_return all;
}

asio::awaitable<std::string> read_through_asio(coaws::client orchard) {
    auto out = co_await orchard.call("GetPhoto", coaws::args("Name", "tree"));
    coaws::streaming_body body = out.take_body("Photo");
    std::array<char, 5> mine;
    std::size_t n = co_await asio::async_read(body, asio::buffer(mine), asio::use_awaitable);
    co_return std::string(mine.data(), n) + "|" + co_await body.read();
}

asio::awaitable<texts> read_lines(coaws::client orchard) {
    auto out = co_await orchard.call("GetPhoto", coaws::args("Name", "tree"));
    coaws::streaming_body body = out.take_body("Photo");
    texts found;
    auto rows = body.iter_lines();
    while (auto line = co_await rows.next()) found.push_back(*line);
    co_return found;
}

asio::awaitable<void> leave_unread(coaws::client orchard) {
    auto out = co_await orchard.call("GetPhoto", coaws::args("Name", "tree"));
    coaws::streaming_body body = out.take_body("Photo");
    co_await body.read(2);
}

class countdown final : public coaws::pipeline::byte_source {
  public:
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        if (left_ == 0 || buffer.size() == 0) co_return 0;
        *static_cast<char*>(buffer.data()) = static_cast<char>('0' + left_--);
        co_return 1;
    }

  private:
    int left_ = 5;
};

asio::awaitable<void> send_bodies(coaws::client orchard) {
    std::string const owned = "owned by the caller";
    co_await orchard.call("PutPhoto", coaws::args("Name", "a", "Photo", "plain text"));
    co_await orchard.call("PutPhoto", coaws::args("Name", "b", "Photo", coaws::blob("bytes")));
    co_await orchard.call("PutPhoto",
                          coaws::args("Name", "c", "Photo", coaws::body::from_string("a string")));
    co_await orchard.call("PutPhoto", coaws::args("Name", "d", "Photo", coaws::body::from_span(owned)));
    co_await orchard.call("PutPhoto", coaws::args("Name", "e", "Photo", coaws::body::from_file("/me/tree")));
    co_await orchard.call("PutPhoto", coaws::args("Name", "f", "Photo", coaws::body::from_source(5, [] {
                                                      return std::make_unique<countdown>();
                                                  })));
}

/// A function that owns something has a name first: g++ 12 destroys a capturing lambda twice that is written
/// in the same expression as `co_await`.
asio::awaitable<void> send_owning(coaws::client orchard, std::shared_ptr<int> made) {
    auto factory = [made] {
        ++*made;
        return std::make_unique<countdown>();
    };
    co_await orchard.call("PutPhoto",
                          coaws::args("Name", "g", "Photo", coaws::body::from_source(5, factory)));
}

}  // namespace

TEST_CASE("bodies received") {
    program p;
    auto const orchard = p.client("orchard");
    for (int i = 0; i < 4; ++i) p.http().reply(200, lines, {{"Content-Type", "text/plain"}});
    CHECK(p.run(read_into_own_memory(orchard)) == lines);
    CHECK(p.run(read_through_asio(orchard)) == "one\nt|wo\r\nthree");
    CHECK(p.run(read_lines(orchard)) == texts{"one", "two", "three"});
    p.run(leave_unread(orchard));
}

TEST_CASE("bodies sent") {
    program p;
    auto const orchard = p.client("orchard");
    p.world.files->set("/me/tree", "from a file");
    for (int i = 0; i < 6; ++i) p.http().reply(200);
    p.run(send_bodies(orchard));
    REQUIRE(p.http().bodies.size() == 6);
    CHECK(p.http().bodies[0] == "plain text");
    CHECK(p.http().bodies[1] == "bytes");
    CHECK(p.http().bodies[2] == "a string");
    CHECK(p.http().bodies[3] == "owned by the caller");
    REQUIRE(p.http().requests[4].body.as_file() != nullptr);
    CHECK(p.http().requests[4].body.as_file()->path == "/me/tree");
    CHECK(p.http().bodies[5] == "54321");
}

TEST_CASE("a source is made anew for each attempt") {
    program p;
    p.http().reply(500);
    p.http().reply(200);
    auto made = std::make_shared<int>(0);
    p.run(send_owning(p.client("orchard"), made));
    CHECK(*made == 2);
    CHECK(p.http().bodies == texts{"54321", "54321"});
    p.http().requests.clear();
    CHECK(made.use_count() == 1);
}

// ---- event streams

namespace {

asio::awaitable<double> weigh_harvest(coaws::client orchard) {
    auto out = co_await orchard.call("WatchHarvest", coaws::args("Orchard", "north"));
    coaws::event_stream events = out.take_body("Events");
    double kilograms = 0;
    while (auto event = co_await events.next())
        if (auto* picked = event->find("Picked")) kilograms += picked->at("Kg").as_double();
    co_return kilograms;
}

asio::awaitable<std::string> watch_until_it_stops(coaws::client orchard) {
    auto out = co_await orchard.call("WatchHarvest");
    coaws::event_stream events(out.take_body("Events"));
    try {
        while (co_await events.next()) continue;
    } catch (coaws::event_stream_error const& e) {
        co_return std::string(e.code()) + ": " + std::string(e.message_text());
    }
    co_return "no error";
}

asio::awaitable<coaws::value> first_event(coaws::client orchard) {
    auto out = co_await orchard.call("WatchHarvest");
    // The stream is left after one event.
    co_return (co_await coaws::event_stream(out.take_body("Events")).next()).value();
}

}  // namespace

TEST_CASE("event streams") {
    using namespace coaws::testing_data;
    program p;
    auto const orchard = p.client("orchard");
    auto const picked = make_event("Picked", "photo", event_header("Kg", '\2', "\5"));
    p.http().reply(200, picked + picked);
    CHECK(p.run(weigh_harvest(orchard)) == 10);
    p.http().reply(200, picked + make_exception("Stopped", R"({"message": "frost"})"));
    CHECK(p.run(watch_until_it_stops(orchard)) == "Stopped: frost");
    p.http().reply(200, picked + picked);
    CHECK(p.run(first_event(orchard)).at("Picked").at("Photo").as_blob() == "photo");
}

// ---- events

namespace {

/// Something to be waited for before a request may leave.
struct budget {
    asio::awaitable<void> acquire() {
        auto const here = co_await asio::this_coro::executor;
        co_await asio::post(here, asio::use_awaitable);
        ++acquired;
    }
    int acquired = 0;
};

coaws::retry_verdict once_more(coaws::needs_retry& e) {
    return e.attempts < 2 ? coaws::retry_verdict::after(250ms) : coaws::retry_verdict::stop();
}

asio::awaitable<coaws::value> send(coaws::client parcels) {
    co_return co_await parcels.call("SendParcel", api::small_parcel());
}

}  // namespace

TEST_CASE("events") {
    program p;
    auto const session = p.session();
    budget allowed;
    int after = 0;
    session.events().on("before-send.*",
                        [&](coaws::before_send&) -> asio::awaitable<std::optional<coaws::http::response>> {
                            co_await allowed.acquire();
                            co_return std::nullopt;
                        });
    session.events().on_first("needs-retry.parcel-post", once_more);
    session.events().on_last("after-call.parcel-post.SendParcel", [&](coaws::after_call& e) {
        after += static_cast<int>(e.response.status);
        e.parsed["Seen"] = true;
    });
    auto const parcels = p.run(session.client("parcels"));
    parcels.events().on("provide-client-params.parcel-post.SendParcel",
                        [](coaws::provide_client_params& e) { e.params["ParcelId"] = "from-handler"; });
    parcels.events().on("provide-client-params", "mine",
                        [](coaws::provide_client_params&) { FAIL("removed"); });
    parcels.events().off("provide-client-params", "mine");
    p.http().reply(500);
    p.http().reply(200, "{}");
    auto const out = p.run(send(parcels));
    CHECK(out.get<bool>("Seen", false));
    CHECK(allowed.acquired == 2);
    CHECK(after == 200);
    CHECK(p.world.clock->sleeps() == std::vector<double>{0.25});
    CHECK(p.http().bodies[0].find("from-handler") != std::string::npos);
}

TEST_CASE("a handler may answer in the service's place") {
    program p;
    auto const parcels = p.client();
    auto kept = std::make_shared<std::string>(R"({"Parcel": {"ParcelId": "p-7"}})");
    parcels.events().on("before-send.parcel-post",
                        [kept](coaws::before_send&) -> asio::awaitable<coaws::http::response> {
                            coaws::http::response answer;
                            answer.status = 200;
                            answer.body = *kept;
                            co_return answer;
                        });
    CHECK(p.run(send(parcels)).get("Parcel.ParcelId", "") == "p-7");
    CHECK(p.http().requests.empty());
}

TEST_CASE("a payload that does not go with the event is refused") {
    program p;
    CHECK_THROWS_AS(p.session().events().on("before-send", [](coaws::after_call&) {}), coaws::value_error);
}

// ---- presigning

namespace {

asio::awaitable<std::string> presign(coaws::client parcels) {
    std::string url = co_await parcels.presign_url("GetParcel", coaws::args("ParcelId", "abc"), 15min);
    auto const put = co_await parcels.presign_request("GetParcel", coaws::args("ParcelId", "abc"), 15min,
                                                      coaws::presign_options{}.with_http_method("PUT"));
    co_return url.substr(0, url.find('&')) + ' ' + put.method;
}

asio::awaitable<coaws::presigned_post> make_form(coaws::client s3) {
    coaws::presigned_post form =
        co_await s3.presign_post("b-1", "uploads/${filename}",
                                 coaws::post_policy{}
                                     .with_expires(10min)
                                     .with_field("acl", "private")
                                     .with_condition(coaws::args("acl", "private"))
                                     .with_condition(coaws::list_of("content-length-range", 1, 1 << 20)));
    co_return form;
}

}  // namespace

TEST_CASE("presigned requests") {
    program p;
    CHECK(p.run(presign(p.client())) == "https://abc.track.parcels.eu-west-1.example.com/?ParcelId=abc PUT");
    CHECK(p.http().requests.empty());
}

TEST_CASE("forms for uploads") {
    program p;
    char const* models = std::getenv("COAWS_BOTOCORE_DATA");
    if (models == nullptr) {
        CHECK_THROWS_AS(p.run(make_form(p.client())), coaws::unknown_client_method_error);
        MESSAGE("skipped for S3: COAWS_BOTOCORE_DATA does not name the pinned models");
        return;
    }
    auto const session = coaws::session(p.options(models));
    auto const form = p.run(make_form(p.run(session.client("s3"))));
    CHECK(form.url == "https://b-1.s3.amazonaws.com/");
    std::string names;
    for (auto const& [name, text] : form.fields) names += name + ' ';
    CHECK(names == "acl key x-amz-algorithm x-amz-credential x-amz-date policy x-amz-signature ");
}
