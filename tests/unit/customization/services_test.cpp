// The handlers of single services, seen from a call.
#include "call_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/base/text.hpp>

using namespace coaws;
using testing_support::call_fixture;

namespace {

/// A model with one operation, whose input and output have members of the given JSON.
std::string model(std::string const& metadata, std::string const& operation, std::string const& http,
                  std::string const& input, std::string const& output) {
    return R"({"metadata": {"endpointPrefix": "e", "apiVersion": "2012-06-01", "signatureVersion": "v4", )" +
           metadata + R"(}, "operations": {")" + operation + R"(": {"name": ")" + operation +
           R"(", "http": )" + http +
           R"(, "input": {"shape": "In"}, "output": {"shape": "Out"}}}, "shapes": {"Text": {"type": "string"},
           "Token": {"type": "string"}, "Blob": {"type": "blob"}, "ResourceId": {"type": "string"},
           "policyDocumentType": {"type": "string"},
           "Policies": {"type": "list", "member": {"shape": "Policy"}},
           "Policy": {"type": "structure", "members": {"Document": {"shape": "policyDocumentType"}}},
           "In": {"type": "structure", "members": {)" +
           input + R"(}}, "Out": {"type": "structure", "members": {)" + output + "}}}}";
}

constexpr auto post = R"({"method": "POST", "requestUri": "/"})";
constexpr auto json_rpc = R"("protocol": "json", "jsonVersion": "1.1", "targetPrefix": "T")";
constexpr auto query = R"("protocol": "query", "xmlNamespace": "urn:x")";

std::string with_id(std::string const& id, char const* protocol) {
    return R"("serviceId": ")" + id + "\", " + protocol;
}

std::string body_of(result<http::request> const& request) {
    return request ? std::string(request->body.in_memory().value_or(""))
                   : std::string(request.error().what());
}

}  // namespace

TEST_CASE("absent idempotency tokens are made up") {
    call_fixture f("any", model(with_id("Any", json_rpc), "Do", post,
                                R"("Token": {"shape": "Token", "idempotencyToken": true})", ""));
    CHECK(body_of(f.build("Do", args())) == R"({"Token": "11111111-2222-4333-8444-555555555555"})");
    CHECK(body_of(f.build("Do", args("Token", "mine"))) == R"({"Token": "mine"})");
}

TEST_CASE("the trace of a Lambda invocation is passed on") {
    auto const text = model(with_id("Any", json_rpc), "Do", post, "", "");
    call_fixture outside("any", text);
    outside.world.environment->set("_X_AMZN_TRACE_ID", "Root=1");
    CHECK(outside.header("Do", args(), "X-Amzn-Trace-Id") == "");
    call_fixture inside("any", text);
    inside.world.environment->set("AWS_LAMBDA_FUNCTION_NAME", "f");
    inside.world.environment->set("_X_AMZN_TRACE_ID", "Root=1;Parent=\n");
    CHECK(inside.header("Do", args(), "X-Amzn-Trace-Id") == "Root=1;Parent=%0A");
}

TEST_CASE("parameters have friendlier names") {
    call_fixture f("ec2", model(with_id("EC2", R"("protocol": "ec2")"), "Do", post,
                                R"("Filter": {"shape": "Text"})", ""));
    CHECK(body_of(f.build("Do", args("Filters", "x"))).find("Filter=x") != std::string::npos);
    auto const both = f.build("Do", args("Filters", "x", "Filter", "y"));
    REQUIRE_FALSE(both);
    CHECK(both.error().type() == "AliasConflictParameterError");
}

TEST_CASE("ids of Route 53 lose their path") {
    call_fixture f("route53", model(with_id("Route 53", json_rpc), "Do", post,
                                    R"("Id": {"shape": "ResourceId"}, "Name": {"shape": "Text"})", ""));
    CHECK(body_of(f.build("Do", args("Id", "/hostedzone/Z1", "Name", "/a/b"))) ==
          R"({"Id": "Z1", "Name": "/a/b"})");
}

TEST_CASE("launch scripts are encoded") {
    call_fixture f(
        "ec2", model(with_id("EC2", json_rpc), "RunInstances", post, R"("UserData": {"shape": "Text"})", ""));
    CHECK(body_of(f.build("RunInstances", args("UserData", "#!"))) == R"({"UserData": "IyE="})");
    CHECK(body_of(f.build("RunInstances", args("UserData", blob("#!")))) == R"({"UserData": "IyE="})");
}

TEST_CASE("Glacier gets the account, the version and its hashes") {
    call_fixture f(
        "glacier",
        model(with_id("Glacier", R"("protocol": "rest-json")"), "UploadArchive",
              R"({"method": "POST", "requestUri": "/{accountId}/x"})",
              R"("accountId": {"shape": "Text", "location": "uri", "locationName": "accountId"})", ""));
    auto const request = f.build("UploadArchive", args());
    REQUIRE(request);
    CHECK(request->url.path == "/-/x");
    CHECK(request->headers.get("x-amz-glacier-version") == "2012-06-01");
    CHECK(request->headers.get("x-amz-sha256-tree-hash").size() == 64);
    CHECK(request->headers.get("x-amz-content-sha256") == request->headers.get("x-amz-sha256-tree-hash"));
}

