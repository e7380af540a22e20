// Streams of events of typed clients: from a call to generated unions, exception classes and closed
// connections.
#include <doctest/doctest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/coaws.hpp>
#include <coaws/services/gallery.hpp>
#include <functional>

#include "../codec/event_frames.hpp"
#include "../pipeline/scripted_stream.hpp"
#include "../session/session_fixture.hpp"

using namespace coaws;
using testing_data::big_endian;
using testing_data::event_header;
using testing_data::make_event;
using testing_data::make_exception;
using testing_support::scripted_stream;
using testing_support::session_fixture;
namespace gallery = coaws::services::gallery;
using std::string_literals::operator""s;

namespace {

using maybe_event = std::optional<gallery::watch_picture_event>;
using kind = gallery::watch_picture_event::tag;

gallery::watch_picture_input number_p() { return gallery::watch_picture_input().with_picture_id("p"); }

struct events_fixture : session_fixture {
    events_fixture() : typed(make()) {}
    /// Of a model that is newer than the generated client, and of another protocol.
    static gallery::client newer(session_fixture const& f) {
        auto folder = testing_support::model_folder() + "/../other_models";
        return gallery::client(session(f.options().with_model_path(std::move(folder))));
    }

    std::shared_ptr<scripted_stream> stream(std::vector<std::string> pieces,
                                            scripted_stream::last_step last = scripted_stream::nothing) {
        return testing_support::answer_with_stream(*world.http, std::move(pieces), std::move(last));
    }
    gallery::watch_picture_output watch() { return run(typed.watch_picture(number_p())); }
    gallery::watch_picture_events events() { return watch().events; }
    maybe_event next(gallery::watch_picture_events const& from) { return run(from.next()); }

    gallery::client typed;
};

std::string step(int number) {
    return event_header("Step", '\4', big_endian(static_cast<unsigned>(number), 4));
}

std::string moved(std::string_view to) {
    return make_event("Moved", R"({"To": ")" + std::string(to) + R"("})");
}

}  // namespace

TEST_CASE("typed events: a call gives the other members at once and events as they are asked for") {
    events_fixture f;
    auto const at = event_header("At", '\x08', big_endian(1500, 8));
    auto const wire =
        f.stream({make_event("Moved", R"({"To": "hall", "Tags": ["a", "b"]})", step(2)) +
                      make_event("Scanned", "\xff\0"s, at),
                  make_event("Shown", R"({"Title": "Sea", "Status": "HANGING"})"), make_event("Moved", "")});
    auto const out = f.watch();
    CHECK(f.world.http->sent_with.at(0).stream_response);
    CHECK(wire->reads == 0);
    CHECK(out.session == "s-1");
    CHECK(out.metadata().status == 200);

    auto const first = f.next(out.events);
    REQUIRE(first.has_value());
    CHECK(first->which() == kind::moved);
    REQUIRE(first->moved() != nullptr);
    CHECK(first->moved()->step == 2);
    CHECK(first->moved()->to == "hall");
    CHECK(*first->moved()->tags == gallery::tags{"a", "b"});
    CHECK(first->scanned() == nullptr);
    CHECK(wire->reads == 1);

    auto const second = f.next(out.events);
    REQUIRE(second->scanned() != nullptr);
    CHECK(second->scanned()->bytes->bytes == "\xff\0"s);
    CHECK(second->scanned()->at == timestamp(std::chrono::milliseconds(1500)));
    CHECK(wire->reads == 1);

    auto const third = f.next(out.events);
    REQUIRE(third->shown() != nullptr);
    CHECK(third->shown()->picture->title == "Sea");
    CHECK(third->shown()->picture->status == gallery::status::hanging);

    auto const empty = f.next(out.events);
    REQUIRE(empty->moved() != nullptr);
    CHECK(!empty->moved()->to);
    CHECK(!f.next(out.events));
    CHECK(!f.next(out.events));
    CHECK(wire->reads == 4);
    CHECK(!wire->closed);  // read to its end: the connection may be used again
}

