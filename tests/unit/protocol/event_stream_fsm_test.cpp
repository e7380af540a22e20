// Event streams: frames to events and errors, in every protocol that has them.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/protocol/event_stream_fsm.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/value_serde.hpp>
#include <map>
#include <optional>

#include "../codec/event_frames.hpp"
#include "event_model.hpp"

using namespace coaws;
using protocol::event_step;
using testing_data::big_endian;
using testing_data::event_header;
using testing_data::make_event;
using testing_data::make_exception;
using testing_data::text_header;
using std::string_literals::operator""s;

namespace {

service_schema const& service(std::string_view protocol) {
    static std::map<std::string, std::shared_ptr<service_schema const>, std::less<>> made;
    auto& one = made[std::string(protocol)];
    if (!one) one = testing_data::event_service(protocol);
    return *one;
}

protocol::event_stream_fsm stream_of(std::string_view protocol) {
    auto const& operation = *service(protocol).find_operation("Watch");
    return protocol::event_stream_fsm(*protocol::find_protocol(protocol), *operation.output, operation.name);
}

/// What a stream came to: its events, and the type of the error that ended it.
struct outcome {
    value_map response;
    value_list events;
    std::vector<std::string> unknown;  ///< names
    std::shared_ptr<error const> failure;

    std::string text() const {
        std::string out = to_json(value(events));
        if (failure) out.append(" ").append(failure->type());
        return out;
    }
};

/// All of a stream, in pieces of that size.
outcome read_all(protocol::event_stream_fsm events, std::string_view bytes, std::size_t piece = 1 << 20) {
    outcome got;
    try {
        for (;;) {
            switch (events.advance()) {
                case event_step::want_bytes:
                    if (bytes.empty()) events.finish();
                    events.feed(bytes.substr(0, piece));
                    bytes.remove_prefix(std::min(piece, bytes.size()));
                    break;
                case event_step::initial_response: {
                    CHECK(events.event() == nullptr);
                    value_output sink(got.response);
                    events.read(sink);
                    break;
                }
                case event_step::unknown_event:
                    CHECK(events.event() == nullptr);
                    got.unknown.emplace_back(events.event_name());
                    break;
                case event_step::event:
                    CHECK(events.event()->name() == events.event_name());
                    got.events.push_back(events.read_event());
                    break;
                case event_step::end:
                    return got;
            }
        }
    } catch (error const& failure) {
        got.failure = failure.clone();
    }
    // An error is the end.
    CHECK(events.advance() == event_step::end);
    events.feed(make_event("Raw", "late"));
    CHECK(events.advance() == event_step::end);
    CHECK(events.event() == nullptr);
    return got;
}

outcome read_rest(std::string_view bytes) { return read_all(stream_of("rest-json"), bytes); }

std::string cbor_text(std::string_view text) {
    return std::string(1, static_cast<char>(0x60 + text.size())).append(text);
}

struct wire_case {
    std::string_view protocol;
    std::string details;
    std::string whole;
    std::string gone;
};

std::vector<wire_case> wire_cases() {
    auto const name = cbor_text("Name") + cbor_text("n");
    auto const gone =
        "\xa2"s + cbor_text("message") + cbor_text("felled") + cbor_text("Tree") + cbor_text("oak");
    std::string const json_gone = R"({"message": "felled", "Tree": "oak"})";
    std::string const json_details = R"({"Name": "n", "Count": 3, "More": 1})";
    std::string const json_whole = R"({"Name": "n", "Parts": ["a", "b"], "At": 1})";
    return {
        {"json", json_details, json_whole, json_gone},
        {"rest-json", json_details, json_whole, json_gone},
        {"rest-xml", "<D><Name>n</Name><Count>3</Count></D>",
         "<W><Name>n</Name><Parts><member>a</member><member>b</member></Parts><At>1</At></W>",
         "<G><message>felled</message><Tree>oak</Tree></G>"},
        {"smithy-rpc-v2-cbor", "\xa2"s + name + cbor_text("Count") + "\3",
         "\xa3"s + name + cbor_text("Parts") + "\x82" + cbor_text("a") + cbor_text("b") + cbor_text("At") +
             "\xc1\1",
         gone},
    };
}

std::string initial(std::string_view protocol, std::string_view payload = {}) {
    bool const rpc = protocol::find_protocol(protocol)->sends_initial_response();
    return rpc ? make_event("initial-response", payload) : std::string();
}

}  // namespace

