// The smithy-rpc-v2-cbor protocol.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>

#include "../codec/inline_service.hpp"

using namespace coaws;

namespace {

service_schema const& service() {
    static auto const made = testing_data::inline_service("smithy-rpc-v2-cbor", R"(
        "Get": {"name": "Get", "http": {"method": "GET", "requestUri": "/ignored"}, "input": {"shape": "Io"},
                "output": {"shape": "Io"}, "errors": [{"shape": "Busy"}]},
        "Ping": {"name": "Ping", "http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "Nothing"}})",
                                                          R"(
        "Io": {"type": "structure", "members": {"A": {"shape": "String"}}},
        "Nothing": {"type": "structure", "members": {}},
        "Busy": {"type": "structure", "exception": true, "members": {"message": {"shape": "String"},
                 "Load": {"shape": "Integer"}}})");
    return *made;
}

protocol::wire_protocol const& cbor() { return *protocol::find_protocol("smithy-rpc-v2-cbor"); }

value received(std::string_view operation, std::string_view hex) {
    http::response r;
    r.status = 200;
    r.body = hex_decode(hex).value();
    value_map out;
    value_output output(out);
    protocol::response_metadata metadata;
    cbor().parse(service(), *service().find_operation(operation), r, output, metadata);
    return value(std::move(out));
}

protocol::parsed_error failed(unsigned status, std::string_view hex) {
    http::response r;
    r.status = status;
    r.body = hex_decode(hex).value();
    protocol::response_metadata metadata;
    return cbor().parse_error(service(), *service().find_operation("Get"), r, metadata);
}

}  // namespace

TEST_CASE("cbor request") {
    auto const params = args("A", "x");
    value_input input(params.as_map());
    auto r = cbor().serialize(service(), *service().find_operation("Get"), input);
    CHECK(r.method == "POST");
    CHECK(r.path == "/service/Tiny_20240501/operation/Get");
    CHECK(r.headers.get("smithy-protocol") == "rpc-v2-cbor");
    CHECK(r.headers.get("Accept") == "application/cbor");
    CHECK(r.headers.get("Content-Type") == "application/cbor");
    CHECK(hex_encode(r.body.in_memory().value()) == "a161416178");
    auto ping = cbor().serialize(service(), *service().find_operation("Ping"), input);
    CHECK(ping.body.empty());
    CHECK_FALSE(ping.headers.contains("Content-Type"));
}

TEST_CASE("cbor response") {
    CHECK(received("Get", "a161416178") == args("A", "x"));
    CHECK(received("Ping", "") == args());
    CHECK_THROWS_AS(received("Get", ""), response_parser_error);
    CHECK_THROWS_AS(received("Get", "7b"), response_parser_error);
}

TEST_CASE("cbor errors") {
    // {"__type": "ns#Busy", "message": "m", "Load": 3}
    auto error = failed(400, "a3665f5f74797065676e732342757379676d657373616765616d644c6f616403");
    CHECK(error.code == "Busy");
    CHECK(error.message == "m");
    REQUIRE(error.modeled != nullptr);
    CHECK(value(error.fields) == args("message", "m", "Load", 3));
    CHECK(failed(404, "a0").code == "404");
    CHECK(failed(503, "").message == "Service Unavailable");
    CHECK_THROWS_AS(failed(404, ""), response_parser_error);
    CHECK_THROWS_AS(failed(404, "a1"), response_parser_error);
    CHECK_THROWS_AS(failed(404, "01"), response_parser_error);
}