TEST_CASE("typed events: kinds that are not known are told by their names") {
    events_fixture f;
    f.stream({make_event("New", "{}") + make_event("PictureNotFound", R"({"message": "as an event"})") +
              make_event("", "") + moved("hall")});
    auto const events = f.events();
    for (std::string_view name : {"New", "PictureNotFound", ""}) {
        auto const one = f.next(events);
        REQUIRE(one.has_value());
        CHECK(one->which() == kind::unknown_);
        CHECK(one->has_value());
        CHECK(one->unknown_member() == name);
        CHECK(one->moved() == nullptr);
    }
    CHECK(*f.next(events)->moved()->to == "hall");
}

TEST_CASE("typed events: a newer model at run time, and the initial response of an RPC protocol") {
    events_fixture f;
    f.typed = events_fixture::newer(f);
    auto const first =
        make_event("initial-response", R"({"Session": "s-2", "Events": {"not": "this"}, "New": 1})");
    auto const wire =
        f.stream({first.substr(0, 30), first.substr(30) + make_event("Burnt", R"({"By": "sun"})"),
                  make_event("Moved", R"({"To": "hall", "By": "me"})")});
    auto const out = f.watch();
    CHECK(wire->reads == 2);
    CHECK(out.session == "s-2");
    auto const burnt = f.next(out.events);
    REQUIRE(burnt.has_value());
    CHECK(burnt->which() == kind::unknown_);
    CHECK(burnt->unknown_member() == "Burnt");
    CHECK(*f.next(out.events)->moved()->to == "hall");
    CHECK(!f.next(out.events));
    CHECK(!wire->closed);

    f.stream({make_event("initial-response", "{}") + make_exception("TooLate", R"({"Message": "shut"})")});
    auto const late = f.events();
    try {
        f.next(late);
        FAIL("nothing was thrown");
    } catch (event_stream_error const& failure) {
        CHECK(failure.modeled_type() == "TooLate");
        CHECK(failure.response().at("Message").as_string() == "shut");
    }
}

TEST_CASE("typed events: a missing initial response fails the call, without a retry") {
    struct {
        std::vector<std::string> pieces;
        scripted_stream::last_step last;
        std::string_view type;
    } const cases[] = {
        {{}, scripted_stream::nothing, "ResponseParserError"},
        {{moved("hall")}, scripted_stream::nothing, "ResponseParserError"},
        {{make_exception("WatchEnded", "{}")}, scripted_stream::nothing, "ResponseParserError"},
        {{make_event("initial-response", "[]")}, scripted_stream::nothing, "ResponseParserError"},
        {{make_event("initial-response", "{}").substr(0, 20)}, scripted_stream::fail, "ReadTimeoutError"},
        {{std::string(12, 'x')}, scripted_stream::nothing, "ChecksumMismatch"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.type);
        events_fixture f;
        f.typed = events_fixture::newer(f);
        auto const wire = f.stream(c.pieces, c.last);
        auto const outcome = f.run(f.typed.try_watch_picture());
        REQUIRE(!outcome);
        CHECK(outcome.error().type() == c.type);
        CHECK(f.world.http->requests.size() == 1);
        CHECK((wire->closed || wire->reads > static_cast<int>(c.pieces.size())));
    }
}

TEST_CASE("typed events: a modelled exception has its class and members, and is the end") {
    events_fixture f;
    auto const wire =
        f.stream({moved("hall") + make_exception("PictureNotFound", R"({"message": "it was sold",
        "PictureId": "p-1", "Similar": [{"Title": "Lake"}]})") +
                  moved("never")},
                 scripted_stream::wait);
    auto const events = f.events();
    CHECK(f.next(events));
    try {
        f.next(events);
        FAIL("nothing was thrown");
    } catch (gallery::picture_not_found const& e) {
        CHECK(e.message() ==
              "An error occurred (PictureNotFound) when calling the WatchPicture operation: "
              "it was sold");
        CHECK(e.code() == "PictureNotFound");
        CHECK(e.message_ == "it was sold");
        CHECK(e.picture_id == "p-1");
        CHECK(e.similar->at(0).title == "Lake");
    }
    CHECK(wire->closed);
    CHECK(!f.next(events));

    // One that no operation has as its error: the class is there all the same, by the name of the shape.
    f.stream({make_exception("watchEnded", R"({"Message": "closed", "Reason": "HANGING"})")});
    auto const ended = f.events();
    try {
        f.next(ended);
        FAIL("nothing was thrown");
    } catch (gallery::watch_ended const& e) {
        CHECK(e.code() == "watchEnded");
        CHECK(e.type() == "WatchEnded");
        CHECK(e.message_text() == "closed");
        CHECK(e.reason == gallery::status::hanging);
    }
}

