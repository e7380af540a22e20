// Tests of reading typed data out of XML.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_reader.hpp>
#include <coaws/value/value_serde.hpp>
#include <string>

#include "xml_model.hpp"

using coaws::codec::xml_document;
using coaws::codec::xml_reader;

namespace {

char const* const shapes = R"(
    "Top": {"type": "structure", "members": {
        "Name": {"shape": "String"},
        "Size": {"shape": "Integer", "locationName": "size"},
        "Big": {"shape": "Long"},
        "Ratio": {"shape": "Double"},
        "On": {"shape": "Boolean"},
        "Data": {"shape": "Blob"},
        "When": {"shape": "Time"},
        "Inner": {"shape": "Inner"},
        "List": {"shape": "Strings"},
        "Flat": {"shape": "FlatStrings", "locationName": "F"},
        "Named": {"shape": "NamedStrings"},
        "Items": {"shape": "FlatInner", "locationName": "Item"},
        "Map": {"shape": "Map"},
        "FlatMap": {"shape": "FlatMap"},
        "Choice": {"shape": "Choice"},
        "Id": {"shape": "String", "location": "header", "locationName": "x-id"},
        "Status": {"shape": "Integer", "location": "statusCode"}}},
    "Inner": {"type": "structure", "members": {
        "Type": {"shape": "String", "locationName": "xsi:type", "xmlAttribute": true},
        "A": {"shape": "String"}, "B": {"shape": "Integer"}, "Next": {"shape": "Inner"}}},
    "Strings": {"type": "list", "member": {"shape": "String"}},
    "FlatStrings": {"type": "list", "member": {"shape": "String"}, "flattened": true},
    "NamedStrings": {"type": "list", "member": {"shape": "String", "locationName": "N"}, "flattened": true},
    "FlatInner": {"type": "list", "member": {"shape": "Inner"}, "flattened": true},
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Integer"}},
    "FlatMap": {"type": "map", "key": {"shape": "String", "locationName": "K"},
                "value": {"shape": "Strings", "locationName": "V"}, "flattened": true},
    "Choice": {"type": "structure", "union": true, "members": {
        "Left": {"shape": "String"}, "Right": {"shape": "Strings"}}},
    "Twins": {"type": "structure", "members": {
        "Id": {"shape": "String"}, "Event": {"shape": "String"},
        "Events": {"shape": "FlatStrings", "locationName": "Event"}, "Queue": {"shape": "String"}}})";

std::shared_ptr<coaws::service_schema const> const& service() {
    static auto const made = coaws::test::make_shapes(shapes);
    return made;
}

std::string read(std::string const& xml, char const* shape = "Top") {
    xml_document const document(xml);
    xml_reader reader(document, xml_document::root());
    coaws::value_map map;
    coaws::value_output out(map);
    out.read(reader, *service()->find_shape(shape));
    return coaws::to_json(coaws::value(std::move(map)));
}

std::string problem(std::string const& xml) {
    try {
        return "read: " + read(xml);
    } catch (coaws::response_parser_error const& e) {
        return e.what();
    }
}

struct row {
    char const* xml;
    char const* json;
};

void check(std::initializer_list<row> rows, char const* shape = "Top") {
    for (auto const& [xml, json] : rows) {
        CHECK_MESSAGE(read(xml, shape) == coaws::to_json(coaws::from_json(json)), xml);
    }
}

}  // namespace

TEST_CASE("xml_reader: scalars") {
    check({
        {"<T/>", "{}"},
        {"<T><Name/></T>", R"({"Name": ""})"},
        {"<T><Name> a&amp;b </Name></T>", R"({"Name": " a&b "})"},
        {"<T><size> -7 </size></T>", R"({"Size": -7})"},
        {"<T><Big>9223372036854775807</Big></T>", R"({"Big": 9223372036854775807})"},
        {"<T><Ratio>1.5e3</Ratio></T>", R"({"Ratio": 1500.0})"},
        {"<T><Ratio>-Infinity</Ratio></T>", R"({"Ratio": "-Infinity"})"},
        {"<T><Ratio>NaN</Ratio></T>", R"({"Ratio": "NaN"})"},
        {"<T><On>true</On></T>", R"({"On": true})"},
        {"<T><On>TRUE</On></T>", R"({"On": false})"},
        {"<T><On/></T>", R"({"On": false})"},
        {"<T><Data>aGVs\nbG8=</Data></T>", R"({"Data": "aGVsbG8="})"},
        {"<T><Data/></T>", R"({"Data": ""})"},
        {"<T><When>2020-01-02T03:04:05.5Z</When></T>", R"({"When": "2020-01-02T03:04:05.500000Z"})"},
        {"<T><When>1577934245</When></T>", R"({"When": "2020-01-02T03:04:05Z"})"},
    });
}

TEST_CASE("xml_reader: scalars that are none are refused") {
    CHECK(problem("<T><size/></T>").starts_with("Unable to parse response"));
    CHECK(problem("<T><size>x</size></T>").find("\"x\"") != std::string::npos);
    CHECK(problem("<T><Big>9223372036854775808</Big></T>").starts_with("Unable to parse response"));
    CHECK(problem("<T><Ratio>1.5x</Ratio></T>").starts_with("Unable to parse response"));
    CHECK(problem("<T><When>soon</When></T>").starts_with("Invalid timestamp"));
    CHECK(problem("<T><Data>abc</Data></T>").starts_with("Unable to parse response"));
}

