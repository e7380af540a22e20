// Tests of writing typed data as form pairs, in both dialects.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/codec/query_writer.hpp>
#include <coaws/value/value_serde.hpp>
#include <string>

#include "xml_model.hpp"

using coaws::codec::query_dialect;
using coaws::codec::query_writer;

namespace {

char const* const shapes = R"(
    "Top": {"type": "structure", "members": {
        "Name": {"shape": "String"},
        "Wire": {"shape": "String", "locationName": "wireName"},
        "Query": {"shape": "String", "locationName": "loc", "queryName": "queryName"},
        "Size": {"shape": "Integer"}, "Ratio": {"shape": "Double"}, "On": {"shape": "Boolean"},
        "Data": {"shape": "Blob"}, "When": {"shape": "Time"},
        "Inner": {"shape": "Inner"},
        "List": {"shape": "Strings"}, "Named": {"shape": "NamedStrings"}, "Flat": {"shape": "FlatStrings"},
        "FlatNamed": {"shape": "FlatNamed"}, "Inners": {"shape": "Inners"}, "Nested": {"shape": "Nested"},
        "Map": {"shape": "Map"}, "FlatMap": {"shape": "FlatMap"}, "Deep": {"shape": "Deep"}}},
    "Inner": {"type": "structure", "members": {
        "A": {"shape": "String", "locationName": "a"}, "Flat": {"shape": "FlatNamed"}, "Next": {"shape": "Inner"}}},
    "Strings": {"type": "list", "member": {"shape": "String"}},
    "NamedStrings": {"type": "list", "member": {"shape": "String", "locationName": "N"}},
    "FlatStrings": {"type": "list", "member": {"shape": "String"}, "flattened": true},
    "FlatNamed": {"type": "list", "member": {"shape": "String", "locationName": "item"}, "flattened": true},
    "Inners": {"type": "list", "member": {"shape": "Inner"}},
    "Nested": {"type": "list", "member": {"shape": "Strings"}},
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
    "FlatMap": {"type": "map", "key": {"shape": "String", "locationName": "k"},
                "value": {"shape": "Integer", "locationName": "v"}, "flattened": true},
    "Deep": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Inners"}})";

std::string write(coaws::value const& v, query_dialect dialect) {
    static auto const service = coaws::test::make_shapes(shapes);
    query_writer::pairs out;
    query_writer writer(out, dialect);
    coaws::value_input(v.as_map()).write(writer, *service->find_shape("Top"));
    std::string text;
    for (auto const& [name, value] : out) text += (text.empty() ? "" : "&") + name + '=' + value;
    return text;
}

}  // namespace

TEST_CASE("query_writer: names and texts in both dialects") {
    struct row {
        char const* json;
        char const* query;
        char const* ec2;
    };
    row const rows[] = {
        {"{}", "", ""},
        {R"({"Name": "a b&c", "Size": -1})", "Name=a b&c&Size=-1", "Name=a b&c&Size=-1"},
        {R"({"Wire": "x", "Query": "y"})", "wireName=x&loc=y", "WireName=x&queryName=y"},
        {R"({"Ratio": 1.0, "On": true, "Data": "hello"})",
         "Ratio=1.0&On=true&Data=aGVsbG8=", "Ratio=1.0&On=true&Data=aGVsbG8="},
        {R"({"On": false, "When": 1577934245})", "On=false&When=2020-01-02T03:04:05Z",
         "On=false&When=2020-01-02T03:04:05Z"},
        {R"({"Inner": {"A": "1", "Next": {"A": "2"}}, "Name": "n"})", "Inner.a=1&Inner.Next.a=2&Name=n",
         "Inner.A=1&Inner.Next.A=2&Name=n"},
        {R"({"Inner": {}})", "", ""},
        {R"({"List": ["x", "y"]})", "List.member.1=x&List.member.2=y", "List.1=x&List.2=y"},
        {R"({"List": [], "Flat": [], "FlatNamed": []})", "List=&Flat=&FlatNamed=", ""},
        {R"({"Named": ["x"]})", "Named.N.1=x", "Named.1=x"},
        {R"({"Flat": ["x", "y"]})", "Flat.1=x&Flat.2=y", "Flat.1=x&Flat.2=y"},
        {R"({"FlatNamed": ["x"], "Name": "n"})", "item.1=x&Name=n", "FlatNamed.1=x&Name=n"},
        {R"({"Inner": {"Flat": ["x"], "A": "1"}})", "Inner.item.1=x&Inner.a=1", "Inner.Flat.1=x&Inner.A=1"},
        {R"({"Inners": [{"A": "1"}, {}, {"A": "3"}]})", "Inners.member.1.a=1&Inners.member.3.a=3",
         "Inners.1.A=1&Inners.3.A=3"},
        {R"({"Nested": [["x", "y"], []]})",
         "Nested.member.1.member.1=x&Nested.member.1.member.2=y&Nested.member.2=",
         "Nested.1.1=x&Nested.1.2=y"},
        {R"({"Map": {"a": "1", "b": "2"}})",
         "Map.entry.1.key=a&Map.entry.1.value=1&Map.entry.2.key=b&Map.entry.2.value=2",
         "Map.entry.1.key=a&Map.entry.1.value=1&Map.entry.2.key=b&Map.entry.2.value=2"},
        {R"({"Map": {}})", "", ""},
        {R"({"FlatMap": {"a": 1}, "Name": "n"})", "FlatMap.1.k=a&FlatMap.1.v=1&Name=n",
         "FlatMap.1.K=a&FlatMap.1.V=1&Name=n"},
        {R"({"Deep": {"a": [{"A": "1"}]}})", "Deep.entry.1.key=a&Deep.entry.1.value.member.1.a=1",
         "Deep.entry.1.key=a&Deep.entry.1.value.1.A=1"},
        {R"({"Name": null, "Inner": {"A": null}})", "", ""},
    };
    for (auto const& [json, query, ec2] : rows) {
        CHECK_MESSAGE(write(coaws::from_json(json), query_dialect::query) == query, json);
        CHECK_MESSAGE(write(coaws::from_json(json), query_dialect::ec2) == ec2, json);
    }
}

TEST_CASE("query_writer: a body must be in memory") {
    coaws::value_map map;
    map["Data"] = coaws::value(coaws::body::from_string("hello"));
    CHECK(write(coaws::value(map), query_dialect::query) == "Data=aGVsbG8=");
    map["Data"] = coaws::value(coaws::body::from_file("x"));
    CHECK_THROWS_AS(write(coaws::value(map), query_dialect::query), coaws::param_validation_error);
}