TEST_CASE("typed events: failures in mid-stream close the connection and are the end") {
    auto damaged = moved("b");
    damaged[damaged.size() - 6] ^= 1;
    struct {
        std::string bytes;
        scripted_stream::last_step last;
        std::string_view type;
    } const cases[] = {
        {testing_data::make_error("Busy", "wait"), scripted_stream::wait, "EventStreamError"},
        {make_exception("Unheard", "{}"), scripted_stream::wait, "EventStreamError"},
        {make_exception("watchEnded", "[]"), scripted_stream::wait, "ResponseParserError"},
        {damaged, scripted_stream::wait, "ChecksumMismatch"},
        {testing_data::event_prelude(25'200'000, 0), scripted_stream::wait, "InvalidPayloadLength"},
        {make_event("Moved", "[]"), scripted_stream::wait, "ResponseParserError"},
        {make_event("Moved", R"({"To": 1, "Tags": {}})"), scripted_stream::wait, "ResponseParserError"},
        {make_event("Moved", "{}", testing_data::text_header("Step", "two")), scripted_stream::wait,
         "ResponseParserError"},
        {moved("b").substr(0, 20), scripted_stream::fail, "ReadTimeoutError"},
        {"", scripted_stream::fail, "ReadTimeoutError"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.type);
        events_fixture f;
        auto const wire = f.stream({moved("a") + c.bytes}, c.last);
        auto const events = f.events();
        CHECK(f.next(events));
        try {
            f.next(events);
            FAIL("nothing was thrown");
        } catch (error const& failure) {
            CHECK(failure.type() == c.type);
        }
        CHECK(wire->closed);
        CHECK(!f.next(events));
    }
}

TEST_CASE("typed events: wherever the stream is cut or damaged, what came before is given") {
    auto const first = moved("a");
    auto const second = moved("b");
    auto const read_all = [](std::string bytes) {
        events_fixture f;
        f.stream({std::move(bytes)});
        auto const events = f.events();
        std::string seen;
        try {
            while (auto one = f.next(events)) seen += *one->moved()->to;
        } catch (error const& failure) {
            seen += failure.type();
        }
        return seen;
    };
    CHECK(read_all(first + second) == "ab");
    for (std::size_t size = 1; size < second.size(); ++size)
        CHECK(read_all(first + second.substr(0, size)) == "aIncompleteReadError");
    for (std::size_t at = 0; at < second.size(); ++at) {
        auto bytes = first + second;
        bytes[first.size() + at] = static_cast<char>(bytes[first.size() + at] ^ 4);
        CHECK(read_all(bytes) == "aChecksumMismatch");
    }
}

TEST_CASE("typed events: an error event is a client_error") {
    events_fixture f;
    f.stream({testing_data::make_error("Busy", "wait")});
    auto const events = f.events();
    try {
        f.next(events);
        FAIL("nothing was thrown");
    } catch (client_error const& e) {
        CHECK(e.code() == "Busy");
        CHECK(e.message() == "An error occurred (Busy) when calling the WatchPicture operation: wait");
    }
}

TEST_CASE("typed events: cancellation closes the connection") {
    events_fixture f;
    auto const wire = f.stream({moved("a")}, scripted_stream::wait);
    auto const events = f.events();
    CHECK(f.next(events));
    boost::asio::cancellation_signal stop;
    std::exception_ptr failure;
    boost::asio::co_spawn(f.io, events.next(),
                          boost::asio::bind_cancellation_slot(
                              stop.slot(), [&](std::exception_ptr e, maybe_event const&) { failure = e; }));
    f.io.restart();
    f.io.poll();
    CHECK(!wire->closed);
    stop.emit(boost::asio::cancellation_type::terminal);
    f.io.run();
    REQUIRE(failure);
    try {
        std::rethrow_exception(failure);
    } catch (boost::system::system_error const& cancelled) {
        CHECK(cancelled.code() == boost::asio::error::operation_aborted);
    }
    CHECK(wire->closed);
    CHECK(!f.next(events));
}

