// Typed clients: calls in all their forms, over scripted ports.
#include "../session/session_fixture.hpp"

#include <doctest/doctest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <coaws/services/gallery.hpp>
#include <future>

using namespace coaws;
using testing_support::session_fixture;
namespace gallery = coaws::services::gallery;

namespace {

struct gallery_fixture : session_fixture {
    gallery::client typed() const { return gallery::client(make()); }
    http::request const& sent() const { return world.http->requests.back(); }
    std::string sent_text() const { return std::string(sent().body.in_memory().value_or("")); }
};

gallery::hang_picture_input sea() { return gallery::hang_picture_input().with_title("Sea"); }

constexpr char const* not_found =
    R"({"message": "it was sold", "PictureId": "p-1", "Similar": [{"Title": "Lake"}], "Code": "c"})";

}  // namespace

TEST_CASE("a call sends the input and gives the output with its metadata") {
    gallery_fixture f;
    auto const client = f.typed();
    CHECK(f.world.http->requests.empty());
    f.world.http->reply(201,
                        R"({"Picture": {"PictureId": "p-1", "Status": "HANGING"}, "Metadata": {"a": "b"}})",
                        {{"x-amzn-RequestId", "r-1"}, {"X-Warnings", "dusty,dark"}});
    auto input = sea().with_note(args("by", "me")).with_token("t-1");
    auto const out = f.run(client.hang_picture(std::move(input)));
    CHECK(out.picture->picture_id == "p-1");
    CHECK(out.picture->status == gallery::status::hanging);
    CHECK(out.metadata_->at("a") == "b");
    CHECK(*out.warnings == gallery::tags{"dusty", "dark"});
    CHECK(out.code == 201);
    CHECK(out.metadata().request_id == "r-1");
    CHECK(out.metadata().status == 201);
    CHECK(out.metadata().retry_attempts == 0);
    CHECK(out.metadata().headers.get("X-Warnings") == "dusty,dark");

    CHECK(f.sent().url.str() == "https://gallery.eu-west-1.example.com/pictures");
    CHECK(f.sent_text() == R"({"Title": "Sea", "Token": "t-1"})");
    CHECK(f.sent().headers.get("X-Note") == "eyJieSI6Im1lIn0=");
    CHECK(f.sent().headers.get("Authorization").find("AKIDENV") != std::string_view::npos);
}

TEST_CASE("an idempotency token is filled in") {
    gallery_fixture f;
    f.world.http->reply(200, "{}");
    f.run(f.typed().hang_picture(sea()));
    CHECK(f.sent_text().find("11111111-2222-4333-8444-555555555555") != std::string::npos);
}

TEST_CASE("operations without input and output, and with shared and reserved names") {
    gallery_fixture f;
    auto const client = f.typed();
    f.world.http->reply(200, "", {{"x-amzn-RequestId", "r-2"}});
    CHECK(f.run(client.ping()).metadata().request_id == "r-2");
    f.world.http->reply(200);
    auto const deleted = f.run(client.delete_(gallery::delete_input().with_picture_id("p 1")));
    CHECK(deleted.metadata().status == 200);
    CHECK(f.sent().method == "DELETE");
    CHECK(f.sent().url.str() == "https://gallery.eu-west-1.example.com/pictures/p%201");
    f.world.http->reply(200, R"({"Title": "Sea"})");
    gallery::picture const seen = f.run(client.inspect_picture(gallery::picture_ref().with_picture_id("p")));
    CHECK(seen.title == "Sea");
}

TEST_CASE("missing and wrong parameters are named before anything is sent") {
    gallery_fixture f;
    auto const client = f.typed();
    try {
        f.run(client.hang_picture());
        FAIL("nothing was thrown");
    } catch (param_validation_error const& e) {
        CHECK(e.message().find("Missing required parameter in input: \"Title\"") != std::string_view::npos);
    }
    auto const outcome = f.run(client.try_hang_picture(sea().with_int_(-1)));
    REQUIRE(!outcome);
    CHECK(outcome.error().message().find("int") != std::string_view::npos);
    CHECK(f.world.http->requests.empty());
}

TEST_CASE("a modelled error has its class and members") {
    gallery_fixture f;
    auto const client = f.typed();
    auto const ref = gallery::picture_ref().with_picture_id("p-1");
    auto const reply = [&] {
        f.world.http->reply(404, not_found,
                            {{"x-amzn-ErrorType", "PictureNotFound"}, {"x-amzn-RequestId", "r-3"}});
    };
    reply();
    try {
        f.run(client.inspect_picture(ref));
        FAIL("nothing was thrown");
    } catch (gallery::picture_not_found const& e) {
        CHECK(e.picture_id == "p-1");
        CHECK(e.message_ == "it was sold");
        CHECK(e.similar->at(0).title == "Lake");
        CHECK(e.code_ == "c");
        CHECK(e.code() == "PictureNotFound");
        CHECK(e.type() == "PictureNotFound");
        CHECK(e.request_id() == "r-3");
        CHECK(e.status() == 404);
    }
    reply();
    auto const outcome = f.run(client.try_inspect_picture(ref));
    REQUIRE(!outcome);
    auto const* held = dynamic_cast<gallery::picture_not_found const*>(&outcome.error());
    REQUIRE(held != nullptr);
    auto const copy = held->clone();
    CHECK_THROWS_AS(copy->raise(), gallery::picture_not_found);
    CHECK_THROWS_AS(static_cast<void>(outcome.value()), client_error);

    f.world.http->reply(409, R"({"Message": "full", "Free": 0})", {{"x-amzn-ErrorType", "NoRoom"}});
    CHECK_THROWS_AS(f.run(client.hang_picture(sea())), gallery::wall_full);
    f.world.http->reply(400, "{}", {{"x-amzn-ErrorType", "Unheard"}});
    try {
        f.run(client.hang_picture(sea()));
        FAIL("nothing was thrown");
    } catch (client_error const& e) {
        CHECK(e.type() == "ClientError");
    }
}

