// Services made of a few lines of model, for tests of codecs and protocols.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/schema/from_model.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::testing_data {

/// A service with the given operations and shapes (the contents of the JSON objects); String, Integer, Long,
/// Float, Double, Boolean, Blob and Timestamp are there already.
inline std::shared_ptr<service_schema const> inline_service(std::string_view protocol,
                                                            std::string_view operations,
                                                            std::string_view shapes,
                                                            std::string_view metadata = R"("x": "")") {
    std::string text =
        R"({"metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "tiny", "serviceId": "Tiny",
        "jsonVersion": "1.1", "targetPrefix": "Tiny_20240501", "protocol": ")";
    text += protocol;
    text += R"(", )";
    text += metadata;
    text += R"(}, "operations": {)";
    text += operations;
    text +=
        R"(}, "shapes": {"String": {"type": "string"}, "Integer": {"type": "integer"}, "Long": {"type": "long"},
        "Float": {"type": "float"}, "Double": {"type": "double"}, "Boolean": {"type": "boolean"},
        "Blob": {"type": "blob"}, "Timestamp": {"type": "timestamp"})";
    if (!shapes.empty()) text += ", ";
    text += shapes;
    text += "}}";
    return make_service_schema("tiny", json::document::parse(text).value());
}

}  // namespace coaws::testing_data
