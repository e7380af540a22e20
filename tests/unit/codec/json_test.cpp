// JSON writing and reading under a schema.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/codec/json.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>
#include <limits>

#include "../codec/inline_service.hpp"

using namespace coaws;

namespace {

service_schema const& service() {
    static auto const made = testing_data::inline_service("json", "", R"(
        "Box": {"type": "structure", "members": {
            "Name": {"shape": "String"}, "Count": {"shape": "Integer", "locationName": "count"},
            "Weight": {"shape": "Double"}, "Full": {"shape": "Boolean"}, "Data": {"shape": "Blob"},
            "At": {"shape": "Timestamp"}, "Day": {"shape": "Timestamp", "timestampFormat": "iso8601"},
            "Tags": {"shape": "Tags"}, "Inner": {"shape": "Box"}, "Items": {"shape": "Strings"},
            "Any": {"shape": "Any"}, "Choice": {"shape": "Choice"}}},
        "Tags": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
        "Strings": {"type": "list", "member": {"shape": "String"}},
        "Any": {"type": "structure", "members": {}, "document": true},
        "Choice": {"type": "structure", "union": true, "members": {"S": {"shape": "String"}, "N": {"shape": "Long"}}})");
    return *made;
}

schema const& box() { return *service().find_shape("Box"); }

std::string written(value const& v) {
    std::string text;
    codec::json_writer writer(text);
    value_input(v.as_map()).write(writer, box());
    return text;
}

value read(std::string_view text, codec::json_scalars scalars = codec::json_scalars::as_decoded) {
    value_map out;
    codec::json_reader reader(text, scalars);
    value_output(out).read(reader, box());
    return value(std::move(out));
}

timestamp at(std::int64_t microseconds) { return timestamp(std::chrono::microseconds(microseconds)); }

}  // namespace

TEST_CASE("json writer: scalars in the caller's order, with wire names") {
    CHECK(written(args()) == "{}");
    CHECK_THROWS_AS(static_cast<void>(written(args("count", 1))), param_validation_error);
    CHECK(written(args("Count", 7, "Name", "a")) == R"({"count": 7, "Name": "a"})");
    CHECK(written(args("Full", true, "Weight", 2)) == R"({"Full": true, "Weight": 2})");
    CHECK(written(args("Weight", 0.1)) == R"({"Weight": 0.1})");
    CHECK(written(args("Weight", 1e20)) == R"({"Weight": 1e+20})");
    CHECK(written(args("Weight", std::numeric_limits<double>::infinity())) == R"({"Weight": "Infinity"})");
    CHECK(written(args("Weight", std::numeric_limits<double>::quiet_NaN())) == R"({"Weight": "NaN"})");
    CHECK(written(args("Data", blob("hi"))) == R"({"Data": "aGk="})");
    CHECK(written(args("Data", body::from_string("hi"))) == R"({"Data": "aGk="})");
}

TEST_CASE("json writer: times as numbers unless the shape wants a text") {
    CHECK(written(args("At", at(1500000))) == R"({"At": 1.5})");
    CHECK(written(args("At", at(1000000))) == R"({"At": 1})");
    CHECK(written(args("Day", at(0))) == R"({"Day": "1970-01-01T00:00:00Z"})");
}