TEST_CASE("streams in and out") {
    gallery_fixture f;
    auto const client = f.typed();
    f.world.http->reply(200, "", {{"ETag", "e"}});
    gallery::store_scan_input input;
    input.picture_id = "p";
    input.scan = body::from_string("pixels");
    CHECK(f.run(client.store_scan(std::move(input))).e_tag == "e");
    CHECK(f.sent_text() == "pixels");

    f.world.http->reply(200, "many pixels", {{"X-Format", "png"}});
    auto out = f.run(client.fetch_picture(gallery::fetch_picture_input().with_picture_id("p")));
    CHECK(out.format == "png");
    REQUIRE(out.scan.has_value());
    CHECK(f.run(out.scan->read()) == "many pixels");
}

TEST_CASE("typed and dynamic client are one: events, and either way of making them") {
    gallery_fixture f;
    auto const client = f.typed();
    auto const dynamic = f.run(client.dynamic());
    CHECK(f.run(client.dynamic()).shared() == dynamic.shared());
    int calls = 0;
    dynamic.events().on("provide-client-params.picture-gallery.HangPicture", [](provide_client_params& e) {
        if (auto const* frame = e.params.find("Frame")) e.params["Title"] = frame->at("Wood");
    });
    dynamic.events().on("before-call.picture-gallery", [&](before_call&) { ++calls; });
    dynamic.events().on("after-call.picture-gallery.HangPicture",
                        [](after_call& e) { e.parsed["Picture"]["Title"] = "edited"; });
    f.world.http->reply(200, R"({"Picture": {"Title": "Lake"}})", {{"x-amzn-RequestId", "r"}});
    auto const out =
        f.run(client.hang_picture(sea().with_frame(gallery::frame::from_wood("oak")).with_note("n")));
    CHECK(calls == 1);
    CHECK(out.picture->title == "edited");
    CHECK(out.metadata().request_id == "r");
    CHECK(f.sent_text().find(R"("Title": "oak")") != std::string::npos);
    CHECK(f.sent().headers.get("X-Note") == "Im4i");

    gallery::client const second(dynamic);
    f.world.http->reply(200, "{}");
    f.run(second.hang_picture(sea()));
    CHECK(calls == 2);
    auto const parcels = f.client();
    CHECK_THROWS_AS(gallery::client{parcels}, value_error);
}

TEST_CASE("extra members of before-parse reach the output") {
    gallery_fixture f;
    auto const client = f.typed();
    f.run(client.dynamic()).events().on("before-parse.picture-gallery.HangPicture", [](before_parse& e) {
        e.extra["Metadata"] = args("seen", "yes");
    });
    f.world.http->reply(200, "{}");
    CHECK(f.run(client.hang_picture(sea())).metadata_->at("seen") == "yes");
}

TEST_CASE("an answer of before-call is the output") {
    gallery_fixture f;
    auto const client = f.typed();
    f.run(client.dynamic()).events().on("before-call.picture-gallery.HangPicture", [](before_call&) {
        canned_answer answer;
        answer.response.status = 200;
        answer.parsed["Picture"] = args("Title", "canned");
        return answer;
    });
    CHECK(f.run(client.hang_picture(sea())).picture->title == "canned");
    CHECK(f.world.http->requests.empty());
}

