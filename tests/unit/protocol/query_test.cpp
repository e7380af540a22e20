// Tests of the query and ec2 protocols: requests, results, metadata, errors.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <string>

#include "xml_protocol_model.hpp"

using coaws::protocol::encode_form;
using coaws::protocol::response_metadata;
using coaws::test::make_response;
using coaws::test::sample_service;
using coaws::test::to_text;

namespace {

char const* const operations = R"(
    "Do": {"name": "Do", "http": {"method": "POST", "requestUri": "/ignored"}, "input": {"shape": "In"},
           "output": {"shape": "Out", "resultWrapper": "DoResult"}, "errors": [{"shape": "Gone"}]},
    "Bare": {"name": "Bare", "http": {"method": "POST", "requestUri": "/"}},
    "Plain": {"name": "Plain", "http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "Out"}},
    "Hosted": {"name": "Hosted", "http": {"method": "POST", "requestUri": "/"},
               "endpoint": {"hostPrefix": "{Label}.data-"}, "input": {"shape": "Labelled"}})";

char const* const shapes = R"(
    "In": {"type": "structure", "members": {"Name": {"shape": "String", "locationName": "name"},
           "Version": {"shape": "String"}, "Action": {"shape": "String"}}},
    "Labelled": {"type": "structure", "members": {"Label": {"shape": "String", "hostLabel": true}}},
    "Out": {"type": "structure", "members": {"Name": {"shape": "String"}, "Count": {"shape": "Integer"}}},
    "Gone": {"type": "structure", "members": {"Where": {"shape": "String"}, "message": {"shape": "String",
             "locationName": "Message"}}, "error": {"code": "Sample.Gone", "httpStatusCode": 404}, "exception": true})";

sample_service const& query() {
    static sample_service const made("query", operations, shapes);
    return made;
}

sample_service const& ec2() {
    static sample_service const made("ec2", operations, shapes);
    return made;
}

std::string form_of(coaws::protocol::request_record const& record) {
    return encode_form(record.form_body.value());
}

}  // namespace

TEST_CASE("query: requests are forms posted to the root") {
    auto const record = query().serialize("Do", R"({"Name": "a b"})");
    CHECK(record.method == "POST");
    CHECK(record.path == "/");
    CHECK(record.query.empty());
    CHECK(record.headers.get("content-type") == "application/x-www-form-urlencoded; charset=utf-8");
    CHECK(form_of(record) == "Action=Do&Version=2020-01-01&name=a+b");
    CHECK(form_of(query().serialize("Bare")) == "Action=Bare&Version=2020-01-01");
    CHECK(form_of(ec2().serialize("Do", R"({"Name": "x"})")) == "Action=Do&Version=2020-01-01&Name=x");
}

TEST_CASE("query: members called Action and Version replace the protocol's pairs") {
    CHECK(form_of(query().serialize("Do", R"({"Version": "7", "Name": "n", "Action": "Undo"})")) ==
          "Action=Undo&Version=7&name=n");
}

TEST_CASE("query: the host prefix is filled and checked") {
    CHECK(query().serialize("Hosted", R"({"Label": "a-1"})").host_prefix == "a-1.data-");
    CHECK_THROWS_AS(query().serialize("Hosted", R"({"Label": "a/b"})"), coaws::param_validation_error);
}

TEST_CASE("query: results are read from their wrapper, metadata beside it") {
    response_metadata metadata;
    auto response = make_response(
        200,
        "<DoResponse xmlns='urn:x'><DoResult><Name>n</Name><Count>2</Count></DoResult><ResponseMetadata>"
        "<RequestId>r-1</RequestId><BoxUsage>0.1</BoxUsage><Empty/></ResponseMetadata></DoResponse>",
        {{"x-amzn-RequestId", "not this"}});
    CHECK(query().parse("Do", std::move(response), metadata) == R"({"Name":"n","Count":2})");
    CHECK(metadata.request_id == "r-1");
    CHECK(metadata.status == 200);
    CHECK(metadata.headers.get("x-amzn-requestid") == "not this");
    CHECK(to_text(metadata.extra) == R"({"BoxUsage":"0.1","Empty":null})");
    CHECK_FALSE(metadata.host_id);
}

