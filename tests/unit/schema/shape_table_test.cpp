// Resolving shapes with their traits.
#include "schema/shape_table.hpp"

#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <string>

#include "../model/test_models.hpp"

using namespace coaws;

namespace {

/// A table over its own document.
struct table {
    std::shared_ptr<json::document const> document;
    detail::shape_table shapes;
    explicit table(std::string const& text)
        : document(json::document::parse(text).value()), shapes(document->root()) {}
};

}  // namespace

TEST_CASE("every type has its schema type") {
    struct row {
        char const* type;
        shape_type expected;
    };
    static constexpr row rows[] = {
        {"string", shape_type::string},       {"character", shape_type::string},
        {"integer", shape_type::integer},     {"boolean", shape_type::boolean},
        {"long", shape_type::long_integer},   {"float", shape_type::float32},
        {"double", shape_type::float64},      {"blob", shape_type::blob},
        {"timestamp", shape_type::timestamp}, {"structure", shape_type::structure},
    };
    for (auto const& r : rows) {
        CAPTURE(r.type);
        table t(std::string(R"({"A":{"type":")") + r.type + "\"}}");
        REQUIRE(t.shapes.find("A") != nullptr);
        CHECK(t.shapes.find("A")->type() == r.expected);
        CHECK(t.shapes.find("A")->name() == "A");
    }
}

TEST_CASE("a member's traits go over its target's") {
    table t(R"({
        "Text": {"type": "string", "locationName": "text", "sensitive": true, "min": 2, "flattened": true,
                 "xmlNamespace": {"uri": "u", "prefix": "p"}},
        "Time": {"type": "timestamp", "timestampFormat": "iso8601"},
        "Top": {"type": "structure", "required": ["C", "A", "Gone"], "members": {
            "A": {"shape": "Text"},
            "B": {"shape": "Text", "locationName": "b", "flattened": false, "min": 0.5, "xmlNamespace": "v"},
            "C": {"shape": "Time"},
            "D": {"shape": "Time", "timestampFormat": "rfc822", "location": "header", "locationName": "d"},
            "E": {"shape": "Time", "timestampFormat": "unixTimestamp", "location": "headers"},
            "F": {"shape": "Text", "location": "querystring", "queryName": "q", "idempotencyToken": true},
            "G": {"shape": "Text", "location": "uri", "hostLabel": true, "jsonvalue": true},
            "H": {"shape": "Text", "location": "statusCode", "xmlAttribute": true},
            "I": {"shape": "Text", "location": "attic", "endpointdiscoveryid": true}}}})");
    auto const& top = *t.shapes.find("Top");
    auto traits = [&](char const* name) -> schema_traits const& { return top.find_member(name)->traits(); };
    CHECK(traits("A").location_name == "text");
    CHECK(traits("A").sensitive);
    CHECK(traits("A").min == 2.0);
    CHECK(traits("A").flattened);
    CHECK(traits("A").required);
    CHECK(traits("A").xml_namespace_uri == "u");
    CHECK(traits("A").xml_namespace_prefix == "p");
    CHECK(traits("B").location_name == "b");
    CHECK(traits("B").min == 0.5);
    CHECK_FALSE(traits("B").flattened);
    CHECK_FALSE(traits("B").required);
    CHECK(traits("B").xml_namespace_uri == "v");
    CHECK(traits("B").xml_namespace_prefix.empty());
    CHECK(traits("C").format == timestamp_format::iso8601);
    CHECK(traits("D").format == timestamp_format::rfc822);
    CHECK(traits("D").location == binding::header);
    CHECK(traits("E").format == timestamp_format::unix_timestamp);
    CHECK(traits("E").location == binding::headers);
    CHECK(traits("F").location == binding::querystring);
    CHECK(traits("F").query_name == "q");
    CHECK(traits("F").idempotency_token);
    CHECK(traits("G").location == binding::uri);
    CHECK(traits("G").host_label);
    CHECK(traits("G").json_value);
    CHECK(traits("H").location == binding::status_code);
    CHECK(traits("H").xml_attribute);
    CHECK(traits("I").location == binding::body);
    CHECK(traits("I").has_location);
    CHECK(traits("I").endpoint_discovery_id);
    CHECK(top.has_body_members());
    REQUIRE(top.required_members().size() == 2);
    CHECK(top.member(top.required_members()[0]).name() == "C");
    CHECK(top.member(top.required_members()[1]).name() == "A");
}

