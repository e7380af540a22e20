// Descriptions of bodies.
#include <doctest/doctest.h>

#include <array>
#include <coaws/http/body.hpp>
#include <coaws/http/message.hpp>

using coaws::body;

TEST_CASE("an empty body has size zero and no bytes") {
    body const b;
    CHECK(b.empty());
    CHECK(b.known_size() == 0U);
    CHECK_FALSE(b.in_memory());
    CHECK(b.as_file() == nullptr);
    CHECK(b.as_source() == nullptr);
    CHECK(b.incoming() == nullptr);
}

TEST_CASE("owned bytes are shared between copies") {
    body const b = body::from_string(std::string(100, 'x'));
    body const copy = b;
    CHECK_FALSE(b.empty());
    REQUIRE(copy.in_memory());
    CHECK(copy.in_memory()->data() == b.in_memory()->data());
    CHECK(b.known_size() == 100U);
    CHECK_FALSE(body::from_string("").empty());
}

TEST_CASE("a span is referred to, not copied") {
    std::array<std::byte, 3> const bytes{std::byte{'a'}, std::byte{'b'}, std::byte{'c'}};
    body const b = body::from_span(bytes);
    REQUIRE(b.in_memory());
    CHECK(*b.in_memory() == "abc");
    CHECK(static_cast<void const*>(b.in_memory()->data()) == bytes.data());
}

TEST_CASE("files and sources know their size only when told") {
    body const f = body::from_file("/data/x");
    REQUIRE(f.as_file() != nullptr);
    CHECK(f.as_file()->path == "/data/x");
    CHECK_FALSE(f.known_size());
    CHECK_FALSE(f.in_memory());
    body const sized = body::from_source(7, {});
    CHECK(sized.known_size() == 7U);
    CHECK_FALSE(body::from_source({}, {}).known_size());
    CHECK(body::from_incoming(nullptr).empty());
}

TEST_CASE("reason phrases of known statuses") {
    using coaws::http::reason_phrase;
    CHECK(reason_phrase(200) == "OK");
    CHECK(reason_phrase(404) == "Not Found");
    CHECK(reason_phrase(503) == "Service Unavailable");
    CHECK(reason_phrase(299) == "");
}
