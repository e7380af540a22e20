// Bodies of responses in every protocol: a success, an error, and what was read written as an input again.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/value/value_serde.hpp>
#include <string>

namespace coaws::fuzz {

namespace {

constexpr std::string_view shapes = R"(
    "In": {"type": "structure", "members": {"node": {"shape": "Node"}}},
    "Node": {"type": "structure", "members": {
        "text": {"shape": "String"}, "whole": {"shape": "Integer"}, "long": {"shape": "Long"},
        "float": {"shape": "Float"}, "flag": {"shape": "Boolean"}, "blob": {"shape": "Blob"},
        "time": {"shape": "Timestamp"}, "list": {"shape": "Nodes"}, "flat": {"shape": "Texts"},
        "map": {"shape": "NodeMap"}, "union": {"shape": "Choice"}, "free": {"shape": "Free"}}},
    "Nodes": {"type": "list", "member": {"shape": "Node"}},
    "Texts": {"type": "list", "flattened": true, "member": {"shape": "String"}},
    "NodeMap": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Node"}},
    "Choice": {"type": "structure", "union": true, "members": {"a": {"shape": "String"}, "b": {"shape": "Node"}}},
    "Free": {"type": "structure", "document": true, "members": {}},
    "Gone": {"type": "structure", "exception": true, "error": {"httpStatusCode": 404},
        "members": {"message": {"shape": "String"}, "node": {"shape": "Node"}}},
    "String": {"type": "string"}, "Integer": {"type": "integer"}, "Long": {"type": "long"},
    "Float": {"type": "float"}, "Boolean": {"type": "boolean"}, "Blob": {"type": "blob"},
    "Timestamp": {"type": "timestamp"})";

std::shared_ptr<service_schema const> sample_service(std::string_view protocol) {
    std::string text = R"({"metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "sample",
        "serviceId": "Sample", "jsonVersion": "1.1", "targetPrefix": "Sample", "protocol": ")";
    text += protocol;
    text += R"("}, "operations": {"Do": {"name": "Do", "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "In"}, "output": {"shape": "Node"}, "errors": [{"shape": "Gone"}]}}, "shapes": {)";
    text += shapes;
    text += "}}";
    return make_service_schema("sample", json::document::parse(text).value());
}

void parse_and_write(protocol::wire_protocol const& wire, service_schema const& service,
                     std::string_view input) {
    auto const& operation = *service.find_operation("Do");
    value_map output;
    try {
        http::response success;
        success.status = 200;
        success.body = input;
        value_output sink(output);
        protocol::response_metadata metadata;
        wire.parse(service, operation, success, sink, metadata);
    } catch (error const&) {
    }
    try {
        http::response failure;
        failure.status = 404;
        failure.headers.add("x-amzn-errortype", "Gone");
        failure.body = input;
        protocol::response_metadata metadata;
        static_cast<void>(wire.parse_error(service, operation, failure, metadata));
    } catch (error const&) {
    }
    try {
        value_map params;
        params["node"] = value(std::move(output));
        value_input const source(params);
        static_cast<void>(wire.serialize(service, operation, source));
    } catch (error const&) {
    }
}

void run(std::string_view name, service_schema const& service, std::string_view input) {
    parse_and_write(*protocol::find_protocol(name), service, input);
}

}  // namespace

void protocol_json(std::string_view input) {
    static auto const service = sample_service("json");
    run("json", *service, input);
}

void protocol_rest_json(std::string_view input) {
    static auto const service = sample_service("rest-json");
    run("rest-json", *service, input);
}

void protocol_rest_xml(std::string_view input) {
    static auto const service = sample_service("rest-xml");
    run("rest-xml", *service, input);
}

void protocol_query(std::string_view input) {
    static auto const service = sample_service("query");
    run("query", *service, input);
}

void protocol_ec2(std::string_view input) {
    static auto const service = sample_service("ec2");
    run("ec2", *service, input);
}

void protocol_cbor(std::string_view input) {
    static auto const service = sample_service("smithy-rpc-v2-cbor");
    run("smithy-rpc-v2-cbor", *service, input);
}

}  // namespace coaws::fuzz
