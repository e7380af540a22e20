// The dynamic value: kinds, access, paths, equality.
#include <doctest/doctest.h>

#include <coaws/value/args.hpp>
#include <coaws/value/value.hpp>
#include <limits>

using namespace coaws;

namespace {

value sample() {
    return args("Owner", args("Name", "ann", "Tags", list_of(args("Key", "k1"), args("Key", "k2"))), "Count",
                7, "Ratio", 0.5, "On", true);
}

}  // namespace

TEST_CASE("a value knows its kind") {
    struct {
        value v;
        value_kind kind;
        std::string_view word;
    } const cases[] = {
        {value(), value_kind::null, "null"},
        {value(nullptr), value_kind::null, "null"},
        {value(true), value_kind::boolean, "boolean"},
        {value(3), value_kind::integer, "integer"},
        {value(std::uint8_t{3}), value_kind::integer, "integer"},
        {value(3.5F), value_kind::number, "number"},
        {value("x"), value_kind::string, "string"},
        {value(std::string_view("x")), value_kind::string, "string"},
        {value(blob("x")), value_kind::blob, "blob"},
        {value(timestamp()), value_kind::timestamp, "timestamp"},
        {value(value_list()), value_kind::list, "list"},
        {value(value_map()), value_kind::map, "map"},
        {value(body::from_string("x")), value_kind::body, "body"},
    };
    for (auto const& c : cases) {
        CHECK(c.v.kind() == c.kind);
        CHECK(to_string(c.v.kind()) == c.word);
    }
}

TEST_CASE("accessors give the contents or name both kinds") {
    CHECK(value(7).as_int() == 7);
    CHECK(value(7).as_double() == 7.0);
    CHECK(value("abc").as_blob() == "abc");
    CHECK(value(blob("abc")).as_blob() == "abc");
    CHECK_THROWS_WITH_AS(value(7).as_string(), "Expected a value of kind string, found integer",
                         bad_value_access);
    CHECK_THROWS_WITH_AS(value("7").as_int(), "Expected a value of kind integer, found string",
                         bad_value_access);
    CHECK_THROWS_WITH_AS(value(1.5).as_int(), "Expected a value of kind integer, found number",
                         bad_value_access);
    CHECK_THROWS_WITH_AS(value(true).as_double(), "Expected a value of kind number, found boolean",
                         bad_value_access);
    CHECK_THROWS_AS(value().as_body(), bad_value_access);
}

TEST_CASE("members and elements are reached by name and index") {
    value const v = sample();
    CHECK(v.at("Owner").at("Tags").at(1).at("Key").as_string() == "k2");
    CHECK(v.find("Nope") == nullptr);
    CHECK(v.at("Count").find("Nope") == nullptr);
    CHECK_THROWS_WITH_AS(v.at("Nope"), "There is no member \"Nope\"; there are: Owner, Count, Ratio, On",
                         bad_value_access);
    CHECK_THROWS_WITH_AS(v.at("Count").at("x"), "There is no member \"x\" in a value of kind integer",
                         bad_value_access);
    CHECK_THROWS_WITH_AS(v.at("Owner").at("Tags").at(2), "Index 2 is beyond a list of 2", bad_value_access);
}

TEST_CASE("paths lead to values") {
    value const v = sample();
    CHECK(v.find_path("Owner.Name")->as_string() == "ann");
    CHECK(v.find_path("Owner.Tags[1].Key")->as_string() == "k2");
    CHECK(v.find_path("") == &v);
    for (auto const* nowhere :
         {"Nope", "Owner.Nope", "Owner.Tags[2]", "Owner.Tags[x]", "Owner.Tags[", "Owner.Tags[-1]", "Owner[0]",
          ".", "Count.x", "Owner..Name", "[99999999999999999999999]"}) {
        CAPTURE(nowhere);
        CHECK(v.find_path(nowhere) == nullptr);
    }
}

