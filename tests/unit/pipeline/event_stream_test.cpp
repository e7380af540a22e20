// Event streams as callers see them: from a call over its stream to events, errors and closed connections.
#include <coaws/pipeline/event_stream.hpp>

#include <doctest/doctest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>

#include "../codec/event_frames.hpp"
#include "../protocol/event_model.hpp"
#include "../transport/run_awaitable.hpp"
#include "scripted_stream.hpp"
#include "scripted_world.hpp"

using namespace coaws;
using testing_data::make_event;
using testing_data::make_exception;
using testing_support::scripted_stream;
namespace asio = boost::asio;

namespace {

struct fixture {
    explicit fixture(std::string_view protocol = "rest-json") {
        parts.service = testing_data::event_service(protocol);
        retry::strategy_options how;
        how.mode = retry::mode::standard;
        how.service_id = "tiny";
        parts.retries = retry::make_strategy(how, nullptr);
        parts.events = std::make_shared<emitter>();
        parts.world = world.ports();
        parts.settings.endpoint_url = "https://events.example.com";
        parts.settings.user_agent = "coaws/test";
        parts.settings.signature_version = "none";
    }

    /// The next answer streams these pieces.
    std::shared_ptr<scripted_stream> stream(std::vector<std::string> pieces,
                                            scripted_stream::last_step last = scripted_stream::nothing) {
        return testing_support::answer_with_stream(*world.http, std::move(pieces), std::move(last));
    }

    result<value> call(std::string_view operation = "Watch", value params = args()) {
        if (!core) core = std::make_unique<pipeline::client_core>(parts);
        auto work = pipeline::invoke(*core, operation, std::move(params), call_options());
        return testing_support::run(io, std::move(work));
    }

    event_stream events() { return call()->take_body("Events"); }
    std::optional<value> next(event_stream& from) { return testing_support::run(io, from.next()); }

    /// The events up to the end, and the type of the error that came instead of it.
    std::string all(event_stream from) {
        std::string out;
        try {
            while (auto one = next(from)) out += to_json(*one);
        } catch (error const& failure) {
            out.append(failure.type());
        }
        CHECK_FALSE(next(from));
        return out;
    }

    testing_support::scripted_world world;
    pipeline::client_parts parts;
    std::unique_ptr<pipeline::client_core> core;
    asio::io_context io;
};

constexpr char const* line_a = R"({"Line":{"Text":"a"}})";

}  // namespace

TEST_CASE("event stream: a call gives headers at once and events as they are asked for") {
    fixture f;
    auto const wire = f.stream(
        {make_event("Line", "a") + make_event("New", ""), make_event("Line", "b"), make_event("Line", "c")});
    auto out = f.call();
    REQUIRE(out);
    CHECK(f.world.http->sent_with.at(0).stream_response);
    CHECK(wire->reads == 0);
    CHECK(out->at("Session").as_string() == "s-1");
    CHECK(out->at("ResponseMetadata").at("HTTPStatusCode").as_int() == 200);
    event_stream events = out->take_body("Events");
    CHECK(f.next(events) == args("Line", args("Text", "a")));
    CHECK(wire->reads == 1);
    CHECK(f.all(events) == R"({"Line":{"Text":"b"}}{"Line":{"Text":"c"}})");
    CHECK(wire->reads == 4);
    CHECK_FALSE(wire->closed);  // read to its end: the connection may be used again
    CHECK(wire->largest == 32 * 1024);
}