TEST_CASE("events: payloads and exceptions in every protocol") {
    for (auto const& c : wire_cases()) {
        CAPTURE(c.protocol);
        auto const number = event_header("Number", '\4', big_endian(7, 4));
        auto const bytes = initial(c.protocol) + make_event("Detail", c.details, number) +
                           make_event("Whole", c.whole) + make_event("Raw", "\xff\0"s) +
                           make_event("Line", "text") + make_exception("Gone", c.gone) +
                           make_event("Raw", "never read");
        for (std::size_t piece : {std::size_t{1}, std::size_t{13}, bytes.size()}) {
            auto const got = read_all(stream_of(c.protocol), bytes, piece);
            REQUIRE(got.events.size() == 4);
            auto const details = args("Number", 7, "Details", args("Name", "n", "Count", 3));
            CHECK(got.events[0] == args("Detail", details));
            timestamp const at(std::chrono::seconds(1));
            CHECK(got.events[1] == args("Whole", args("Name", "n", "Parts", list_of("a", "b"), "At", at)));
            CHECK(got.events[2] == args("Raw", args("Bytes", blob("\xff\0"s))));
            CHECK(got.events[3] == args("Line", args("Text", "text")));
            auto const* failure = dynamic_cast<event_stream_error const*>(got.failure.get());
            REQUIRE(failure != nullptr);
            CHECK(failure->message() == "An error occurred (Gone) when calling the Watch operation: felled");
            CHECK(failure->code() == "Gone");
            CHECK(failure->modeled_type() == "GoneException");
            CHECK(failure->response().at("Tree") == value("oak"));
            CHECK(failure->response().find("ResponseMetadata") == nullptr);
        }
    }
}

TEST_CASE("events: an event without content is there all the same") {
    for (std::string_view protocol : {"json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor"}) {
        CAPTURE(protocol);
        auto const got = read_all(stream_of(protocol), initial(protocol) + make_event("Whole", "") +
                                                           make_event("Detail", "") + make_event("Raw", "") +
                                                           make_event("Line", ""));
        CHECK(got.text() ==
              R"([{"Whole":{}},{"Detail":{"Details":{}}},{"Raw":{"Bytes":""}},{"Line":{"Text":""}}])");
    }
}

TEST_CASE("events: members from headers") {
    auto const full = event_header("Flag", '\0', "") +
                      event_header("Number", '\5', big_endian(1ULL << 40, 8)) +
                      event_header("Ratio", '\2', "\x05") + event_header("Bytes", '\6', "\0\2hi"s) +
                      text_header("Word", "w") + text_header("other", "not by this name") +
                      event_header("At", '\x08', big_endian(1500, 8)) + event_header("List", '\2', "\1") +
                      text_header("Unknown", "?");
    auto const got = read_rest(make_event("Heads", "body", full));
    CHECK(got.events.at(0).at("Heads") ==
          args("Flag", true, "Number", std::int64_t{1} << 40, "Ratio", 5, "Bytes", blob("hi"), "Word", "w",
               "At", timestamp(std::chrono::milliseconds(1500)), "Body", blob("body")));
    CHECK_FALSE(got.failure);
}

