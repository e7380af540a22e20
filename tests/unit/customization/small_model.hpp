// Models of one operation, for handlers of single services.
#pragma once

#include <string>
#include <string_view>

namespace coaws::testing_support {

inline constexpr std::string_view json_rpc =
    R"("protocol": "json", "jsonVersion": "1.1", "targetPrefix": "T")";
inline constexpr std::string_view rest_json = R"("protocol": "rest-json")";
inline constexpr std::string_view rest_xml = R"("protocol": "rest-xml")";
inline constexpr std::string_view query = R"("protocol": "query", "xmlNamespace": "urn:x")";
inline constexpr std::string_view ec2_query = R"("protocol": "ec2")";

/// One operation of a service. `http` and `traits` are JSON, the latter with a leading comma; `input` and
/// `output` are the members; `more_shapes` has a comma behind each.
struct small_model {
    std::string service_id = "Any";
    std::string_view protocol = json_rpc;
    std::string operation = "Do";
    std::string http = R"({"method": "POST", "requestUri": "/"})";
    std::string traits = {};
    std::string input = {};
    std::string output = {};
    std::string input_traits = {};
    std::string more_shapes = {};

    std::string text() const {
        return R"({"metadata": {"endpointPrefix": "e", "apiVersion": "2012-06-01", "signatureVersion": "v4",
                   "serviceId": ")" +
               service_id + "\", " + std::string(protocol) + R"(}, "operations": {")" + operation +
               R"(": {"name": ")" + operation + R"(", "http": )" + http + traits +
               R"(, "input": {"shape": "In"}, "output": {"shape": "Out"}}}, "shapes": {)" + shapes() +
               R"("In": {"type": "structure")" + input_traits + R"(, "members": {)" + input +
               R"(}}, "Out": {"type": "structure", "members": {)" + output + "}}}}";
    }

  private:
    std::string shapes() const {
        std::string out = R"("Blob": {"type": "blob"}, "Time": {"type": "timestamp"},
            "Map": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
            "Policies": {"type": "list", "member": {"shape": "Policy"}},
            "Policy": {"type": "structure", "members": {"Document": {"shape": "policyDocumentType"}}},
            "Item": {"type": "structure", "members": {"Key": {"shape": "Text"}, "Prefix": {"shape": "Text"}}},
            "Items": {"type": "list", "member": {"shape": "Item"}, "flattened": true},
            )";
        for (auto const* name : {"Text", "ResourceId", "DelegationSetId", "ChangeId", "policyDocumentType"})
            out.append("\"").append(name).append(R"(": {"type": "string"}, )");
        return out + more_shapes;
    }
};

}  // namespace coaws::testing_support
