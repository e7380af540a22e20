#include "transport/response_head.hpp"

#include <doctest/doctest.h>

#include "transport/malformed_message.hpp"

using namespace coaws;
using namespace coaws::transport;

TEST_CASE("a response head is split into status, reason and fields") {
    http::response out;
    std::string head =
        "HTTP/1.1 404 Not Found\r\nContent-Type:  text/xml \r\nX-Empty:\r\nx-A: 1\r\nX-a: 2\r\n\r\n";
    CHECK(find_head_end(head, 0) == head.size());
    head_facts facts = parse_head(head, out);
    CHECK(facts.minor_version == 1);
    CHECK(out.status == 404);
    CHECK(out.reason == "Not Found");
    CHECK(out.headers.size() == 4);
    CHECK(out.headers.get("content-type") == "text/xml");
    CHECK(out.headers.contains("x-empty"));
    CHECK(out.headers.get("X-A") == "1");
}

TEST_CASE("lenient forms that servers send are understood") {
    http::response out;
    SUBCASE("bare line feeds") {
        std::string head = "HTTP/1.0 200 OK\nA: b\n\n";
        CHECK(find_head_end(head, 0) == head.size());
        CHECK(parse_head(head, out).minor_version == 0);
        CHECK(out.headers.get("a") == "b");
    }
    SUBCASE("no reason") {
        parse_head("HTTP/1.1 200\r\n\r\n", out);
        CHECK(out.status == 200);
        CHECK(out.reason.empty());
        parse_head("HTTP/1.1 204 \r\n\r\n", out);
        CHECK(out.status == 204);
    }
    SUBCASE("folded values") {
        parse_head("HTTP/1.1 200 OK\r\nA: one\r\n  two\r\n\tthree\r\nB: x\r\n\r\n", out);
        CHECK(out.headers.get("a") == "one two three");
        CHECK(out.headers.get("b") == "x");
    }
}

TEST_CASE("the end of a head is found when it arrives in pieces") {
    std::string head = "HTTP/1.1 200 OK\r\nA: b\r\n\r\n";
    for (std::size_t cut = 0; cut < head.size(); ++cut) {
        CAPTURE(cut);
        CHECK(find_head_end(std::string_view(head).substr(0, cut), 0) == 0);
        CHECK(find_head_end(head, cut) == head.size());
    }
    CHECK(find_head_end(head + "body\r\n\r\n", 0) == head.size());
}

TEST_CASE("what is not a response head is refused") {
    http::response out;
    for (std::string_view start :
         {"SSH-2.0-x\r\n", "\x15\x03\x03", "HTTP/2.0 200 OK\r\n\r\n", "<html>", "http/1.1 200 OK"}) {
        CAPTURE(start);
        CHECK_THROWS_AS(find_head_end(start, 0), malformed_message);
    }
    for (std::string_view head :
         {"HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 099 Low\r\n\r\n",
          "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
          "HTTP/1.1 200 OK\r\n: empty\r\n\r\n", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
          "HTTP/1.1 200 OK\r\n folded first\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n",
          "HTTP/1.x 200 OK\r\n\r\n"}) {
        CAPTURE(head);
        CHECK_THROWS_AS(parse_head(head, out), malformed_message);
    }
    CHECK_THROWS_AS(parse_head(std::string_view("HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n", 29), out),
                    malformed_message);
}

TEST_CASE("size limits hold") {
    std::string endless = "HTTP/1.1 200 OK\r\nA: " + std::string(max_head_bytes, 'x');
    CHECK_THROWS_AS(find_head_end(endless, 0), malformed_message);
    std::string many = "HTTP/1.1 200 OK\r\n";
    for (std::size_t i = 0; i <= max_head_fields; ++i) many += "a: b\r\n";
    http::response out;
    CHECK_THROWS_AS(parse_head(many + "\r\n", out), malformed_message);
}
