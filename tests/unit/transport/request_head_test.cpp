#include "transport/request_head.hpp"

#include <doctest/doctest.h>
#include <coaws/base/errors.hpp>

using namespace coaws;
using namespace coaws::transport;

namespace {

http::request request_to(char const* method, char const* url) {
    http::request request;
    request.method = method;
    request.url = *http::uri::parse(url);
    return request;
}

std::string head_of(http::request const& request, transport_config const& config = {}) {
    route_settings settings(config);
    route way = route::find(request.url, settings);
    std::string out = "old";
    write_head(out, request, framing_of(request, request.body.known_size()), way);
    return out;
}

}  // namespace

TEST_CASE("a head has request line, host, identity encoding and framing") {
    http::request request = request_to("PUT", "http://bucket.example.com:8080/a%20b?x=1&y");
    request.headers.add("X-Amz-Date", "20260101T000000Z");
    request.body = body::from_string("hello");
    CHECK(head_of(request) ==
          "PUT /a%20b?x=1&y HTTP/1.1\r\nHost: bucket.example.com:8080\r\nAccept-Encoding: identity\r\n"
          "X-Amz-Date: 20260101T000000Z\r\nContent-Length: 5\r\n\r\n");
    CHECK(head_of(request_to("GET", "https://example.com")) ==
          "GET / HTTP/1.1\r\nHost: example.com\r\nAccept-Encoding: identity\r\n\r\n");
}

TEST_CASE("what the caller set is sent as it is") {
    http::request request = request_to("POST", "http://example.com/");
    request.headers.add("host", "other.example.com");
    request.headers.add("accept-encoding", "gzip");
    request.headers.add("Content-Length", "5");
    request.body = body::from_string("hello");
    CHECK(head_of(request) ==
          "POST / HTTP/1.1\r\nhost: other.example.com\r\naccept-encoding: gzip\r\nContent-Length: 5\r\n\r\n");
}

TEST_CASE("framing by body and method") {
    struct form {
        char const* method;
        body content;
        bool length;
        bool chunked;
    };
    auto endless = body::from_source(std::nullopt, [] { return nullptr; });
    auto sized = body::from_source(7, [] { return nullptr; });
    for (form const& each :
         {form{"GET", {}, false, false}, form{"HEAD", {}, false, false}, form{"DELETE", {}, true, false},
          form{"POST", {}, true, false}, form{"POST", body::from_string(""), true, false},
          form{"GET", body::from_string("x"), true, false}, form{"PUT", endless, false, true},
          form{"GET", endless, false, true}, form{"PUT", sized, true, false}}) {
        CAPTURE(each.method);
        http::request request = request_to(each.method, "http://example.com/");
        request.body = each.content;
        request_framing framing = framing_of(request, request.body.known_size());
        CHECK(framing.adds_length == each.length);
        CHECK(framing.adds_chunked == each.chunked);
    }
}

TEST_CASE("a length that contradicts the body is refused before anything is sent") {
    http::request request = request_to("PUT", "http://example.com/");
    request.body = body::from_string("hello");
    for (char const* length : {"4", "6", "x", "", "-5"}) {
        CAPTURE(length);
        request.headers.set("Content-Length", length);
        CHECK_THROWS_AS(framing_of(request, 5), http_client_error);
    }
    request.headers.clear();
    request.headers.add("Transfer-Encoding", "gzip");
    CHECK_THROWS_AS(framing_of(request, 5), http_client_error);
}

TEST_CASE("nothing can break out of its line, and messages hold no values") {
    for (char const* value : {"a\r\nX: y", "a\nb", "\r"}) {
        http::request request = request_to("GET", "http://example.com/");
        request.headers.add("Authorization", value);
        try {
            head_of(request);
            FAIL("accepted");
        } catch (http_client_error const& refused) {
            CHECK(std::string(refused.what()).find("Authorization") != std::string::npos);
            CHECK(std::string(refused.what()).find("X: y") == std::string::npos);
        }
    }
    http::request request = request_to("GET", "http://example.com/");
    request.headers.add("bad name", "x");
    CHECK_THROWS_AS(head_of(request), http_client_error);
    request = request_to("GET", "http://example.com/");
    request.url.path = "/a b";
    CHECK_THROWS_AS(head_of(request), http_client_error);
    request = request_to("GE T", "http://example.com/");
    CHECK_THROWS_AS(head_of(request), http_client_error);
}

TEST_CASE("proxies choose between absolute form and tunnel") {
    transport_config config;
    config.proxies["http"] = "user:pa%20ss@proxy.example.com:3128";
    config.proxies["https"] = "http://proxy.example.com:3128";
    CHECK(head_of(request_to("GET", "http://example.com/a"), config) ==
          "GET http://example.com/a HTTP/1.1\r\nHost: example.com\r\nAccept-Encoding: identity\r\n"
          "Proxy-Authorization: Basic dXNlcjpwYSBzcw==\r\n\r\n");

    route_settings settings(config);
    http::uri url = *http::uri::parse("https://example.com/a");
    route way = route::find(url, settings);
    CHECK(way.tunnel);
    CHECK_FALSE(way.absolute_form);
    std::string out;
    write_connect_head(out, way);
    CHECK(out == "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n");
}

TEST_CASE("proxy URLs in their odd forms") {
    CHECK(proxy_server::parse("proxy:8080").host == "proxy");
    CHECK(proxy_server::parse("//proxy:8080").port == 8080);
    CHECK(proxy_server::parse("https://proxy").tls);
    CHECK(proxy_server::parse("http://u:p@proxy:1").masked_url == "http://***:***@proxy:1");
    CHECK(proxy_server::parse("http://u@proxy:1").authorization.empty());
    CHECK_FALSE(proxy_server::parse("http://").fault.empty());
    transport_config config;
    config.proxies["http"] = "http://";
    CHECK_THROWS_AS(head_of(request_to("GET", "http://example.com/"), config), proxy_connection_error);
}

TEST_CASE("URLs in messages hold no credentials") {
    CHECK(url_for_message(*http::uri::parse("https://u:p@h/a?X-Amz-Signature=s")) == "https://h/a?***");
    CHECK(url_for_message(*http::uri::parse("https://h/a?x-amz-security-token=s")) == "https://h/a?***");
    CHECK(url_for_message(*http::uri::parse("https://h/a?list-type=2")) == "https://h/a?list-type=2");
}