TEST_CASE("query: results without a modelled wrapper are in the root") {
    response_metadata metadata;
    CHECK(query().parse("Plain", make_response(200, "<R><Name>n</Name></R>"), metadata) == R"({"Name":"n"})");
    CHECK(query().parse("Bare", make_response(200, "<R><Name>n</Name></R>"), metadata) == "{}");
}

TEST_CASE("query: a body that is no XML, or lacks the wrapper, is refused") {
    response_metadata metadata;
    CHECK_THROWS_AS(query().parse("Do", make_response(200, "<DoResponse/>"), metadata),
                    coaws::response_parser_error);
    CHECK_THROWS_AS(query().parse("Bare", make_response(200, ""), metadata), coaws::response_parser_error);
    CHECK_THROWS_AS(query().parse("Bare", make_response(200, "ok"), metadata), coaws::response_parser_error);
    CHECK_THROWS_AS(query().parse_error("Bare", make_response(400, ""), metadata),
                    coaws::response_parser_error);
    CHECK_THROWS_AS(query().parse_error("Bare", make_response(404, "<a>"), metadata),
                    coaws::response_parser_error);
}

TEST_CASE("query: errors, with the members of modelled ones") {
    response_metadata metadata;
    auto const error = query().parse_error(
        "Bare",
        make_response(404,
                      "<ErrorResponse xmlns='urn:x'><Error><Type>Sender</Type><Code>Sample.Gone</Code>"
                      "<Message>it left</Message><Where>there</Where><Detail/></Error>"
                      "<RequestId>r-2</RequestId><Hint>h</Hint></ErrorResponse>"),
        metadata);
    CHECK(error.code == "Sample.Gone");
    CHECK(error.message == "it left");
    CHECK(to_text(error.error_members) == R"({"Type":"Sender","Where":"there","Detail":null})");
    REQUIRE(error.modeled != nullptr);
    CHECK(error.modeled->shape_name() == "Gone");
    CHECK(to_text(error.fields) == R"({"Hint":"h","message":"it left","Where":"there"})");
    CHECK(metadata.request_id == "r-2");
    CHECK(metadata.status == 404);
}

TEST_CASE("query: of several errors the first counts") {
    response_metadata metadata;
    auto const error = query().parse_error(
        "Do",
        make_response(400,
                      "<Response><Errors><Error><Code>A</Code><Message>1</Message></Error>"
                      "<Error><Code>B</Code></Error></Errors><RequestId>r</RequestId></Response>"),
        metadata);
    CHECK(error.code == "A");
    CHECK(error.message == "1");
    CHECK(error.modeled == nullptr);
    CHECK(error.fields.empty());
    CHECK(metadata.request_id == "r");
}

TEST_CASE("query: an answer without an error in it has no code") {
    response_metadata metadata;
    auto const error =
        query().parse_error("Do", make_response(400, "<html><body>no</body></html>"), metadata);
    CHECK(error.code.empty());
    CHECK(error.message.empty());
    CHECK(to_text(error.fields) == R"({"body":"no"})");
}

TEST_CASE("query: a bare 5xx answer speaks by its status") {
    for (char const* body : {"", " \n", "<html><body/></html>", "\n<html>"}) {
        response_metadata metadata;
        auto const error = query().parse_error("Do", make_response(503, body), metadata);
        CHECK(error.code == "503");
        CHECK(error.message == "Service Unavailable");
        CHECK(metadata.status == 503);
    }
}

TEST_CASE("ec2: request ids and errors have other names") {
    response_metadata metadata;
    CHECK(ec2().parse("Plain", make_response(200, "<R><requestId>r-3</requestId><Count>4</Count></R>"),
                      metadata) == R"({"Count":4})");
    CHECK(metadata.request_id == "r-3");
    CHECK(metadata.extra.empty());

    response_metadata of_error;
    auto const error = ec2().parse_error(
        "Plain",
        make_response(400,
                      "<Response><Errors><Error><Code>Sample.Gone</Code><Message>m</Message>"
                      "<Where>here</Where></Error></Errors><RequestID>r-4</RequestID></Response>"),
        of_error);
    CHECK(error.code == "Sample.Gone");
    CHECK(error.message == "m");
    CHECK(to_text(error.fields) == R"({"message":"m","Where":"here"})");
    CHECK(of_error.request_id == "r-4");
}
