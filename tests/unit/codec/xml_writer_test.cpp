// Tests of writing typed data as XML.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_writer.hpp>
#include <coaws/value/value_serde.hpp>
#include <limits>
#include <string>

#include "xml_model.hpp"

using coaws::codec::xml_writer;

namespace {

char const* const shapes = R"(
    "Top": {"type": "structure", "locationName": "Root", "members": {
        "Name": {"shape": "String"},
        "Size": {"shape": "Integer", "locationName": "size"},
        "Ratio": {"shape": "Double"},
        "On": {"shape": "Boolean"},
        "Data": {"shape": "Blob"},
        "When": {"shape": "Time"},
        "Epoch": {"shape": "Time", "timestampFormat": "unixTimestamp"},
        "Inner": {"shape": "Inner"},
        "List": {"shape": "Strings"},
        "Named": {"shape": "NamedStrings"},
        "Flat": {"shape": "FlatStrings", "locationName": "F"},
        "Spaced": {"shape": "SpacedStrings"},
        "Nested": {"shape": "Nested"},
        "Map": {"shape": "Map"},
        "FlatMap": {"shape": "FlatMap"}}},
    "Inner": {"type": "structure", "xmlNamespace": {"prefix": "xsi", "uri": "urn:i"}, "members": {
        "Type": {"shape": "String", "locationName": "xsi:type", "xmlAttribute": true},
        "A": {"shape": "String"},
        "Lang": {"shape": "String", "locationName": "lang", "xmlAttribute": true},
        "Own": {"shape": "String", "xmlNamespace": {"uri": "urn:own"}}}},
    "Strings": {"type": "list", "member": {"shape": "String"}},
    "NamedStrings": {"type": "list", "member": {"shape": "String", "locationName": "N"}},
    "FlatStrings": {"type": "list", "member": {"shape": "String", "locationName": "ignored"}, "flattened": true},
    "SpacedStrings": {"type": "list", "member": {"shape": "String"}, "flattened": true,
                      "xmlNamespace": {"uri": "urn:s"}},
    "Nested": {"type": "list", "member": {"shape": "Strings", "locationName": "row"}},
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Strings"}},
    "FlatMap": {"type": "map", "key": {"shape": "String", "locationName": "K"},
                "value": {"shape": "Inner", "locationName": "V"}, "flattened": true})";

std::string write(coaws::value const& v, char const* shape = "Top") {
    static auto const service = coaws::test::make_shapes(shapes);
    std::string out;
    xml_writer writer(out);
    coaws::write_value(writer, *service->find_shape(shape), v);
    return out;
}

std::string write(char const* json, char const* shape = "Top") {
    return write(coaws::from_json(json), shape);
}

}  // namespace

