// Tests of the rest-xml protocol: bodies, payloads, headers, errors.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <string>

#include "xml_protocol_model.hpp"

using coaws::protocol::response_metadata;
using coaws::test::make_response;
using coaws::test::sample_service;
using coaws::test::to_text;

namespace {

char const* const operations = R"(
    "Make": {"name": "Make", "http": {"method": "PUT", "requestUri": "/things/{Key+}?make"},
             "input": {"shape": "MakeIn", "locationName": "MakeRequest", "xmlNamespace": {"uri": "urn:make"}},
             "output": {"shape": "MakeOut"}},
    "Put": {"name": "Put", "http": {"method": "PUT", "requestUri": "/{Key}"}, "input": {"shape": "PutIn"},
            "output": {"shape": "PutOut"}},
    "Store": {"name": "Store", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "StoreIn"},
              "output": {"shape": "StoreOut"}},
    "Tell": {"name": "Tell", "http": {"method": "GET", "requestUri": "/tell"}, "output": {"shape": "TellOut"}},
    "Ping": {"name": "Ping", "http": {"method": "GET", "requestUri": "/ping?x=1"}})";

char const* const shapes = R"(
    "MakeIn": {"type": "structure", "required": ["Key"], "members": {
        "Key": {"shape": "String", "location": "uri", "locationName": "Key"},
        "Limit": {"shape": "Integer", "location": "querystring", "locationName": "limit"},
        "Tag": {"shape": "String", "location": "header", "locationName": "x-tag"},
        "Name": {"shape": "String"}, "Size": {"shape": "Integer"}}},
    "MakeOut": {"type": "structure", "members": {
        "Tag": {"shape": "String", "location": "header", "locationName": "x-tag"},
        "Code": {"shape": "Integer", "location": "statusCode"},
        "Meta": {"shape": "Map", "location": "headers", "locationName": "x-meta-"},
        "Name": {"shape": "String"}}},
    "PutIn": {"type": "structure", "payload": "Thing", "members": {
        "Key": {"shape": "String", "location": "uri", "locationName": "Key"},
        "Thing": {"shape": "Thing", "locationName": "TheThing", "xmlNamespace": {"uri": "urn:t"}}}},
    "PutOut": {"type": "structure", "payload": "Thing", "members": {
        "Tag": {"shape": "String", "location": "header", "locationName": "x-tag"}, "Thing": {"shape": "Thing"}}},
    "StoreIn": {"type": "structure", "payload": "Data", "members": {"Data": {"shape": "Blob"}}},
    "StoreOut": {"type": "structure", "payload": "Data", "members": {"Data": {"shape": "Blob"}}},
    "TellOut": {"type": "structure", "payload": "Text", "members": {"Text": {"shape": "String"}}},
    "Thing": {"type": "structure", "members": {"A": {"shape": "String"}, "B": {"shape": "Integer"}}},
    "Map": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
    "NoSuchThing": {"type": "structure", "exception": true, "members": {"Message": {"shape": "String"},
        "Name": {"shape": "String"}, "Tag": {"shape": "String", "location": "header", "locationName": "x-tag"}}})";

sample_service const& service() {
    static sample_service const made("rest-xml", operations, shapes);
    return made;
}

std::string body_of(coaws::protocol::request_record const& record) {
    return std::string(record.body.in_memory().value_or("(none)"));
}

}  // namespace

TEST_CASE("rest-xml: the body holds what has no place elsewhere") {
    auto const record =
        service().serialize("Make", R"({"Size": 2, "Key": "a/b c", "Limit": 5, "Tag": "t", "Name": "n"})");
    CHECK(record.method == "PUT");
    CHECK(record.path == "/things/a/b%20c");
    CHECK(record.query == "make&limit=5");
    CHECK(record.headers.get("x-tag") == "t");
    CHECK_FALSE(record.headers.contains("content-type"));
    CHECK(body_of(record) == "<MakeRequest xmlns=\"urn:make\"><Size>2</Size><Name>n</Name></MakeRequest>");
    CHECK(service().serialize("Make", R"({"Key": "k"})").body.known_size() == 0);
}

TEST_CASE("rest-xml: payloads") {
    CHECK(body_of(service().serialize("Put", R"({"Key": "k", "Thing": {"A": "a"}})")) ==
          "<TheThing xmlns=\"urn:t\"><A>a</A></TheThing>");
    CHECK(body_of(service().serialize("Put", R"({"Key": "k", "Thing": {}})")) ==
          "<TheThing xmlns=\"urn:t\" />");
    CHECK(service().serialize("Put", R"({"Key": "k"})").body.known_size() == 0);
    CHECK(body_of(service().serialize("Store", R"({"Data": "raw <bytes>"})")) == "raw <bytes>");
    CHECK(service().serialize("Store").body.known_size() == 0);
}