TEST_CASE("json writer: containers and documents") {
    CHECK(written(args("Tags", args(), "Items", list_of())) == R"({"Tags": {}, "Items": []})");
    CHECK(written(args("Tags", args("a", "1", "b", "2"), "Items", list_of("x", "y"))) ==
          R"({"Tags": {"a": "1", "b": "2"}, "Items": ["x", "y"]})");
    CHECK(written(args("Inner", args("Inner", args("Name", "[")), "Name", "{")) ==
          R"({"Inner": {"Inner": {"Name": "["}}, "Name": "{"})");
    CHECK(written(args("Any", list_of(1, nullptr, args("k", list_of(true, 1.5))))) ==
          R"({"Any": [1, null, {"k": [true, 1.5]}]})");
}

TEST_CASE("json writer: text is ASCII with escapes") {
    struct row {
        std::string_view text, quoted;
    };
    row const rows[] = {
        {"plain text that is long enough for two words", R"("plain text that is long enough for two words")"},
        {"say \"hi\"", R"("say \"hi\"")"},
        {"back\\slash", R"("back\\slash")"},
        {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
        {std::string_view("\0\x1f\x7f", 3), R"("\u0000\u001f\u007f")"},
        {"1234567\n", R"("1234567\n")"},
        {"\xc3\xa9", R"("\u00e9")"},
        {"\xe2\x82\xac", R"("\u20ac")"},
        {"\xf0\x9f\x98\x80!", R"("\ud83d\ude00!")"},
        {"/", R"("/")"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.text);
        CHECK(written(args("Name", r.text)) == R"({"Name": )" + std::string(r.quoted) + "}");
    }
    for (std::string_view bad :
         {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80", "\xf5\x80\x80\x80", "a\xe2\x82"}) {
        CHECK_THROWS_AS(written(args("Name", bad)), param_validation_error);
    }
}

TEST_CASE("json writer: a stream cannot be a member") {
    CHECK_THROWS_AS(written(args("Data", body::from_file("x"))), param_validation_error);
}

TEST_CASE("json reader: members by wire name, unknown ones and nulls passed over") {
    auto v = read(R"({"Name": "a\u00e9", "count": 3, "Count": 4, "Weight": 2.5, "Full": true, "Data": "aGk=",
        "Tags": {"k": "v", "n": null}, "Items": ["x", null], "Other": {"deep": [1, 2, {}]}, "Inner": {"Name": null}})");
    CHECK(v == args("Name", "a\xc3\xa9", "Count", 3, "Weight", 2.5, "Full", true, "Data", blob("hi"), "Tags",
                    args("k", "v", "n", nullptr), "Items", list_of("x", nullptr), "Inner", args()));
}

TEST_CASE("json reader: times from numbers and texts") {
    for (auto text : {R"({"At": 1.5})", R"({"At": "1.5"})", R"({"At": "1970-01-01T00:00:01.5Z"})"}) {
        CHECK(read(text).at("At").as_timestamp() == at(1500000));
    }
    CHECK_THROWS_AS(read(R"({"At": "no time"})"), response_parser_error);
    CHECK_THROWS_AS(read(R"({"At": 1e300})"), response_parser_error);
}

TEST_CASE("json reader: empty and malformed bodies") {
    CHECK(read("") == args());
    CHECK(read("null") == args());
    for (std::string_view text : {" ", "<html>", "{", "{\"Name\": }", "{} x", "[1", "nul"}) {
        codec::json_reader reader(text);
        CHECK(reader.at_object());
        CHECK(reader.member_text("message").value() == text);
    }
    for (std::string_view text : {"[]", "1", "\"x\""}) CHECK_THROWS_AS(read(text), response_parser_error);
    CHECK_THROWS_AS(read("{\"Name\": \"\xff\"}"), response_parser_error);
    CHECK_THROWS_AS(read("\xff{"), response_parser_error);
    CHECK_THROWS_AS(read(R"({"Tags": []})"), response_parser_error);
    CHECK(read(R"({"Data": "aG\nk="})") == args("Data", blob("hi")));
    CHECK_THROWS_AS(read(R"({"Data": "abc"})"), response_parser_error);
}

TEST_CASE("json reader: what strict parsers refuse is read all the same") {
    CHECK(read(R"({"count": 123456789012345678901234567890, "Name": "n"})") ==
          args("Count", 123456789012345678901234567890.0, "Name", "n"));
    CHECK(read(R"({"count": 18446744073709551615})") == args("Count", 18446744073709551615.0));
    CHECK(read(R"({"Weight": NaN, "Name": "NaN"})") == args("Weight", "NaN", "Name", "NaN"));
    CHECK(read(R"({"Weight": -Infinity})", codec::json_scalars::fitted) ==
          args("Weight", -std::numeric_limits<double>::infinity()));
    CHECK(read(R"({"Weight": 1e999})") == args("Weight", "1e999"));
    CHECK(read(R"({"Name": "\ud83d\ude00 \ud83d \"\ude00"})") ==
          args("Name", "\xf0\x9f\x98\x80 \xef\xbf\xbd \"\xef\xbf\xbd"));
}

TEST_CASE("json reader: depth is bounded") {
    std::string deep = R"({"Any": )" + std::string(5000, '[') + std::string(5000, ']') + "}";
    CHECK_THROWS_AS(read(deep), response_parser_error);
    std::string boxes;
    for (int i = 0; i < 1001; ++i) boxes += R"({"Inner": )";
    CHECK_THROWS_AS(read(boxes + "{}" + std::string(1001, '}')), response_parser_error);
}

TEST_CASE("json reader: scalars as decoded, or fitted to their shapes") {
    auto const text = R"({"Name": 5, "count": "12", "Weight": "1.5", "Full": "TRUE"})";
    CHECK(read(text) == args("Name", 5, "Count", "12", "Weight", "1.5", "Full", "TRUE"));
    CHECK(read(text, codec::json_scalars::fitted) ==
          args("Name", 5, "Count", 12, "Weight", 1.5, "Full", true));
    CHECK(read(R"({"count": 1.5, "Full": 1})", codec::json_scalars::fitted) ==
          args("Count", 1, "Full", false));
    CHECK_THROWS_AS(read(R"({"count": "1.5"})", codec::json_scalars::fitted), response_parser_error);
}

TEST_CASE("json reader: unions have one member") {
    CHECK(read(R"({"Choice": {"__type": "x", "S": null, "N": 1}})") == args("Choice", args("N", 1)));
    CHECK(read(R"({"Choice": {"New": {"a": 1}}})") ==
          args("Choice", args("SDK_UNKNOWN_MEMBER", args("name", "New"))));
    CHECK_THROWS_AS(read(R"({"Choice": {}})"), response_parser_error);
    CHECK_THROWS_AS(read(R"({"Choice": {"S": "a", "N": 1}})"), response_parser_error);
    CHECK_THROWS_AS(read(R"({"Choice": {"New": 1, "Newer": 1}})"), response_parser_error);
}

TEST_CASE("json reader: what stands behind the text changes nothing") {
    for (std::string_view text : {R"({"Name": "a", "Count": 12})", R"({"Any": "x\u00e9"})", R"({"Count": 1)",
                                  R"({"Name": "a)", "1", "", "{} x"}) {
        for (std::string_view behind : {"2}", "\"}", "}}}]", "\xff\xff", "\\\""}) {
            std::string held(text);
            for (int i = 0; i < 64; ++i) held += behind;
            auto const found = [](std::string_view t, std::size_t room) {
                codec::json_reader reader(t, codec::json_scalars::as_decoded, room);
                if (!reader.at_object()) return value("no object");
                if (reader.has_member("message")) return value(reader.member_text("message").value());
                value_map out;
                value_output(out).read(reader, box());
                return value(std::move(out));
            };
            CAPTURE(held);
            CHECK(found(std::string_view(held).substr(0, text.size()), 64) == found(text, 0));
        }
    }
}

TEST_CASE("json reader: documents keep their form") {
    CHECK(read(R"({"Any": {"a": [1, null, "x", {"b": false}]}})") ==
          args("Any", args("a", list_of(1, nullptr, "x", args("b", false)))));
}

TEST_CASE("json reader: containers tell how much is to come") {
    codec::json_reader reader(R"({"Items": ["a", "b", "c"]})");
    reader.begin_struct(box());
    auto const* items = reader.next_member(box());
    REQUIRE(items == box().find_member("Items"));
    CHECK(reader.begin_list(*items) == 3);
}

TEST_CASE("json reader: members of the document for errors, and reading twice") {
    codec::json_reader reader(R"({"__type": "a#B", "code": 5, "flag": true, "none": null, "Name": "n"})");
    CHECK(reader.member_text("__type").value() == "a#B");
    CHECK(reader.member_text("code").value() == "5");
    CHECK(reader.member_text("flag").value() == "true");
    CHECK(reader.has_member("none"));
    CHECK_FALSE(reader.member_text("none"));
    CHECK_FALSE(reader.has_member("absent"));
    for (int i = 0; i < 2; ++i) {
        value_map out;
        value_output(out).read(reader, box());
        CHECK(value(out) == args("Name", "n"));
        reader.rewind();
    }
}

TEST_CASE("json reader: two at once on a thread do not disturb each other") {
    codec::json_reader outer(R"({"Items": ["a", "b"]})");
    outer.begin_struct(box());
    REQUIRE(outer.next_member(box()) == box().find_member("Items"));
    CHECK(read(R"({"Name": "inner"})") == args("Name", "inner"));
    CHECK(read_value(outer, *box().find_member("Items")) == list_of("a", "b"));
}