TEST_CASE("predictions and searches go where they belong") {
    call_fixture ml("machinelearning", model(with_id("Machine Learning", json_rpc), "Predict", post,
                                             R"("PredictEndpoint": {"shape": "Text"})", ""));
    auto const predict = ml.build("Predict", args("PredictEndpoint", "https://p.example.org/other"));
    REQUIRE(predict);
    CHECK(predict->url.str() == "https://p.example.org/");

    call_fixture cs(
        "cloudsearchdomain",
        model(with_id("CloudSearch Domain", R"("protocol": "rest-json")"), "Search",
              R"({"method": "GET", "requestUri": "/search?format=sdk"})",
              R"("return": {"shape": "Text", "location": "querystring", "locationName": "return"})", ""));
    auto const search = cs.build("Search", args("returnFields", "a b"));
    REQUIRE(search);
    CHECK(search->method == "POST");
    CHECK(search->url.query == "");
    CHECK(search->headers.get("Content-Type") == "application/x-www-form-urlencoded");
    CHECK(body_of(search) == "format=sdk&return=a%20b");
}

TEST_CASE("some operations are not signed") {
    call_fixture f("cognito-identity", model(with_id("Cognito Identity", json_rpc), "GetId", post, "", ""));
    CHECK(f.header("GetId", args(), "Authorization") == "");
}

TEST_CASE("policies and templates come as documents") {
    call_fixture iam("iam",
                     model(with_id("IAM", json_rpc), "Do", post, "", R"("Policies": {"shape": "Policies"})"));
    iam.world.http->reply(200, R"({"Policies": [{"Document": "%7B%22a%22%3A1%7D"}, {"Document": "plain"}]})");
    auto const policies = iam.call("Do", args());
    REQUIRE(policies);
    CHECK(policies->get<int>("Policies[0].Document.a", 0) == 1);
    CHECK(policies->get("Policies[1].Document", "") == "plain");

    call_fixture cf("cloudformation", model(with_id("CloudFormation", json_rpc), "GetTemplate", post, "",
                                            R"("TemplateBody": {"shape": "Text"})"));
    cf.world.http->reply(200, R"({"TemplateBody": "{\"a\": 1}"})");
    cf.world.http->reply(200, R"({"TemplateBody": "a: 1"})");
    auto const first = cf.call("GetTemplate", args());
    REQUIRE(first);
    CHECK(first->get<int>("TemplateBody.a", 0) == 1);
    auto const second = cf.call("GetTemplate", args());
    REQUIRE(second);
    CHECK(second->get("TemplateBody", "") == "a: 1");
}

TEST_CASE("a console's output is text") {
    call_fixture f("ec2", model(with_id("EC2", json_rpc), "GetConsoleOutput", post, "",
                                R"("Output": {"shape": "Text"})"));
    f.world.http->reply(200, R"({"Output": "aGVs\nbG//"})");
    auto const out = f.call("GetConsoleOutput", args());
    REQUIRE(out);
    CHECK(out->get("Output", "") == "hello\xef\xbf\xbd");
}

TEST_CASE("OAuth's description is the message of an error") {
    call_fixture f("sso-oidc",
                   model(with_id("SSO OIDC", R"("protocol": "rest-json")"), "CreateToken", post, "", ""));
    f.world.http->reply(400, R"({"error": "invalid_grant", "error_description": "too late"})",
                        {{"x-amzn-ErrorType", "InvalidGrantException"}});
    auto const out = f.call("CreateToken", args());
    REQUIRE_FALSE(out);
    CHECK(std::string(out.error().what()).find("too late") != std::string::npos);
}

TEST_CASE("copies between regions carry a presigned request") {
    call_fixture f("rds", model(with_id("RDS", query), "CopyDBSnapshot", post,
                                R"("Name": {"shape": "Text"}, "SourceRegion": {"shape": "Text"},
                                   "PreSignedUrl": {"shape": "Text"})",
                                ""));
    f.parts.settings.endpoint_url = "https://rds.eu-west-1.example.com";
    auto const body = body_of(f.build("CopyDBSnapshot", args("Name", "n", "SourceRegion", "us-east-2")));
    CHECK(body.find("SourceRegion") == std::string::npos);
    auto const at = body.find("PreSignedUrl=");
    REQUIRE(at != std::string::npos);
    auto const url = percent_decode(body.substr(at + 13));
    CHECK(
        url.starts_with("https://rds.us-east-2.example.com/?Action=CopyDBSnapshot&Version=2012-06-01&Name=n"
                        "&DestinationRegion=eu-west-1&X-Amz-Algorithm=AWS4-HMAC-SHA256"));
    CHECK(url.find("us-east-2%2Frds%2Faws4_request") == std::string::npos);
    CHECK(url.find("%2Fus-east-2%2Fe%2Faws4_request") != std::string::npos);
    CHECK(url.find("X-Amz-Expires=3600") != std::string::npos);
    CHECK(body_of(f.build("CopyDBSnapshot", args("Name", "n"))).find("PreSignedUrl") == std::string::npos);
}
