// A service model written in a test.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/schema/from_model.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::test {

/// A service with these shapes (the inside of a JSON object) and no operations.
inline std::shared_ptr<service_schema const> make_shapes(std::string_view shapes) {
    std::string text =
        R"({"metadata":{"protocol":"rest-xml","serviceId":"Sample","apiVersion":"2020-01-01"},)";
    text += R"("operations":{},"shapes":{"String":{"type":"string"},"Integer":{"type":"integer"},)";
    text += R"("Long":{"type":"long"},"Double":{"type":"double"},"Boolean":{"type":"boolean"},)";
    text += R"("Blob":{"type":"blob"},"Time":{"type":"timestamp"},)";
    text += shapes;
    text += "}}";
    return make_service_schema("sample", json::document::parse(text).value());
}

}  // namespace coaws::test