TEST_CASE("events: headers of another kind than modelled are taken as they are") {
    auto const odd = text_header("Flag", "yes") + text_header("Number", "many") +
                     event_header("Word", '\1', "") + text_header("Bytes", "hi") +
                     text_header("At", "2015-01-25T08:00:00Z");
    auto const heads = read_rest(make_event("Heads", "", odd)).events.at(0).at("Heads");
    CHECK(heads.at("Flag") == value("yes"));
    CHECK(heads.at("Number") == value("many"));
    CHECK(heads.at("Word") == value(false));
    CHECK(heads.at("Bytes") == value(blob("hi")));
    CHECK(heads.at("At") == value(timestamp(std::chrono::seconds(1422172800))));
    auto const uuid = event_header("Word", '\x09', "0123456789abcdef");
    CHECK(read_rest(make_event("Heads", "", uuid)).events.at(0).at("Heads").at("Word") ==
          value(blob("0123456789abcdef")));
}

TEST_CASE("events: a time in a header that is none is an error") {
    for (auto const& at :
         {event_header("At", '\x08', "\x7f" + std::string(7, '\xff')),
          event_header("At", '\x08', "\x80" + std::string(7, '\0')), text_header("At", "noon")}) {
        auto const got = read_rest(make_event("Heads", "", at));
        CHECK(got.text() == "[] ResponseParserError");
    }
}

TEST_CASE("events: of what the model does not know there is the name") {
    auto const got = read_rest(make_event("New", "{}") + testing_data::event_frame("", "no headers") +
                               make_event("initial-response", "{}") + make_event("Bare", "no structure") +
                               make_event("", "") +
                               testing_data::event_frame(event_header(":event-type", '\2', "\1"), "") +
                               testing_data::event_frame(text_header(":event-type", "Line"), "seen"));
    CHECK(got.text() == R"([{"Line":{"Text":"seen"}}])");
    CHECK(got.unknown == std::vector<std::string>{"New", "", "initial-response", "Bare", "", ""});
}

TEST_CASE("events: a structure that is not marked as an event has no payload") {
    auto const number = event_header("Number", '\2', "\1");
    CHECK(read_rest(make_event("Mute", R"({"Name": "n"})", number)).text() == R"([{"Mute":{"Number":1}}])");
    CHECK(read_rest(make_event("Gone", R"({"message": "as an event"})")).text() == R"([{"Gone":{}}])");
}

TEST_CASE("events: failures that the stream reports") {
    struct {
        std::string bytes;
        std::string_view code, message;
    } const cases[] = {
        {testing_data::make_error("Busy", "wait"), "Busy", "wait"},
        {testing_data::event_frame(text_header(":message-type", "error"), "{}"), "", ""},
        {make_exception("Shout", R"({"Message": "loud"})"), "Shout", "loud"},
        {make_exception("Shout", ""), "Shout", ""},
        {make_exception("Gone", "not JSON"), "Gone", "not JSON"},
        {make_exception("New", R"({"message": "lost"})"), "", ""},
        {make_exception("Bare", "{}"), "", ""},
        {testing_data::event_frame(
             text_header(":message-type", "exception") + text_header(":error-code", "C"), ""),
         "C", ""},
    };
    for (auto const& c : cases) {
        auto const got = read_rest(make_event("Line", "before") + c.bytes);
        CHECK(got.text() == R"([{"Line":{"Text":"before"}}] EventStreamError)");
        auto const* failure = dynamic_cast<event_stream_error const*>(got.failure.get());
        REQUIRE(failure != nullptr);
        CHECK(failure->code() == c.code);
        CHECK(failure->message_text() == c.message);
        CHECK(failure->operation() == "Watch");
    }
}

TEST_CASE("events: malformed payloads are errors and the end") {
    CHECK(read_rest(make_event("Whole", "[]")).text() == "[] ResponseParserError");
    CHECK(read_rest(make_event("Line", "\xff")).text() == "[] ResponseParserError");
    CHECK(read_rest(make_exception("Gone", "[]")).text() == "[] ResponseParserError");
    CHECK(read_all(stream_of("rest-xml"), make_event("Detail", "<D>")).text() == "[] ResponseParserError");
    auto const cbor = initial("smithy-rpc-v2-cbor") + make_event("Whole", "\xbf");
    CHECK(read_all(stream_of("smithy-rpc-v2-cbor"), cbor).text() == "[] ResponseParserError");
}