TEST_CASE("event stream: the call waits for the initial response and keeps what came with it") {
    for (std::string_view protocol : {"json", "smithy-rpc-v2-cbor"}) {
        CAPTURE(protocol);
        fixture f(protocol);
        auto const payload = protocol == "json"
                                 ? std::string(R"({"Session": "s-2", "Events": {"not": "these"}})")
                                 : std::string("\xa1\x67Session\x63s-2");
        auto const first = make_event("initial-response", payload);
        auto const wire = f.stream(
            {first.substr(0, 30), first.substr(30) + make_event("Line", "a"), make_event("Line", "b")});
        auto out = f.call();
        REQUIRE(out);
        CHECK(wire->reads == 2);
        CHECK(out->at("Session").as_string() == "s-2");
        CHECK(f.all(out->take_body("Events")) == R"({"Line":{"Text":"a"}}{"Line":{"Text":"b"}})");
        CHECK_FALSE(wire->closed);
    }
}

TEST_CASE("event stream: a missing initial response ends the call and its connection, without a retry") {
    struct {
        std::vector<std::string> pieces;
        scripted_stream::last_step last;
        std::string_view type;
    } const cases[] = {
        {{}, scripted_stream::nothing, "ResponseParserError"},
        {{make_event("Line", "a")}, scripted_stream::nothing, "ResponseParserError"},
        {{make_exception("Gone", "{}")}, scripted_stream::nothing, "ResponseParserError"},
        {{make_event("initial-response", "[]")}, scripted_stream::nothing, "ResponseParserError"},
        {{make_event("initial-response", "{}").substr(0, 20)}, scripted_stream::fail, "ReadTimeoutError"},
        {{std::string(12, 'x')}, scripted_stream::nothing, "ChecksumMismatch"},
    };
    for (auto const& c : cases) {
        fixture f("json");
        auto const wire = f.stream(c.pieces, c.last);
        auto const out = f.call();
        REQUIRE_FALSE(out);
        CHECK(out.error().type() == c.type);
        CHECK(f.world.http->requests.size() == 1);
        CHECK((wire->closed || wire->reads > static_cast<int>(c.pieces.size())));
    }
}

TEST_CASE("event stream: errors in mid-stream close the connection and are the end") {
    auto damaged = make_event("Line", "b");
    damaged[damaged.size() - 6] ^= 1;
    struct {
        std::string bytes;
        scripted_stream::last_step last;
        std::string_view type;
    } const cases[] = {
        {make_exception("Gone", R"({"message": "felled"})"), scripted_stream::wait, "EventStreamError"},
        {testing_data::make_error("Busy", "wait"), scripted_stream::wait, "EventStreamError"},
        {damaged, scripted_stream::wait, "ChecksumMismatch"},
        {testing_data::event_prelude(25'200'000, 0), scripted_stream::wait, "InvalidPayloadLength"},
        {make_event("Whole", "[]"), scripted_stream::wait, "ResponseParserError"},
        {make_event("Line", "b").substr(0, 20), scripted_stream::fail, "ReadTimeoutError"},
        {"", scripted_stream::fail, "ReadTimeoutError"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.type);
        fixture f;
        auto const wire = f.stream({make_event("Line", "a") + c.bytes}, c.last);
        CHECK(f.all(f.events()) == line_a + std::string(c.type));
        CHECK(wire->closed);
    }
    fixture f;
    f.stream({make_event("Line", "a") + make_event("Line", "b").substr(0, 20)});
    CHECK(f.all(f.events()) == std::string(line_a) + "IncompleteReadError");
}

TEST_CASE("event stream: a modelled exception is a client_error with botocore's text") {
    fixture f;
    f.stream({make_exception("Gone", R"({"message": "felled", "Tree": "oak"})")});
    auto events = f.events();
    try {
        f.next(events);
        FAIL("no error");
    } catch (client_error const& failure) {
        CHECK(failure.type() == "EventStreamError");
        CHECK(failure.message() == "An error occurred (Gone) when calling the Watch operation: felled");
        CHECK(failure.modeled_type() == "GoneException");
        CHECK(failure.response().at("Tree").as_string() == "oak");
    }
}

