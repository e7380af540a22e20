// The json protocol.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>

#include "../codec/inline_service.hpp"

using namespace coaws;

namespace {

constexpr std::string_view operations = R"(
    "Get": {"name": "Get", "http": {"method": "POST", "requestUri": "/ignored"}, "input": {"shape": "Io"},
            "output": {"shape": "Io"}, "errors": [{"shape": "Busy"}]},
    "Ping": {"name": "Ping", "http": {"method": "POST", "requestUri": "/"}, "endpoint": {"hostPrefix": "sync-"}})";
constexpr std::string_view shapes = R"(
    "Io": {"type": "structure", "members": {"A": {"shape": "String"}, "B": {"shape": "Integer", "locationName": "bee"},
                                               "Doc": {"shape": "Doc"}}},
    "Doc": {"type": "structure", "members": {}, "document": true},
    "Busy": {"type": "structure", "exception": true, "error": {"code": "TooBusy"},
             "members": {"message": {"shape": "String"}, "Load": {"shape": "Integer"}}})";

service_schema const& service() {
    static auto const made = testing_data::inline_service("json", operations, shapes);
    return *made;
}

protocol::wire_protocol const& json_protocol() { return *protocol::find_protocol("json"); }

protocol::parsed_error failed(unsigned status, std::string body, std::string_view query_error = {}) {
    http::response r;
    r.status = status;
    r.body = std::move(body);
    if (!query_error.empty()) r.headers.add("x-amzn-query-error", query_error);
    protocol::response_metadata metadata;
    return json_protocol().parse_error(service(), *service().find_operation("Get"), r, metadata);
}

}  // namespace

TEST_CASE("json request") {
    auto const params = args("B", 1, "A", "x");
    value_input input(params.as_map());
    auto r = json_protocol().serialize(service(), *service().find_operation("Get"), input);
    CHECK(r.method == "POST");
    CHECK(r.path == "/");
    CHECK(r.query.empty());
    CHECK(r.headers.size() == 2);
    CHECK(r.headers.get("X-Amz-Target") == "Tiny_20240501.Get");
    CHECK(r.headers.get("Content-Type") == "application/x-amz-json-1.1");
    CHECK(r.body.in_memory().value() == R"({"bee": 1, "A": "x"})");
    auto const empty = args("Doc", nullptr);
    auto null =
        json_protocol().serialize(service(), *service().find_operation("Get"), value_input(empty.as_map()));
    CHECK(null.body.in_memory().value() == R"({"Doc": null})");
    auto ping = json_protocol().serialize(service(), *service().find_operation("Ping"), input);
    CHECK(ping.body.in_memory().value() == "{}");
    CHECK(ping.host_prefix == "sync-");
}

TEST_CASE("json request: services that once spoke query") {
    auto compatible = testing_data::inline_service("json", operations, shapes, R"("awsQueryCompatible": {})");
    value_map none;
    value_input input(none);
    auto r = json_protocol().serialize(*compatible, *compatible->find_operation("Get"), input);
    CHECK(r.headers.get("x-amzn-query-mode") == "true");
}

TEST_CASE("json response") {
    http::response r;
    r.status = 200;
    r.body = R"({"A": "x", "B": 5, "bee": 6})";
    r.headers.add("x-amzn-RequestId", "r1");
    value_map out;
    value_output output(out);
    protocol::response_metadata metadata;
    json_protocol().parse(service(), *service().find_operation("Get"), r, output, metadata);
    CHECK(value(out) == args("A", "x", "B", 6));
    CHECK(metadata.request_id == "r1");
    CHECK_FALSE(metadata.host_id);
}

TEST_CASE("json response: without output shape the body does not matter") {
    http::response r;
    r.status = 200;
    r.body = "garbage";
    value_map out;
    value_output output(out);
    protocol::response_metadata metadata;
    json_protocol().parse(service(), *service().find_operation("Ping"), r, output, metadata);
    CHECK(out.empty());
}

TEST_CASE("json errors") {
    auto error = failed(400, R"({"__type": "ns#TooBusy:more", "Message": "later", "Load": 9, "Other": 1})");
    CHECK(error.code == "TooBusy");
    CHECK(error.message == "later");
    REQUIRE(error.modeled != nullptr);
    CHECK(error.modeled->shape_name() == "Busy");
    CHECK(value(error.fields) == args("Load", 9));
    CHECK(failed(404, "").code == "404");
    CHECK(failed(404, "no json").message == "no json");
    CHECK(failed(400, R"({"__type": null})").code.empty());
    CHECK(failed(400, R"({"code": "Ignored"})").code == "400");
    CHECK(failed(500, "\n").message == "Internal Server Error");
    CHECK_THROWS_AS(failed(400, "5"), response_parser_error);
    CHECK_THROWS_AS(failed(400, "\xff"), response_parser_error);
}

TEST_CASE("json errors: the code of a former query service") {
    auto error = failed(400, R"({"__type": "New"})", "Old.Code;Sender");
    CHECK(error.code == "Old.Code");
    CHECK(value(error.error_members) == args("QueryErrorCode", "New", "Type", "Sender"));
    for (auto header : {"Old", ";Sender", "a;b;c"})
        CHECK(failed(400, R"({"__type": "New"})", header).code == "New");
    auto modeled = failed(400, R"({"__type": "New", "Load": 1})", "TooBusy;Sender");
    REQUIRE(modeled.modeled != nullptr);
    CHECK(value(modeled.fields) == args("Load", 1));
}