TEST_CASE("get converts or falls back") {
    value const v = sample();
    CHECK(v.get<int>("Count", 0) == 7);
    CHECK(v.get<double>("Count", 0) == 7.0);
    CHECK(v.get<double>("Ratio", 0) == 0.5);
    CHECK(v.get<int>("Ratio", 9) == 9);
    CHECK(v.get<bool>("On", false));
    CHECK(v.get("Owner.Name", "?") == "ann");
    CHECK(v.get("Owner.Age", "?") == "?");
}

TEST_CASE("operator[] builds maps, and only maps") {
    value v;
    v["a"]["b"] = 1;
    CHECK(v == args("a", args("b", 1)));
    value text("x");
    CHECK_THROWS_AS(text["a"], bad_value_access);
}

TEST_CASE("a map keeps its order and its keys unique") {
    value v = args("b", 1, "a", 2, "b", 3);
    auto& map = v.as_map();
    REQUIRE(map.size() == 2);
    CHECK(map.begin()->first == "b");
    CHECK(map.at("b") == value(3));
    CHECK(map.erase("b"));
    CHECK_FALSE(map.erase("b"));
    CHECK(map.size() == 1);
    CHECK_THROWS_WITH_AS(value_map().at("x"), "There is no member \"x\" (the map is empty)",
                         bad_value_access);
}

TEST_CASE("equality is by contents") {
    CHECK(args("a", 1, "b", 2) == args("b", 2, "a", 1));
    CHECK_FALSE(args("a", 1) == args("a", 1, "b", 2));
    CHECK_FALSE(args("a", 1, "b", 2) == args("a", 1, "c", 2));
    CHECK(value(1) == value(1.0));
    CHECK_FALSE(value(1) == value(true));
    CHECK_FALSE(value("a") == value(blob("a")));
    CHECK_FALSE(value(std::numeric_limits<std::int64_t>::max()) == value(9223372036854775807.0));
    CHECK_FALSE(value(std::numeric_limits<double>::quiet_NaN()) == value(1));
    CHECK_FALSE(value(std::numeric_limits<double>::infinity()) == value(1));
    CHECK(value(body::from_string("x")) == value(body::from_span(std::string_view("x"))));
    CHECK_FALSE(value(body::from_file("f")) == value(body::from_file("f")));
    CHECK(list_of(1, "a") == list_of(1, "a"));
    CHECK_FALSE(list_of(1, "a") == list_of("a", 1));
}

TEST_CASE("copies are deep and moves leave something usable") {
    value original = sample();
    value copy = original;
    copy.at("Owner").at("Name") = "bob";
    CHECK(original.at("Owner").at("Name").as_string() == "ann");
    value const moved = std::move(original);
    original = value(1);
    CHECK(original.as_int() == 1);
    CHECK(moved.size() == 4);
}

TEST_CASE("bodies survive copies, and what was moved from can be assigned") {
    value held(body::from_string("abc"));
    value const copy = held;
    value const moved = std::move(held);
    CHECK(copy.as_body().in_memory() == std::string_view("abc"));
    CHECK(moved.as_body().in_memory() == std::string_view("abc"));
    held = copy;
    CHECK(held.as_body().in_memory() == std::string_view("abc"));
}

TEST_CASE("take_body takes bodies, blobs and texts") {
    value v = args("Stream", body::from_string("s"), "Bytes", blob("b"), "Text", "t", "Number", 1);
    CHECK(v.take_body("Stream").in_memory() == std::string_view("s"));
    CHECK(v.take_body("Bytes").in_memory() == std::string_view("b"));
    CHECK(v.take_body("Text").in_memory() == std::string_view("t"));
    CHECK(v.at("Stream").is_null());
    CHECK(v.at("Bytes").is_null());
    CHECK_THROWS_WITH_AS(v.take_body("Number"), "The member \"Number\" is of kind integer, not a body",
                         bad_value_access);
    CHECK_THROWS_AS(v.take_body("Stream"), bad_value_access);
    CHECK_THROWS_AS(v.take_body("Nope"), bad_value_access);
}

TEST_CASE("values are small") { CHECK(sizeof(value) <= 40); }