TEST_CASE("events: the initial response brings the other members") {
    for (std::string_view protocol : {"json", "smithy-rpc-v2-cbor"}) {
        CAPTURE(protocol);
        auto const payload = protocol == "json" ? R"({"Session": "s-1", "Other": 1})"
                                                : "\xa1"s + cbor_text("Session") + cbor_text("s-1");
        auto const got =
            read_all(stream_of(protocol), initial(protocol, payload) + make_event("Raw", "x"), 5);
        CHECK(value(got.response) == args("Session", "s-1"));
        CHECK(got.events.size() == 1);
        CHECK_FALSE(got.failure);
    }
}

TEST_CASE("events: a stream without its initial response is an error") {
    auto const first = initial("json", "{}");
    for (std::string const& bytes :
         {std::string(), make_event("Raw", "x"), first.substr(0, 11), first.substr(0, 40)}) {
        auto const got = read_all(stream_of("json"), bytes);
        CHECK(got.text() == "[] ResponseParserError");
        CHECK(got.failure->message() == "First event was not of type initial-response");
    }
    auto const refused = read_all(stream_of("json"), make_exception("Gone", R"({"message": "felled"})"));
    CHECK(refused.text() == "[] ResponseParserError");
    CHECK(refused.failure->message() ==
          "First event was not of type initial-response: An error occurred (Gone) "
          "when calling the Watch operation: felled");
    CHECK(read_all(stream_of("json"), initial("json", "[]")).text() == "[] ResponseParserError");
}

TEST_CASE("events: a stream that ends within a message is an error") {
    auto const first = make_event("Line", "a");
    auto const bytes = first + make_event("Line", "b");
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        CAPTURE(size);
        auto const got = read_rest(bytes.substr(0, size));
        CHECK(got.events.size() == (size == bytes.size() ? 2 : size >= first.size() ? 1 : 0));
        bool const whole = size == 0 || size == first.size() || size == bytes.size();
        REQUIRE(static_cast<bool>(got.failure) != whole);
        if (whole) continue;
        CHECK(got.failure->type() == "IncompleteReadError");
        auto const begun = size % first.size();
        CHECK(got.failure->message() == std::to_string(begun) + " read, but total bytes expected is " +
                                            std::to_string(begun < 12 ? 12 : first.size()) + ".");
    }
}

TEST_CASE("events: damage is found wherever it is") {
    auto const first = make_event("Line", "a");
    auto const second = make_event("Line", "b");
    for (std::size_t at = 0; at < second.size(); ++at) {
        auto bytes = first + second;
        bytes[first.size() + at] = static_cast<char>(bytes[first.size() + at] ^ 4);
        CHECK(read_rest(bytes).text() == R"([{"Line":{"Text":"a"}}] ChecksumMismatch)");
    }
    CHECK(read_rest(first + testing_data::event_prelude(30'000'000, 0)).failure->type() ==
          "InvalidPayloadLength");
    CHECK(read_rest(first + testing_data::event_prelude(300'000, 200'000)).failure->type() ==
          "InvalidHeadersLength");
    auto const twice = testing_data::event_frame(text_header("a", "1") + text_header("a", "2"), "");
    CHECK(read_rest(first + twice).failure->type() == "DuplicateHeader");
}

TEST_CASE("events: where there are none") {
    auto const& operation = *service("rest-json").find_operation("Watch");
    auto const& rest = *protocol::find_protocol("rest-json");
    CHECK(protocol::event_stream_member(*operation.output)->name() == "Events");
    CHECK(protocol::event_stream_member(*service("rest-json").find_shape("Details")) == nullptr);
    CHECK_THROWS_AS(protocol::event_stream_fsm(rest, *service("rest-json").find_shape("Details"), "Op"),
                    value_error);
    for (std::string_view name : {"query", "ec2"}) {
        protocol::event_stream_fsm events(*protocol::find_protocol(name), *operation.output, "Watch");
        CHECK(read_all(std::move(events), make_event("Whole", "<a/>")).text() == "[] ResponseParserError");
    }
}
