#include "transport/body_decoder.hpp"

#include <doctest/doctest.h>

#include "transport/malformed_message.hpp"
#include "transport/response_head.hpp"

using namespace coaws;
using namespace coaws::transport;

namespace {

body_framing framing_for(std::string const& fields, std::string const& status = "200 OK",
                         bool to_head = false, std::string const& version = "HTTP/1.1") {
    http::response out;
    head_facts facts = parse_head(version + " " + status + "\r\n" + fields + "\r\n", out);
    return framing_of(out, facts.minor_version, to_head);
}

body_framing chunked() {
    body_framing framing;
    framing.end = body_end::chunked;
    return framing;
}

// Decodes with input given in runs of `step` bytes, undecoded bytes being offered again as a connection does.
std::string decode(body_decoder& decoder, std::string const& wire, std::size_t step) {
    std::string held;
    std::string body;
    for (std::size_t at = 0; at < wire.size() && !decoder.done(); at += step) {
        held += wire.substr(at, step);
        std::string_view in = held;
        for (auto piece = decoder.next(in); !piece.empty(); piece = decoder.next(in)) body += piece;
        held.erase(0, held.size() - in.size());
    }
    return body;
}

}  // namespace

TEST_CASE("framing follows the head") {
    CHECK(framing_for("Content-Length: 5\r\n").end == body_end::length);
    CHECK(framing_for("Content-Length: 5\r\n").length == 5);
    CHECK(framing_for("Content-Length: 5\r\n").keep_alive);
    CHECK(framing_for("Content-Length: 0\r\n").end == body_end::none);
    CHECK(framing_for("Content-Length: 5, 5\r\n").length == 5);
    CHECK(framing_for("Transfer-Encoding: chunked\r\n").end == body_end::chunked);
    CHECK(framing_for("Transfer-Encoding: gzip, Chunked\r\n").end == body_end::chunked);
    CHECK(framing_for("Transfer-Encoding: gzip\r\n").end == body_end::close);
    CHECK(framing_for("").end == body_end::close);
    CHECK_FALSE(framing_for("").keep_alive);

    SUBCASE("no body after HEAD, 204 and 304") {
        CHECK(framing_for("Content-Length: 5\r\n", "200 OK", true).end == body_end::none);
        CHECK(framing_for("Content-Length: 5\r\n", "304 Not Modified").end == body_end::none);
        CHECK(framing_for("", "204 No Content").end == body_end::none);
        CHECK(framing_for("", "204 No Content").keep_alive);
    }
    SUBCASE("keeping the connection") {
        CHECK_FALSE(framing_for("Content-Length: 5\r\nConnection: close\r\n").keep_alive);
        CHECK_FALSE(framing_for("Content-Length: 5\r\nConnection: x, Close\r\n").keep_alive);
        CHECK_FALSE(framing_for("Content-Length: 5\r\n", "200 OK", false, "HTTP/1.0").keep_alive);
        CHECK(framing_for("Content-Length: 5\r\nConnection: keep-alive\r\n", "200 OK", false, "HTTP/1.0")
                  .keep_alive);
    }
    SUBCASE("both lengths: the coding counts and the connection ends") {
        body_framing both = framing_for("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
        CHECK(both.end == body_end::chunked);
        CHECK_FALSE(both.keep_alive);
    }
}

TEST_CASE("unreadable or contradictory lengths are refused") {
    for (char const* fields : {"Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5, 6\r\n",
                               "Content-Length: -1\r\n", "Content-Length: +5\r\n", "Content-Length: 5x\r\n",
                               "Content-Length:\r\n", "Content-Length: 99999999999999999999999\r\n"}) {
        CAPTURE(fields);
        CHECK_THROWS_AS(framing_for(fields), malformed_message);
    }
}

TEST_CASE("chunks decode however they are cut") {
    struct form {
        char const* wire;
        char const* body;
    };
    for (form const& each :
         {form{"5\r\nhello\r\n0\r\n\r\n", "hello"}, form{"0\r\n\r\n", ""},
          form{"1\r\na\r\n2\r\nbc\r\n0\r\nX-Trailer: y\r\n\r\n", "abc"},
          form{"A;name=value\r\n0123456789\r\n00\r\n\r\n", "0123456789"},
          form{"a \r\n0123456789\r\n0\r\n\r\n", "0123456789"}, form{"3\nabc\n0\n\n", "abc"}}) {
        for (std::size_t step = 1; step < 12; ++step) {
            CAPTURE(each.wire);
            CAPTURE(step);
            body_decoder decoder;
            decoder.start(chunked());
            CHECK(decode(decoder, each.wire, step) == each.body);
            CHECK(decoder.done());
            CHECK_NOTHROW(decoder.eof());
        }
    }
}

TEST_CASE("bad chunks are refused") {
    for (char const* wire : {"x\r\n", "\r\n", "-1\r\n", "5\r\nhelloX\r\n", "fffffffffffffffff\r\n", " \r\n",
                             "0x5\r\nhello\r\n"}) {
        CAPTURE(wire);
        body_decoder decoder;
        decoder.start(chunked());
        CHECK_THROWS_AS(decode(decoder, wire, 100), malformed_message);
    }
    body_decoder endless;
    endless.start(chunked());
    CHECK_THROWS_AS(decode(endless, std::string(10000, '1'), 10000), malformed_message);
    body_decoder trailers;
    trailers.start(chunked());
    std::string many = "0\r\n";
    for (int i = 0; i < 2000; ++i) many += "X-Trailer: " + std::string(80, 'x') + "\r\n";
    CHECK_THROWS_AS(decode(trailers, many, 1000), malformed_message);
}

TEST_CASE("a body cut short is an error") {
    body_decoder sized;
    body_framing framing;
    framing.end = body_end::length;
    framing.length = 5;
    sized.start(framing);
    CHECK(sized.direct() == 5);
    CHECK(decode(sized, "hell", 4) == "hell");
    CHECK_THROWS_AS(sized.eof(), malformed_message);

    body_decoder pieces;
    pieces.start(chunked());
    CHECK(decode(pieces, "5\r\nhello\r\n", 100) == "hello");
    CHECK_THROWS_AS(pieces.eof(), malformed_message);

    body_decoder open_end;
    framing.end = body_end::close;
    open_end.start(framing);
    CHECK(decode(open_end, "anything", 3) == "anything");
    CHECK_NOTHROW(open_end.eof());
    CHECK(open_end.done());
}

TEST_CASE("bytes behind the body are left alone") {
    body_decoder decoder;
    body_framing framing;
    framing.end = body_end::length;
    framing.length = 3;
    decoder.start(framing);
    std::string_view in = "abcNEXT";
    CHECK(decoder.next(in) == "abc");
    CHECK(decoder.done());
    CHECK(decoder.next(in).empty());
    CHECK(in == "NEXT");
}
