// Values to and from JSON text.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/value/args.hpp>
#include <limits>

using namespace coaws;

namespace {

timestamp at_seconds(std::int64_t seconds, std::int64_t micros = 0) {
    return timestamp(std::chrono::seconds(seconds) + std::chrono::microseconds(micros));
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

}  // namespace

TEST_CASE("every kind has a JSON text") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    struct {
        value v;
        std::string_view plain;
        std::string_view lossless;
    } const cases[] = {
        {value(), "null", "null"},
        {value(true), "true", "true"},
        {value(-12), "-12", "-12"},
        {value(1.0), "1.0", "1.0"},
        {value(infinity), R"("Infinity")", R"({"$f":"Infinity"})"},
        {value(-infinity), R"("-Infinity")", R"({"$f":"-Infinity"})"},
        {value(std::numeric_limits<double>::quiet_NaN()), R"("NaN")", R"({"$f":"NaN"})"},
        {value("a\"\\\n\x01/ü€😀"), R"("a\"\\\n\u0001/ü€😀")", R"("a\"\\\n\u0001/ü€😀")"},
        {value("bad \xff\xc3"), "\"bad \xef\xbf\xbd\xef\xbf\xbd\"", "\"bad \xef\xbf\xbd\xef\xbf\xbd\""},
        {value(blob("hi")), R"("aGk=")", R"({"$blob":"aGk="})"},
        {value(at_seconds(0)), R"("1970-01-01T00:00:00Z")", R"({"$ts":"1970-01-01T00:00:00Z"})"},
        {value(at_seconds(10, 250000)), R"("1970-01-01T00:00:10.250000Z")",
         R"({"$ts":"1970-01-01T00:00:10.25Z"})"},
        {list_of(1, value_list(), value_map()), "[1,[],{}]", "[1,[],{}]"},
        {args("b", 1, "a", list_of(2)), R"({"b":1,"a":[2]})", R"({"b":1,"a":[2]})"},
        {value(body::from_string("hi")), R"("aGk=")", R"({"$blob":"aGk="})"},
        {value(body::from_file("f")), "null", "null"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.plain);
        CHECK(to_json(c.v) == c.plain);
        CHECK(to_json(c.v, json_options().with_lossless()) == c.lossless);
    }
}

TEST_CASE("ascii escapes everything else") {
    CHECK(to_json(value("ü€😀\x7f"), json_options().with_ascii()) == R"("\u00fc\u20ac\ud83d\ude00\u007f")");
}

TEST_CASE("indented text") {
    auto const text = to_json(args("a", list_of(1, 2), "b", value_map()), json_options().with_indent(2));
    CHECK(text == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
}

TEST_CASE("the lossless form comes back as it was") {
    value const v =
        args("blob", blob(std::string("\0\xff", 2)), "ts", at_seconds(1714979289, 250000), "inf",
             -std::numeric_limits<double>::infinity(), "list", list_of(1, 2.5, "x", nullptr, false));
    CHECK(from_json(to_json(v, json_options().with_lossless()), json_options().with_lossless()) == v);
}

TEST_CASE("marks are ordinary members unless asked for") {
    CHECK(from_json(R"({"$blob":"aGk="})") == args("$blob", "aGk="));
    CHECK(from_json(R"({"$blob":1})", json_options().with_lossless()) == args("$blob", 1));
    CHECK(from_json(R"({"$other":"x"})", json_options().with_lossless()) == args("$other", "x"));
    CHECK(from_json(R"({"$f":"x"})", json_options().with_lossless()) == args("$f", "x"));
    CHECK_THROWS_AS(from_json(R"({"$blob":"*"})", json_options().with_lossless()), json_decode_error);
    CHECK_THROWS_AS(from_json(R"({"$ts":"soon"})", json_options().with_lossless()), json_decode_error);
}

TEST_CASE("reading keeps order, kinds and the last of repeated keys") {
    value const v = from_json(R"({"z": 1, "a": 1.0, "z": [true, null, "x"]})");
    CHECK(to_json(v) == R"({"z":[true,null,"x"],"a":1.0})");
    CHECK(from_json("18446744073709551615") == value(18446744073709551615.0));
    CHECK(from_json("9223372036854775807").is_int());
}

TEST_CASE("many repeated keys leave one each, in order of first sight") {
    std::string text = "{";
    for (int i = 0; i < 100; ++i) text += "\"k" + std::to_string(i % 40) + "\":" + std::to_string(i) + ",";
    text.back() = '}';
    value const v = from_json(text);
    REQUIRE(v.size() == 40);
    CHECK(v.as_map().begin()->first == "k0");
    CHECK(v.at("k0") == value(80));
    CHECK(v.at("k39") == value(79));
}

TEST_CASE("garbage is an error, not a crash") {
    for (std::string const& text : {std::string(), std::string("{"), std::string("[1,]"), std::string("nul"),
                                    std::string("\"\xff\""), std::string("1 2"), nested(100000)}) {
        CHECK_THROWS_AS(from_json(text), json_decode_error);
    }
    CHECK_NOTHROW(from_json(nested(900)));
}

TEST_CASE("writing refuses what is nested without end") {
    value deep;
    for (int i = 0; i < 1500; ++i) deep = list_of(std::move(deep));
    CHECK_THROWS_WITH_AS(to_json(deep), "The value is nested too deeply to be written as JSON", error);
}