TEST_CASE("xml_reader: members in any order, unknown ones and those of headers passed over") {
    check({
        {"<T><On>true</On><Name>n</Name><size>1</size></T>", R"({"On": true, "Name": "n", "Size": 1})"},
        {"<T><What><Name>x</Name></What><Name>n</Name><Size>3</Size></T>", R"({"Name": "n"})"},
        {"<T><x-id>1</x-id><Id>2</Id><Status>3</Status></T>", "{}"},
        {"<T><Name>first</Name><On>true</On><Name>second</Name></T>", R"({"Name": "first", "On": true})"},
        {"<p:T xmlns:p=\"urn:p\"><p:Name>n</p:Name></p:T>", R"({"Name": "n"})"},
        {"<T><Inner/></T>", R"({"Inner": {}})"},
        {"<T><Inner><Next><Next><A>x</A></Next><A>y</A></Next></Inner><Name>n</Name></T>",
         R"({"Inner": {"Next": {"Next": {"A": "x"}, "A": "y"}}, "Name": "n"})"},
    });
}

TEST_CASE("xml_reader: lists") {
    check({
        {"<T><List/></T>", R"({"List": []})"},
        {"<T><List><member>a</member><any/><member>b</member></List></T>", R"({"List": ["a", "", "b"]})"},
        {"<T><F>a</F></T>", R"({"Flat": ["a"]})"},
        {"<T><F/></T>", R"({"Flat": [""]})"},
        {"<T><F>a</F><F>b</F><Name>n</Name><F>c</F></T>", R"({"Flat": ["a", "b", "c"], "Name": "n"})"},
        {"<T><N>a</N><Named>no</Named><N>b</N></T>", R"({"Named": ["a", "b"]})"},
        {"<T><Item><A>1</A></Item><Item/><Item><A>2</A></Item></T>",
         R"({"Items": [{"A": "1"}, {}, {"A": "2"}]})"},
        {"<T><List><m>a</m></List><List><m>b</m></List></T>", R"({"List": ["a", "b"]})"},
    });
}

TEST_CASE("xml_reader: maps") {
    check({
        {"<T><Map/></T>", R"({"Map": {}})"},
        {"<T><Map><entry><key>a</key><value>1</value></entry><e><value>2</value><key>b</key></e></Map></T>",
         R"({"Map": {"a": 1, "b": 2}})"},
        {"<T><FlatMap><K>a</K><V><m>1</m></V></FlatMap><Name>n</Name><FlatMap><K>b</K><V/></FlatMap></T>",
         R"({"FlatMap": {"a": ["1"], "b": []}, "Name": "n"})"},
    });
    CHECK(problem("<T><Map><entry><kay>a</kay></entry></Map></T>") == "Unknown tag: kay");
    CHECK(problem("<T><Map><entry><key>a</key></entry></Map></T>").find("lacks") != std::string::npos);
    CHECK(problem("<T><Map><entry><value>1</value></entry></Map></T>").find("lacks") != std::string::npos);
}

TEST_CASE("xml_reader: attributes are members, elements of their name come first") {
    check(
        {
            {"<I xmlns:xsi=\"urn:i\" xsi:type=\"T\"><A>a</A></I>", R"({"A": "a", "Type": "T"})"},
            {"<I xmlns:p=\"urn:i\" p:type=\"T\"/>", R"({"Type": "T"})"},
            {"<I type=\"T\"/>", "{}"},
            {"<I><Next other=\"x\"/></I>", R"({"Next": {}})"},
        },
        "Inner");
}

TEST_CASE("xml_reader: unions have exactly one member") {
    check({
        {"<T><Choice><Left>x</Left></Choice></T>", R"({"Choice": {"Left": "x"}})"},
        {"<T><Choice><Middle>x</Middle></Choice></T>",
         R"({"Choice": {"SDK_UNKNOWN_MEMBER": {"name": "Middle"}}})"},
    });
    char const* const wording = "Invalid service response: Choice must have one and only one member set.";
    CHECK(problem("<T><Choice/></T>") == wording);
    CHECK(problem("<T><Choice><Left>x</Left><Right/></Choice></T>") == wording);
    CHECK(problem("<T><Choice><Left>x</Left><Middle/></Choice></T>") == wording);
}

TEST_CASE("xml_reader: a scalar and a flattened list may share an element") {
    check(
        {
            {"<Q><Id>1</Id><Event>e</Event><Queue>q</Queue></Q>",
             R"({"Id": "1", "Event": "e", "Events": ["e"], "Queue": "q"})"},
            {"<Q><Event>e</Event><Event>f</Event><Queue>q</Queue></Q>",
             R"({"Event": "e", "Events": ["e", "f"], "Queue": "q"})"},
            {"<Q><Event>e</Event><Queue>q</Queue><Event>f</Event></Q>",
             R"({"Event": "e", "Events": ["e", "f"], "Queue": "q"})"},
        },
        "Twins");
}

TEST_CASE("xml_reader: what the consumer skips is passed over, runs too") {
    xml_document const document("<T><Inner><A>x</A></Inner><F>a</F><F>b</F><Name>n</Name></T>");
    xml_reader reader(document, xml_document::root());
    auto const& top = *service()->find_shape("Top");
    reader.begin_struct(top);
    std::string names;
    while (auto const* member = reader.next_member(top)) {
        names += std::string(member->name()) + ' ';
        reader.skip();
    }
    CHECK(names == "Inner Flat Flat Name ");
}

TEST_CASE("xml_reader: deep nesting is read up to the limit of documents") {
    std::string xml = "<I>";
    std::string end = "</I>";
    for (unsigned i = 1; i < xml_document::max_depth; ++i) {
        xml += "<Next>";
        end = "</Next>" + end;
    }
    std::string const json = read(xml + end, "Inner");
    CHECK(json.size() > 9 * (xml_document::max_depth - 1));
}