TEST_CASE("rest-xml: an operation without input keeps the query of its template") {
    auto const record = service().serialize("Ping");
    CHECK(record.method == "GET");
    CHECK(record.path == "/ping");
    CHECK(record.query == "x=1");
    CHECK(record.body.empty());
}

TEST_CASE("rest-xml: outputs come from headers, status and body") {
    response_metadata metadata;
    auto response =
        make_response(201, "<?xml version='1.0'?><Any xmlns='urn:m'><Name>n</Name></Any>",
                      {{"X-Tag", "t"}, {"X-Meta-One", "1"}, {"x-amz-request-id", "r"}, {"x-amz-id-2", "h"}});
    CHECK(service().parse("Make", std::move(response), metadata) ==
          R"({"Tag":"t","Code":201,"Meta":{"One":"1"},"Name":"n"})");
    CHECK(metadata.request_id == "r");
    CHECK(metadata.host_id == "h");
    CHECK(metadata.status == 201);
}

TEST_CASE("rest-xml: an empty body is an empty element") {
    response_metadata metadata;
    CHECK(service().parse("Make", make_response(200, ""), metadata) == R"({"Code":200,"Meta":{}})");
    CHECK(service().parse("Put", make_response(200, ""), metadata) == R"({"Thing":{}})");
    CHECK(service().parse("Ping", make_response(200, "anything"), metadata) == "{}");
    CHECK_THROWS_AS(service().parse("Make", make_response(200, "<a>"), metadata),
                    coaws::response_parser_error);
}

TEST_CASE("rest-xml: payloads of responses") {
    response_metadata metadata;
    CHECK(service().parse("Put", make_response(200, "<T><B>7</B></T>", {{"x-tag", "t"}}), metadata) ==
          R"({"Tag":"t","Thing":{"B":7}})");
    CHECK(service().parse("Store", make_response(200, "bytes"), metadata) == R"({"Data":"Ynl0ZXM="})");
    CHECK(service().parse("Tell", make_response(200, "<not> xml"), metadata) == R"({"Text":"<not> xml"})");
}

TEST_CASE("rest-xml: S3's errors keep what they say beside code and message, ids come from headers") {
    response_metadata metadata;
    auto const error = service().parse_error(
        "Tell",
        make_response(
            404,
            "<?xml version='1.0'?><Error><Code>NoSuchThing</Code><Message>gone</Message><Name>x</Name>"
            "<RequestId>body</RequestId><HostId>body</HostId></Error>",
            {{"x-amz-request-id", "r"}, {"x-amz-id-2", "h"}, {"x-tag", "t"}}),
        metadata);
    CHECK(error.code == "NoSuchThing");
    CHECK(error.message == "gone");
    CHECK(to_text(error.error_members) == R"({"Name":"x"})");
    CHECK(metadata.request_id == "r");
    CHECK(metadata.host_id == "h");
    REQUIRE(error.modeled != nullptr);
    CHECK(to_text(error.fields) == R"({"Tag":"t","Message":"gone","Name":"x"})");
}

TEST_CASE("rest-xml: errors of the other services stand inside a response, with the request id") {
    response_metadata metadata;
    auto const error = service().parse_error(
        "Tell",
        make_response(
            400,
            "<ErrorResponse xmlns='urn:e'><Error><Type>Sender</Type><Code>NoSuchThing</Code><Name>y</Name>"
            "</Error><RequestId>r</RequestId></ErrorResponse>",
            {{"x-amzn-requestid", "not this"}}),
        metadata);
    CHECK(error.code == "NoSuchThing");
    CHECK(error.message.empty());
    CHECK(to_text(error.error_members) == R"({"Type":"Sender","Name":"y"})");
    CHECK(to_text(error.fields) == R"({"Name":"y"})");
    CHECK(metadata.request_id == "r");
}

TEST_CASE("rest-xml: without a readable body the status speaks") {
    for (char const* body : {"", "<Error><Code>", "no xml"}) {
        response_metadata metadata;
        auto const error = service().parse_error(
            "Tell", make_response(404, body, {{"x-amz-request-id", "r"}, {"x-amz-id-2", "h"}}), metadata);
        CHECK(error.code == "404");
        CHECK(error.message == "Not Found");
        CHECK(error.modeled == nullptr);
        CHECK(metadata.request_id == "r");
        CHECK(metadata.host_id == "h");
    }
    response_metadata metadata;
    auto const error = service().parse_error("Tell", make_response(301, ""), metadata);
    CHECK(error.code == "301");
    CHECK(metadata.host_id == "");
}