TEST_CASE("xml_writer: every kind of member") {
    struct row {
        char const* json;
        char const* xml;
    };
    row const rows[] = {
        {"{}", "<Root />"},
        {R"({"Name": "x"})", "<Root><Name>x</Name></Root>"},
        {R"({"Name": ""})", "<Root><Name /></Root>"},
        {R"({"Name": null, "Size": 1})", "<Root><size>1</size></Root>"},
        {R"({"Name": "<a href=\"b\">&amp;'</a>\r\n"})",
         "<Root><Name>&lt;a href=\"b\"&gt;&amp;amp;'&lt;/a&gt;\r\n</Name></Root>"},
        {R"({"Size": -5, "Name": "x"})", "<Root><size>-5</size><Name>x</Name></Root>"},
        {R"({"Ratio": 0.1})", "<Root><Ratio>0.1</Ratio></Root>"},
        {R"({"Ratio": 1e20})", "<Root><Ratio>1e+20</Ratio></Root>"},
        {R"({"Ratio": 3})", "<Root><Ratio>3</Ratio></Root>"},
        {R"({"On": true})", "<Root><On>true</On></Root>"},
        {R"({"On": false})", "<Root><On>false</On></Root>"},
        {R"({"Data": "hello"})", "<Root><Data>aGVsbG8=</Data></Root>"},
        {R"({"When": 1577934245.5})", "<Root><When>2020-01-02T03:04:05.500000Z</When></Root>"},
        {R"({"Epoch": 1577934245})", "<Root><Epoch>1577934245</Epoch></Root>"},
        {R"({"List": []})", "<Root><List /></Root>"},
        {R"({"List": ["a", "", "b"]})",
         "<Root><List><member>a</member><member /><member>b</member></List></Root>"},
        {R"({"Named": ["a"]})", "<Root><Named><N>a</N></Named></Root>"},
        {R"({"Flat": ["a", "b"]})", "<Root><F>a</F><F>b</F></Root>"},
        {R"({"Flat": []})", "<Root />"},
        {R"({"Nested": [["a"], []]})", "<Root><Nested><row><member>a</member></row><row /></Nested></Root>"},
        {R"({"Map": {}})", "<Root><Map /></Root>"},
        {R"({"Map": {"k<": ["v"], "e": []}})",
         "<Root><Map><entry><key>k&lt;</key><value><member>v</member></value></entry>"
         "<entry><key>e</key><value /></entry></Map></Root>"},
        {R"({"FlatMap": {}})", "<Root />"},
        {R"({"FlatMap": {"a": {"A": "1"}, "b": {}}})",
         "<Root><FlatMap><K>a</K><V xmlns:xsi=\"urn:i\"><A>1</A></V></FlatMap>"
         "<FlatMap><K>b</K><V xmlns:xsi=\"urn:i\" /></FlatMap></Root>"},
    };
    for (auto const& [json, xml] : rows) CHECK_MESSAGE(write(json) == xml, json);
    CHECK(write("{}", "Inner") == "<Inner xmlns:xsi=\"urn:i\" />");
}

TEST_CASE("xml_writer: special numbers") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (auto const& [number, text] : {std::pair(infinity, "Infinity"), std::pair(-infinity, "-Infinity"),
                                       std::pair(std::numeric_limits<double>::quiet_NaN(), "NaN")}) {
        coaws::value_map map;
        map["Ratio"] = coaws::value(number);
        CHECK(write(coaws::value(std::move(map))) == std::string("<Root><Ratio>") + text + "</Ratio></Root>");
    }
}

TEST_CASE("xml_writer: attributes go into the start tag wherever they come") {
    CHECK(write(R"({"Inner": {"Type": "T<\"\n", "A": "a"}})") ==
          "<Root><Inner xmlns:xsi=\"urn:i\" xsi:type=\"T&lt;&quot;&#10;\"><A>a</A></Inner></Root>");
    CHECK(write(R"({"Inner": {"A": "a", "Type": "T", "Own": "o", "Lang": "en"}, "Name": "n"})") ==
          "<Root><Inner xmlns:xsi=\"urn:i\" xsi:type=\"T\" lang=\"en\"><A>a</A>"
          "<Own xmlns=\"urn:own\">o</Own></Inner><Name>n</Name></Root>");
    CHECK(write(R"({"Inner": {"Type": "T"}})") ==
          "<Root><Inner xmlns:xsi=\"urn:i\" xsi:type=\"T\" /></Root>");
}

TEST_CASE("xml_writer: a flattened list declares its namespace on the element around, once") {
    CHECK(write(R"({"Spaced": ["a", "b"]})") ==
          "<Root xmlns=\"urn:s\"><Spaced>a</Spaced><Spaced>b</Spaced></Root>");
    CHECK(write(R"({"Name": "n", "Spaced": ["a"]})") ==
          "<Root xmlns=\"urn:s\"><Name>n</Name><Spaced>a</Spaced></Root>");
}

TEST_CASE("xml_writer: a body must be in memory") {
    coaws::value_map map;
    map["Data"] = coaws::value(coaws::body::from_string("hello"));
    CHECK(write(coaws::value(map)) == "<Root><Data>aGVsbG8=</Data></Root>");
    map["Data"] = coaws::value(coaws::body::from_file("x"));
    CHECK_THROWS_AS(write(coaws::value(map)), coaws::param_validation_error);
}
