// Values pulled from a codec.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>

#include "recording.hpp"
#include "value_model.hpp"

using namespace coaws;

namespace {

template <class V>
value pair(char const* name, V&& v) {
    return list_of(name, std::forward<V>(v));
}

value read(value const& wire, schema const& s = test::bake_input()) {
    value_map out;
    test::playback_reader in(wire);
    value_output(out).read(in, s);
    return out;
}

timestamp at_seconds(std::int64_t seconds) { return timestamp(std::chrono::seconds(seconds)); }

}  // namespace

TEST_CASE("members come as modelled, or as the wire has them") {
    struct {
        value wire;
        value expected;
    } const cases[] = {
        {value_list(), value_map()},
        {list_of(pair("Name", "a"), pair("Count", 5)), args("Name", "a", "Count", 5)},
        {list_of(pair("Name", nullptr), pair("Steps", nullptr)), value_map()},
        {list_of(pair("Unknown", 1)), value_map()},
        {list_of(pair("Name", 5), pair("Count", "x"), pair("Hot", 1)),
         args("Name", 5, "Count", "x", "Hot", 1)},
        {list_of(pair("Count", 1.5), pair("Weight", 2), pair("Weight", "NaN")),
         args("Count", 1.5, "Weight", "NaN")},
        {list_of(pair("Name", list_of(1, true))), args("Name", list_of(1, true))},
        {list_of(pair("Hot", list_of(pair("a", 1)))), args("Hot", args("a", 1))},
        {list_of(pair("Data", blob("x"))), args("Data", blob("x"))},
        {list_of(pair("Data", 5)), args("Data", 5)},
        {list_of(pair("Due", 60)), args("Due", at_seconds(60))},
        {list_of(pair("Due", true)), args("Due", true)},
        {list_of(pair("Steps", list_of("a", nullptr, "b"))), args("Steps", list_of("a", nullptr, "b"))},
        {list_of(pair("Labels", list_of(pair("a", 1), pair("b", nullptr), pair("a", 3)))),
         args("Labels", args("a", 3, "b", nullptr))},
        {list_of(pair("Recipe", list_of(pair("Then", list_of(pair("Title", "t")))))),
         args("Recipe", args("Then", args("Title", "t")))},
        {list_of(pair("Extra", list_of(pair("a", list_of(1, nullptr, blob("x"), at_seconds(1)))))),
         args("Extra", args("a", list_of(1, nullptr, blob("x"), at_seconds(1))))},
        {list_of(pair("Oven", R"({"a":[1]})")), args("Oven", args("a", list_of(1)))},
    };
    for (auto const& c : cases) {
        CAPTURE(to_json(c.expected));
        CHECK(read(c.wire) == c.expected);
    }
}

TEST_CASE("lists and maps that come in several runs grow") {
    value const wire =
        list_of(pair("Steps", list_of("a")), pair("Name", "x"), pair("Steps", list_of("b", "c")),
                pair("Labels", list_of(pair("k", 1))), pair("Steps", nullptr),
                pair("Labels", list_of(pair("m", 2))), pair("Name", "y"), pair("Name", nullptr));
    CHECK(read(wire) == args("Steps", list_of("a", "b", "c"), "Name", "y", "Labels", args("k", 1, "m", 2)));
}

TEST_CASE("a second reading adds to the first") {
    value_map out;
    value const first = list_of(pair("Name", "a"), pair("Steps", list_of("s")));
    value const second = list_of(pair("Count", 1), pair("Steps", list_of("t")), pair("Name", "b"));
    for (auto const* wire : {&first, &second}) {
        test::playback_reader in(*wire);
        value_output(out).read(in, test::bake_input());
    }
    CHECK(value(out) == args("Name", "b", "Steps", list_of("s", "t"), "Count", 1));
}

TEST_CASE("unions hold one member") {
    auto const filling = [](value const& members) { return read(list_of(list_of("Filling", members))); };
    CHECK(filling(list_of(pair("Jam", "plum"))) == args("Filling", args("Jam", "plum")));
    CHECK(filling(list_of(pair("Jam", nullptr), pair("Cream", 1))) == args("Filling", args("Cream", 1)));
    CHECK(filling(list_of(pair("Nut", 1))) ==
          args("Filling", args("SDK_UNKNOWN_MEMBER", args("name", "Nut"))));
    CHECK_THROWS_WITH_AS(filling(list_of(pair("Jam", "plum"), pair("Cream", 1))),
                         "Invalid service response: Filling must have one and only one member set.",
                         response_parser_error);
    CHECK_THROWS_AS(filling(list_of(pair("Jam", "plum"), pair("Nut", 1))), response_parser_error);
    CHECK_THROWS_AS(filling(value_list()), response_parser_error);
}

TEST_CASE("a header that should hold JSON and does not is an error of the response") {
    CHECK_THROWS_AS(read(list_of(pair("Oven", "{"))), response_parser_error);
}

TEST_CASE("a streaming payload becomes a body, or bytes without a stream") {
    value const wire = list_of(pair("Loaf", blob("rye")));
    CHECK(read(wire, test::bake_output()) == args("Loaf", blob("rye")));
    value_map out;
    test::playback_reader in(wire);
    in.stream = std::make_unique<body>(body::from_string("streamed"));
    value_output(out).read(in, test::bake_output());
    CHECK(out.at("Loaf").as_body().in_memory() == std::string_view("streamed"));
}

TEST_CASE("read_value reads any shape, null included") {
    value const wire = list_of("a", "b");
    test::playback_reader in(wire);
    CHECK(read_value(in, *test::bakery().find_shape("Steps")) == wire);
    value const null;
    test::playback_reader nothing(null);
    CHECK(read_value(nothing, *test::bakery().find_shape("Steps")).is_null());
}