TEST_CASE("shapes may contain themselves") {
    table t(R"({
        "Tree": {"type": "structure", "members": {"L": {"shape": "Trees"}, "M": {"shape": "Map"},
                 "T": {"shape": "Tree"}}},
        "Trees": {"type": "list", "member": {"shape": "Tree", "locationName": "item"}},
        "Key": {"type": "string"},
        "Map": {"type": "map", "key": {"shape": "Key", "locationName": "k"}, "value": {"shape": "Map"}}})");
    auto const& tree = *t.shapes.find("Tree");
    auto const& list = *tree.find_member("L");
    CHECK(list.type() == shape_type::list);
    CHECK(list.element().name() == "member");
    CHECK(list.element().wire_name() == "item");
    CHECK(&list.element().member(0) == &tree.member(0));
    CHECK(&tree.member(2).member(2) == &tree.member(2));
    auto const& map = *tree.find_member("M");
    CHECK(map.key().wire_name() == "k");
    CHECK(map.mapped().name() == "value");
    CHECK(&map.mapped().mapped() == &map.mapped());
}

TEST_CASE("deep chains of shapes need no deep stack") {
    std::string text = "{";
    for (int i = 0; i < 200000; ++i)
        text += "\"L" + std::to_string(i) + R"(":{"type":"list","member":{"shape":"L)" +
                std::to_string(i + 1) + "\"}},";
    text += R"("L200000":{"type":"string"}})";
    table t(text);
    auto const* at = t.shapes.find("L0");
    std::size_t depth = 0;
    for (; at->type() == shape_type::list; at = &at->element()) ++depth;
    CHECK(depth == 200000);
}

TEST_CASE("malformed shapes are named, and leave the others usable") {
    table t(R"({
        "NoType": {}, "OddType": {"type": "quark"}, "NumberType": {"type": 4}, "NotAnObject": 7,
        "List": {"type": "list"}, "Map": {"type": "map", "key": {"shape": "Ok"}},
        "Dangling": {"type": "structure", "members": {"A": {"shape": "Ok"}, "B": {"shape": "Gone"}}},
        "NoRef": {"type": "structure", "members": {"A": {"locationName": "a"}}},
        "RefOfNumber": {"type": "structure", "members": {"A": {"shape": 1}, "B": 2}},
        "Payload": {"type": "structure", "members": {}, "payload": "Gone"},
        "Deep": {"type": "structure", "members": {"A": {"shape": "Ok"}, "B": {"shape": "Half"}}},
        "Half": {"type": "structure", "members": {"A": {"shape": "Ok"}, "B": {"shape": "NoType"}}},
        "OddMembers": {"type": "structure", "members": [1, 2], "required": "A", "payload": 3},
        "OddTraits": {"type": "structure", "flattened": "yes", "min": "1", "error": 1, "exception": true,
                      "retryable": 1, "xmlNamespace": 3, "locationName": [], "members": {}},
        "Ok": {"type": "string"}})");
    auto message = [&](char const* name) -> std::string {
        try {
            (void)t.shapes.find(name);
        } catch (error const& e) {
            return std::string(e.type()) + ": " + e.what();
        }
        return {};
    };
    CHECK(message("NoType") == "InvalidShapeError: Shape is missing required key 'type': NoType");
    CHECK(message("NumberType").starts_with("InvalidShapeError"));
    CHECK(message("NotAnObject").starts_with("InvalidShapeError"));
    CHECK(message("OddType") == "InvalidShapeError: Shape 'OddType' has the unknown type 'quark'");
    CHECK(message("List") ==
          "InvalidShapeReferenceError: Invalid model, missing shape reference: List.member");
    CHECK(message("Map") == "InvalidShapeReferenceError: Invalid model, missing shape reference: Map.value");
    CHECK(message("Dangling") == "NoShapeFoundError: Gone (referred to by Dangling.B)");
    CHECK(message("NoRef").starts_with("InvalidShapeReferenceError"));
    CHECK(message("RefOfNumber").starts_with("InvalidShapeReferenceError"));
    CHECK(message("Payload").starts_with("InvalidShapeError"));
    CHECK(message("Deep").starts_with("InvalidShapeError"));
    CHECK(message("Half").starts_with("InvalidShapeError"));
    CHECK(message("Deep").starts_with("InvalidShapeError"));
    CHECK(message("OddMembers").empty());
    CHECK(message("Ok").empty());
    CHECK(message("OddTraits").empty());
    auto const& odd = t.shapes.find("OddTraits")->traits();
    CHECK_FALSE(odd.flattened);
    CHECK_FALSE(odd.min);
    CHECK(odd.error_code == "OddTraits");
    CHECK(t.shapes.find("Missing") == nullptr);
}

TEST_CASE("event streams and payloads are marked") {
    auto service = testing_data::service("orchard");
    auto const& out = *service->find_shape("WatchHarvestOutput");
    CHECK(out.has_event_stream());
    CHECK(out.payload()->traits().event_stream);
    auto const& picked = *out.payload()->find_member("Picked");
    CHECK(picked.traits().event);
    CHECK(picked.find_member("Kg")->traits().event_header);
    CHECK(picked.find_member("Photo")->traits().event_payload);
    CHECK(out.payload()->find_member("Stopped")->traits().exception);
    CHECK_FALSE(service->find_shape("GetPhotoInput")->has_body_members());
    CHECK(testing_data::service("parcels")->find_shape("Address")->traits().is_union);
}
