// Cutting event streams into messages.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/codec/event_stream.hpp>
#include <coaws/value/args.hpp>

#include "event_frames.hpp"

using namespace coaws;
using testing_data::event_frame;
using testing_data::event_prelude;
using testing_data::text_header;

namespace {

codec::event_message only(std::string_view bytes) {
    codec::event_stream_decoder decoder;
    decoder.feed(bytes);
    auto message = decoder.next();
    REQUIRE(message);
    CHECK(decoder.pending() == 0);
    return std::move(*message);
}

}  // namespace

TEST_CASE("event stream: header types") {
    using std::string_literals::operator""s;
    std::string headers =
        "\1a\0\1b\1\1c\2\xff\1d\3\xff\xfe\1e\4\x80\0\0\0\1f\5\0\0\0\0\0\0\1\0\1g\6\0\2hi\1h\7\0\2ok"
        "\1i\x08\xff\xff\xff\xff\xff\xff\xff\xff\1j\x09"
        "0123456789abcdef"s;
    auto message = only(event_frame(headers, "payload"));
    CHECK(value(message.headers) == args("a", true, "b", false, "c", -1, "d", -2, "e", -2147483648LL, "f",
                                         256, "g", blob("hi"), "h", "ok", "i", -1, "j",
                                         blob("0123456789abcdef")));
    CHECK(message.payload == "payload");
    CHECK(message.header_text("h") == "ok");
    CHECK(message.header_text("a").empty());
    CHECK(message.header_text("z").empty());
}

TEST_CASE("event stream: any cut into pieces gives the same messages") {
    std::string stream = event_frame("", "") + event_frame(text_header(":event-type", "A"), "one") +
                         event_frame("", std::string(300, 'x'));
    for (std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{16}, stream.size()}) {
        CAPTURE(piece);
        codec::event_stream_decoder decoder;
        std::vector<std::string> payloads;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            decoder.feed(std::string_view(stream).substr(at, piece));
            while (auto message = decoder.next()) payloads.push_back(message->payload);
        }
        CHECK(payloads == std::vector<std::string>{"", "one", std::string(300, 'x')});
        CHECK(decoder.pending() == 0);
    }
}

TEST_CASE("event stream: an unfinished message is no error") {
    std::string whole = event_frame("", "abc");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        codec::event_stream_decoder decoder;
        decoder.feed(std::string_view(whole).substr(0, size));
        CHECK_FALSE(decoder.next());
        CHECK(decoder.pending() == size);
        CHECK(decoder.expected() == (size < 12 ? 12 : whole.size()));
    }
}

TEST_CASE("event stream: damage is found") {
    std::string good = event_frame(text_header("n", "v"), "abc");
    for (std::size_t at = 0; at < good.size(); ++at) {
        CAPTURE(at);
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        codec::event_stream_decoder decoder;
        decoder.feed(bad);
        CHECK_THROWS_AS(decoder.next(), checksum_mismatch);
    }
}

TEST_CASE("event stream: lengths and headers that make no sense") {
    auto next = [](std::string const& bytes) {
        codec::event_stream_decoder decoder;
        decoder.feed(bytes);
        return decoder.next();
    };
    CHECK_THROWS_AS(next(event_prelude(200000, 128 * 1024 + 1)), invalid_headers_length);
    CHECK_THROWS_AS(next(event_prelude(24 * 1024 * 1024 + 17, 0)), invalid_payload_length);
    CHECK_FALSE(next(event_prelude(24 * 1024 * 1024 + 16, 0)));
    CHECK_THROWS_AS(next(event_prelude(15, 0)), parser_error);
    CHECK_THROWS_AS(next(event_prelude(20, 5)), parser_error);
    CHECK_THROWS_AS(next(event_frame(text_header("n", "1") + text_header("n", "2"), "")), duplicate_header);
    CHECK_THROWS_AS(next(event_frame("\1n\x0a", "")), parser_error);
    CHECK_THROWS_AS(next(event_frame("\5n", "")), parser_error);
    CHECK_THROWS_AS(next(event_frame("\1n", "")), parser_error);
    CHECK_THROWS_AS(next(event_frame("\1\xff\7\0\1v", "")), parser_error);
    CHECK_THROWS_AS(next(event_frame(text_header("n", "\xff"), "")), parser_error);
}