TEST_CASE("handlers of failures, and those with a form for structs, need no value of the result") {
    gallery_fixture f;
    auto const client = f.typed();
    auto const dynamic = f.run(client.dynamic());
    auto& events = dynamic.events();
    std::string seen;
    events.on_failure("response-received.picture-gallery", [&](response_received&) { seen += "received "; });
    events.on_failure("needs-retry.picture-gallery", [&](needs_retry&) { seen += "retry "; });
    events.on_failure("after-call.picture-gallery", [&](after_call&) { seen += "after "; });
    auto const twice = [](std::string& text) { text += text; };
    events.on_result(
        "after-call.picture-gallery.ListPictures", [&](after_call&) { seen += "value "; },
        [&seen, twice](direct_result& e) {
            seen += "struct " + std::string(e.result.text("Marker"));
            e.result.edit("Marker", twice);
            e.result.edit_each("Pictures", "Title", twice);
        });
    constexpr char const* page = R"({"Pictures": [{"Title": "a"}, {}, {"Title": "b"}], "Marker": "m"})";
    f.world.http->reply(200, page);
    auto const listed = f.run(client.list_pictures(gallery::list_pictures_input()));
    CHECK(std::exchange(seen, "") == "struct m");
    CHECK(listed.marker == "mm");
    CHECK(listed.pictures->at(0).title == "aa");
    CHECK(!listed.pictures->at(1).title);
    CHECK(listed.pictures->at(2).title == "bb");

    f.world.http->reply(200, page);
    f.run(dynamic.call("ListPictures"));
    CHECK(std::exchange(seen, "") == "value ");

    f.world.http->reply(400, not_found);
    CHECK(!f.run(client.try_list_pictures(gallery::list_pictures_input())));
    CHECK(std::exchange(seen, "") == "received retry value after ");

    events.on("after-call.picture-gallery", [&](after_call& e) {
        seen += "theirs";
        e.parsed["Marker"] = "n";
    });
    f.world.http->reply(200, page);
    CHECK(f.run(client.list_pictures(gallery::list_pictures_input())).marker == "n");
    CHECK(seen == "value theirs");
}

TEST_CASE("call options and client settings count, and retries start with an empty output") {
    gallery_fixture f;
    auto settings = client_config().with_endpoint_url("http://localhost:8000");
    gallery::client const client(f.make(), std::move(settings));
    f.world.http->reply(503);
    CHECK(!f.run(client.try_hang_picture(sea(), call_options().with_max_attempts(1))));
    CHECK(f.sent().url.str() == "http://localhost:8000/pictures");
    f.world.http->reply(500);
    f.world.http->reply(200, R"({"Metadata": {"a": "b"}})");
    auto const out = f.run(client.hang_picture(sea(), call_options()));
    CHECK(out.metadata().retry_attempts == 1);
    CHECK(out.metadata_->size() == 1);
    f.world.http->reply(200, "[]");
    CHECK_THROWS_AS(f.run(client.hang_picture(sea())), response_parser_error);
}

TEST_CASE("a failing session fails the call, and the next one tries again") {
    gallery_fixture f;
    f.without_region();
    auto const client = f.typed();
    CHECK_THROWS_AS(f.run(client.ping()), no_region_error);
    CHECK(f.run(client.try_ping()).error().type() == "NoRegionError");
    f.world.environment->set("AWS_REGION", "eu-west-1");
    f.world.http->reply(200);
    CHECK(f.run(client.ping()).metadata().status == 200);
}

TEST_CASE("completion tokens") {
    gallery_fixture f;
    gallery::client const client(session(f.options().with_executor(f.io.get_executor())));
    auto const loop = [&] {
        f.io.restart();
        f.io.run();
    };
    f.world.http->reply(200, R"({"Picture": {"Title": "Sea"}})");
    int calls = 0;
    client.async_hang_picture(sea(), [&](std::exception_ptr failure, gallery::hang_picture_output out) {
        CHECK(!failure);
        CHECK(out.picture->title == "Sea");
        CHECK(f.io.get_executor().running_in_this_thread());
        ++calls;
    });
    CHECK(calls == 0);
    loop();
    CHECK(calls == 1);

    f.world.http->reply(404, not_found, {{"x-amzn-ErrorType", "PictureNotFound"}});
    auto future =
        client.async_hang_picture(sea(), call_options().with_max_attempts(1), boost::asio::use_future);
    loop();
    CHECK_THROWS_AS(future.get(), gallery::picture_not_found);

    f.world.http->reply(200, "{}");
    auto awaited = client.async_ping(gallery::ping_input(), boost::asio::use_awaitable);
    CHECK(f.run(std::move(awaited)).metadata().status == 200);

    gallery::client const unbound(f.make());
    CHECK_THROWS_AS(
        unbound.async_ping(gallery::ping_input(), [](std::exception_ptr, gallery::ping_output) {}),
        value_error);
    unbound.async_ping(gallery::ping_input(), boost::asio::bind_executor(f.io, [&](std::exception_ptr failure,
                                                                                   gallery::ping_output) {
                           CHECK(failure);  // the script has ended
                           ++calls;
                       }));
    loop();
    CHECK(calls == 2);
}

TEST_CASE("a waiter polls until the condition holds") {
    gallery_fixture f;
    auto const client = f.typed();
    auto const ref = gallery::inspect_picture_input().with_picture_id("p");
    f.world.http->reply(200, R"({"Status": "in-storage"})");
    f.world.http->reply(200, R"({"Status": "HANGING"})");
    f.run(client.wait_picture_hanging(ref));
    CHECK(f.world.clock->sleeps() == std::vector<double>{5});
    f.world.http->reply(404, not_found, {{"x-amzn-ErrorType", "PictureNotFound"}});
    CHECK_THROWS_AS(f.run(client.wait_picture_hanging(ref)), waiter_error);
    f.world.http->reply(200, R"({"Status": "in-storage"})");
    CHECK_THROWS_AS(f.run(client.wait_picture_hanging(ref, waiter_config().with_max_attempts(1))),
                    waiter_error);
}