TEST_CASE("typed events: dropping or closing them closes the connection") {
    events_fixture f;
    auto wire = f.stream({moved("a"), moved("b")}, scripted_stream::wait);
    std::weak_ptr<scripted_stream> const dropped = wire;
    {
        auto const out = f.watch();
        CHECK(f.next(out.events));
        wire.reset();
        CHECK(!dropped.expired());
    }
    CHECK(dropped.expired());  // who holds a connection's body last closes it

    wire = f.stream({moved("a"), moved("b")}, scripted_stream::wait);
    auto events = f.events();
    auto const same = events;
    CHECK(f.next(same));
    events.close();
    events.close();
    CHECK(wire->closed);
    CHECK(!f.next(same));

    gallery::watch_picture_events none;
    none.close();
    CHECK(!f.next(none));
    CHECK(!f.next(gallery::watch_picture_output().events));
}

TEST_CASE("typed events: they may be left while one is awaited, and outlive their client") {
    std::weak_ptr<scripted_stream> abandoned;
    {
        events_fixture f;
        abandoned = f.stream({moved("a")}, scripted_stream::wait);
        auto events = f.events();
        CHECK(f.next(events));
        boost::asio::co_spawn(f.io, events.next(),
                              [](std::exception_ptr, maybe_event const&) { FAIL("it ended"); });
        events = gallery::watch_picture_events();
        f.io.restart();
        f.io.poll();
        CHECK(!abandoned.expired());
    }
    CHECK(abandoned.expired());

    session_fixture f;
    testing_support::answer_with_stream(
        *f.world.http, {moved("a") + make_exception("PictureNotFound", R"({"message": "sold"})")});
    auto const out = f.run(gallery::client(f.make()).watch_picture(number_p()));
    CHECK(*f.run(out.events.next())->moved()->to == "a");
    CHECK_THROWS_AS(f.run(out.events.next()), gallery::picture_not_found);
}

TEST_CASE("typed events: an error response, an empty stream, an answer in memory") {
    events_fixture f;
    f.world.http->reply(404, R"({"message": "sold"})", {{"x-amzn-ErrorType", "PictureNotFound"}});
    CHECK_THROWS_AS(f.watch(), client_error);
    auto const wire = f.stream({});
    CHECK(!f.next(f.events()));
    CHECK(!wire->closed);
    f.world.http->reply(200, moved("a"));
    CHECK(*f.next(f.events())->moved()->to == "a");
}

TEST_CASE("typed events: handlers that see the result leave the stream in it") {
    events_fixture f;
    int seen = 0;
    f.run(f.typed.dynamic()).events().on("after-call.picture-gallery.WatchPicture", [&](after_call& e) {
        CHECK(event_stream::is_in(e.parsed.at("Events").as_body()));
        e.parsed["Session"] = "edited";
        ++seen;
    });
    f.stream({moved("a") + make_exception("watchEnded", "{}")});
    auto const out = f.watch();
    CHECK(seen == 1);
    CHECK(out.session == "edited");
    CHECK(*f.next(out.events)->moved()->to == "a");
    CHECK_THROWS_AS(f.next(out.events), gallery::watch_ended);
}

TEST_CASE("typed events: what stands in a stream's place and is none is refused or passed over") {
    events_fixture f;
    value in_place;
    f.run(f.typed.dynamic()).events().on("before-call.picture-gallery.WatchPicture", [&](before_call&) {
        canned_answer answer;
        answer.response.status = 200;
        answer.parsed["Events"] = in_place;
        return answer;
    });
    in_place = args("Moved", "no stream");
    CHECK(!f.next(f.events()));
    in_place = body::from_string("bytes");
    CHECK_THROWS_AS(f.watch(), response_parser_error);
}

TEST_CASE("typed events: two operations with streams of their own") {
    events_fixture f;
    f.stream({make_event("Came", R"({"Name": "Ada"})")});
    auto const out = f.run(f.typed.follow_visitors());
    auto const came = f.run(out.visitors.next());
    REQUIRE(came.has_value());
    static_assert(std::is_same_v<decltype(came), std::optional<gallery::follow_visitors_stream_event> const>);
    CHECK(came->came()->name == "Ada");
}
