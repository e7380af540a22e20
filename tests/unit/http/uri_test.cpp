// URIs in their encoded form.
#include <doctest/doctest.h>

#include <coaws/http/uri.hpp>

using coaws::http::uri;

TEST_CASE("parse takes URIs apart and str puts them together") {
    struct row {
        std::string_view text, host, host_header, target;
        std::uint16_t port;
    };
    for (auto const& [text, host, host_header, target, port] : {
             row{"https://h.example/", "h.example", "h.example", "/", 443},
             row{"http://h.example", "h.example", "h.example", "/", 80},
             row{"http://h:8080/a%20b?x=1&y", "h", "h:8080", "/a%20b?x=1&y", 8080},
             row{"https://h:443/p", "h", "h", "/p", 443},
             row{"http://h:443/p", "h", "h:443", "/p", 443},
             row{"https://user:pa@ss@H.Example:444?q", "H.Example", "h.example:444", "/?q", 444},
             row{"http://[::1]/", "::1", "[::1]", "/", 80},
             row{"http://[fe80::1]:90/x", "fe80::1", "[fe80::1]:90", "/x", 90},
             row{"https://h/a?b?c", "h", "h", "/a?b?c", 443},
             row{"https://h//a/../b", "h", "h", "//a/../b", 443},
         }) {
        CAPTURE(text);
        auto const u = uri::parse(text);
        REQUIRE(u);
        CHECK(u->host() == host);
        CHECK(u->host_header() == host_header);
        CHECK(u->target() == target);
        CHECK(u->port() == port);
        CHECK(u->str() == text);
    }
}

TEST_CASE("schemes are lower-cased and fragments dropped") {
    auto const u = uri::parse("HTTPS://h/p?q=1#frag?x");
    REQUIRE(u);
    CHECK(u->scheme == "https");
    CHECK(u->str() == "https://h/p?q=1");
}

TEST_CASE("texts that are no absolute URI are refused") {
    for (std::string_view text :
         {"", "h", "//h/p", "/p", "https:/h", "https://", "https:///p", "https://:80/", "https://u@/",
          "1http://h", "ht tp://h", "https://h/\r\nX: y", "https://h\t/", "https://h/\x7f"}) {
        CAPTURE(text);
        CHECK_FALSE(uri::parse(text));
    }
}

TEST_CASE("an unreadable port counts as the default one") {
    CHECK(uri::parse("https://h:99999/").value().port() == 443);
    CHECK(uri::parse("http://h:/").value().port() == 80);
    CHECK(uri::parse("http://h:x/").value().port() == 80);
}
