// Read-only views of parsed JSON.
#include <doctest/doctest.h>

#include <coaws/base/json.hpp>
#include <string>

using namespace coaws;
namespace json = coaws::json;

namespace {

std::shared_ptr<json::document const> parsed(std::string_view text) {
    return json::document::parse(text).value();
}

}  // namespace

TEST_CASE("scalars keep their kinds") {
    auto const doc =
        parsed(R"({"n":null,"t":true,"f":false,"i":-5,"u":18446744073709551615,"d":1.5,"s":"a\u00e4\n"})");
    auto const root = doc->root();
    CHECK(root.kind() == json::kind::object);
    CHECK(root.size() == 7);
    CHECK(root["n"].is_null());
    CHECK(bool(root["n"]));
    CHECK(root["t"].as_bool());
    CHECK_FALSE(root["f"].as_bool(true));
    CHECK(root["i"].kind() == json::kind::integer);
    CHECK(root["i"].as_int() == -5);
    CHECK(root["i"].as_double() == -5.0);
    CHECK(root["u"].kind() == json::kind::big_integer);
    CHECK(root["u"].as_uint64() == 18446744073709551615ULL);
    CHECK(root["u"].as_int(7) == 7);
    CHECK(root["d"].kind() == json::kind::number);
    CHECK(root["d"].as_double() == 1.5);
    CHECK(root["s"].as_string() == "a\xc3\xa4\n");
    CHECK(root["s"].as_int(3) == 3);
    CHECK(root["i"].as_string("x") == "x");
}

TEST_CASE("a text that is given away may have room behind it or not") {
    std::string const text = R"({"a":[1,"b"],"c":123456789012345678901234567890})";
    for (auto const room : {std::size_t{0}, std::size_t{1}, json::document::room_behind}) {
        std::string given;
        given.reserve(text.size() + room);
        given = text;
        auto const doc = json::document::parse_owned(std::move(given)).value();
        CHECK(doc->root()["a"].at(1).as_string() == "b");
        CHECK(doc->root()["c"].as_double() == doctest::Approx(1.2345678901234568e29));
    }
    CHECK(json::document::parse_owned("").error().type() == "JSONDecodeError");
    CHECK(json::document::parse_owned(R"({"a":)").error().type() == "JSONDecodeError");
}

TEST_CASE("absent views answer with defaults") {
    json::view const absent;
    CHECK_FALSE(bool(absent));
    CHECK(absent.is_null());
    CHECK(absent.kind() == json::kind::null);
    CHECK_FALSE(bool(absent["a"]["b"].at(3)));
    CHECK(absent.size() == 0);
    CHECK(absent.as_string("d") == "d");
    CHECK(absent.as_uint64() == 0);
    for (auto const item : absent.items()) FAIL(item.size());
    for (auto const member : absent.members()) FAIL(member.key);
    auto const doc = parsed("[1]");
    CHECK_FALSE(bool(doc->root()["x"]));
    CHECK_FALSE(bool(doc->root().at(1)));
}

TEST_CASE("iteration follows the text, through nested values") {
    auto const doc = parsed(R"({"b":[1,[2,3],{"x":4}],"a":{},"c":"z","b":5})");
    std::string keys;
    for (auto const& member : doc->root().members()) keys += member.key;
    CHECK(keys == "bacb");
    CHECK(doc->root()["b"].is_array());  // the first of the two
    auto const list = doc->root()["b"];
    CHECK(list.size() == 3);
    CHECK(list.at(0).as_int() == 1);
    CHECK(list.at(1).at(1).as_int() == 3);
    CHECK(list.at(2)["x"].as_int() == 4);
    CHECK(doc->root()["a"].size() == 0);
    CHECK(doc->root()["a"].is_object());
}

TEST_CASE("numbers too big for the machine become doubles and spare the rest") {
    auto const doc =
        parsed(R"({"a":123456789012345678901234567890,"b":-99999999999999999999,"c":[1e400,-1e400],
                               "s":"99999999999999999999 \" 1e999","ok":7})");
    auto const root = doc->root();
    CHECK(root["a"].kind() == json::kind::number);
    CHECK(root["a"].as_double() == doctest::Approx(1.2345678901234568e29));
    CHECK(root["b"].as_double() == -1e20);
    CHECK(root["c"].at(0).as_double() > 1e308);
    CHECK(root["c"].at(1).as_double() < -1e308);
    CHECK(root["s"].as_string() == "99999999999999999999 \" 1e999");
    CHECK(root["ok"].as_int() == 7);
}

TEST_CASE("malformed texts give a JSONDecodeError") {
    for (std::string_view text : {"", " ", "{", "[1,]", "{\"a\":}", "nul", "\"\xff\"", "1 2", "{\"a\" 1}",
                                  "01", "-", "[99999999999999999999"}) {
        CAPTURE(text);
        auto const r = json::document::parse(text);
        REQUIRE_FALSE(r.has_value());
        CHECK(r.error().type() == "JSONDecodeError");
        CHECK_FALSE(r.error().message().empty());
    }
}

TEST_CASE("hostile nesting is refused, not recursed into") {
    CHECK_FALSE(json::document::parse(std::string(1'000'000, '[')).has_value());
    CHECK_FALSE(json::document::parse(std::string(5'000, '[') + std::string(5'000, ']')).has_value());
}

TEST_CASE("documents outlive each other's parsing, small and large") {
    auto const first = parsed(R"(["first"])");
    std::string large = "[0";
    for (int i = 1; i < 300'000; ++i) large += "," + std::to_string(i);
    auto const second = parsed(large + "]");
    CHECK(first->root().at(0).as_string() == "first");
    CHECK(second->root().size() == 300'000);
    CHECK(second->root().at(299'999).as_int() == 299'999);
}