TEST_CASE("event stream: an empty stream, an error response, an answer in memory") {
    fixture f;
    auto const wire = f.stream({});
    CHECK(f.all(f.events()).empty());
    CHECK_FALSE(wire->closed);
    f.world.http->reply(400, R"({"__type": "Gone", "message": "no"})");
    auto const refused = f.call();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().type() == "ClientError");
    f.world.http->reply(200, make_event("Line", "a"));
    CHECK(f.all(f.events()) == line_a);
}

TEST_CASE("event stream: cancellation closes the connection") {
    fixture f;
    auto const wire = f.stream({make_event("Line", "a")}, scripted_stream::wait);
    auto events = f.events();
    CHECK(f.next(events));
    asio::cancellation_signal stop;
    std::exception_ptr failure;
    asio::co_spawn(f.io, events.next(),
                   asio::bind_cancellation_slot(
                       stop.slot(), [&](std::exception_ptr e, std::optional<value>) { failure = e; }));
    f.io.restart();
    f.io.poll();
    CHECK_FALSE(wire->closed);
    stop.emit(asio::cancellation_type::terminal);
    f.io.run();
    REQUIRE(failure);
    try {
        std::rethrow_exception(failure);
    } catch (boost::system::system_error const& cancelled) {
        CHECK(cancelled.code() == asio::error::operation_aborted);
    }
    CHECK(wire->closed);
    CHECK_FALSE(f.next(events));
}

TEST_CASE("event stream: dropping or closing it closes the connection") {
    fixture f;
    auto wire = f.stream({make_event("Line", "a"), make_event("Line", "b")}, scripted_stream::wait);
    std::weak_ptr<scripted_stream> const dropped = wire;
    {
        auto events = f.events();
        CHECK(f.next(events));
        wire.reset();
        CHECK_FALSE(dropped.expired());
    }
    CHECK(dropped.expired());  // who holds a connection's body last closes it
    wire = f.stream({make_event("Line", "a"), make_event("Line", "b")}, scripted_stream::wait);
    auto events = f.events();
    auto same = events;
    CHECK(f.next(same));
    events.close();
    events.close();
    CHECK(wire->closed);
    CHECK_FALSE(f.next(same));
    event_stream().close();
}

TEST_CASE("event stream: it may be left while an event is awaited") {
    std::weak_ptr<scripted_stream> abandoned;
    {
        fixture f;
        abandoned = f.stream({make_event("Line", "a")}, scripted_stream::wait);
        auto events = f.events();
        CHECK(f.next(events));
        asio::co_spawn(f.io, events.next(),
                       [](std::exception_ptr, std::optional<value>) { FAIL("it ended"); });
        events = event_stream();
        f.io.restart();
        f.io.poll();
        CHECK_FALSE(abandoned.expired());
    }
    CHECK(abandoned.expired());
}

TEST_CASE("event stream: it outlives its client") {
    fixture f;
    f.stream({make_event("Whole", R"({"Name": "n"})")});
    auto events = f.events();
    f.core.reset();
    f.parts = pipeline::client_parts();
    CHECK(f.all(events) == R"({"Whole":{"Name":"n"}})");
}

TEST_CASE("event stream: other bodies are none, and it is no other body") {
    CHECK_THROWS_AS(event_stream(body::from_string("x")), value_error);
    CHECK_FALSE(event_stream::is_in(body()));
    fixture f;
    CHECK_FALSE(f.next(*std::make_unique<event_stream>()));
    f.stream({make_event("Line", "a")});
    auto held = f.call()->take_body("Events");
    CHECK(event_stream::is_in(held));
    streaming_body bytes(std::move(held));
    CHECK_THROWS_AS(testing_support::run(f.io, bytes.read()), response_streaming_error);
}

TEST_CASE("HND-13 an operation whose input is an event stream is refused before anything is sent") {
    fixture f;
    auto const out = f.call("Talk", args("Events", blob()));
    REQUIRE_FALSE(out);
    CHECK(out.error().type() == "OperationNotFoundError");
    CHECK(out.error().message() == "Operation 'Talk' sends an event stream, which is not supported");
    CHECK(f.world.http->requests.empty());
}
