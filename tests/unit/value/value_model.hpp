// A fictional service whose one operation has every kind of member, for the tests of values under schemas.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/schema/from_model.hpp>

namespace coaws::test {

inline constexpr std::string_view bakery_model = R"({
  "metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "bakery", "protocol": "rest-json",
               "serviceId": "Bakery", "signatureVersion": "v4"},
  "operations": {"Bake": {"name": "Bake", "http": {"method": "POST", "requestUri": "/"},
                          "input": {"shape": "BakeInput"}, "output": {"shape": "BakeOutput"}}},
  "shapes": {
    "BakeInput": {"type": "structure", "required": ["Name"], "members": {
      "Name": {"shape": "Name"}, "Count": {"shape": "Count"}, "Weight": {"shape": "Weight"},
      "Hot": {"shape": "Flag"}, "Data": {"shape": "Data"}, "Due": {"shape": "Moment"},
      "Steps": {"shape": "Steps"}, "Labels": {"shape": "Labels"}, "Filling": {"shape": "Filling"},
      "Recipe": {"shape": "Recipe"}, "Extra": {"shape": "Anything"},
      "Oven": {"shape": "Oven", "location": "header", "locationName": "x-oven", "jsonvalue": true},
      "Door": {"shape": "Door", "hostLabel": true}, "Code": {"shape": "Code"}, "Till": {"shape": "Till"}}},
    "BakeOutput": {"type": "structure", "payload": "Loaf", "members": {
      "Loaf": {"shape": "Loaf"}, "Steps": {"shape": "Steps"}, "Labels": {"shape": "Labels"}}},
    "Name": {"type": "string", "min": 2, "max": 9},
    "Count": {"type": "integer", "min": 1},
    "Weight": {"type": "double", "min": 0},
    "Flag": {"type": "boolean"},
    "Data": {"type": "blob", "min": 3},
    "Loaf": {"type": "blob", "streaming": true},
    "Moment": {"type": "timestamp"},
    "Steps": {"type": "list", "member": {"shape": "Name"}, "min": 1},
    "Labels": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Count"}},
    "Filling": {"type": "structure", "union": true, "members": {
      "Jam": {"shape": "Name"}, "Cream": {"shape": "Count"}}},
    "Recipe": {"type": "structure", "required": ["Title"], "members": {
      "Title": {"shape": "Plain"}, "Then": {"shape": "Recipe"}, "Parts": {"shape": "Recipes"}}},
    "Recipes": {"type": "list", "member": {"shape": "Recipe"}},
    "Anything": {"type": "structure", "document": true, "members": {}},
    "Oven": {"type": "string"},
    "Door": {"type": "string"},
    "Plain": {"type": "string"},
    "Code": {"type": "string", "sensitive": true},
    "Till": {"type": "structure", "members": {"Code": {"shape": "Code"}, "Coins": {"shape": "Count"}}}
  }
})";

inline service_schema const& bakery() {
    static auto const service = make_service_schema("bakery", json::document::parse(bakery_model).value());
    return *service;
}

inline schema const& bake_input() { return *bakery().find_operation("Bake")->input; }
inline schema const& bake_output() { return *bakery().find_operation("Bake")->output; }

}  // namespace coaws::test
