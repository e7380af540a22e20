// The handlers of single services, seen from a call.
#include "call_fixture.hpp"
#include "small_model.hpp"

#include <doctest/doctest.h>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/client_error.hpp>

using namespace coaws;
using testing_support::call_fixture;
using testing_support::ec2_query;
using testing_support::rest_json;
using testing_support::small_model;

namespace {

std::string body_of(result<http::request> const& request) {
    return request ? std::string(request->body.in_memory().value_or(""))
                   : std::string(request.error().what());
}

/// A service with its event id and a model.
call_fixture service(std::string name, small_model const& model) {
    return call_fixture(std::move(name), model.text());
}

}  // namespace

TEST_CASE("HND-02 old names of methods lead to the operations of today") {
    struct row {
        char const* service;
        char const* id;
        char const* old_name;
        char const* operation;
    };
    for (auto const& r : {
             row{"mturk", "MTurk", "list_hi_ts_for_qualification_type", "ListHITsForQualificationType"},
             row{"socialmessaging", "SocialMessaging", "delete_whatsapp_media_message",
                 "DeleteWhatsAppMessageMedia"},
             row{"cloudwatch", "CloudWatch", "get_o_tel_enrichment", "GetOTelEnrichment"},
             row{"cloudwatch", "CloudWatch", "start_o_tel_enrichment", "StartOTelEnrichment"},
             row{"cloudwatch", "CloudWatch", "stop_o_tel_enrichment", "StopOTelEnrichment"},
             row{"cloudwatch", "CloudWatch", "update_o_tel_enrichment", "UpdateOTelEnrichment"},
             row{"signin", "Signin", "create_o_auth2_token", "CreateOAuth2Token"},
         }) {
        CAPTURE(r.old_name);
        auto f = service(r.service, {.service_id = r.id, .operation = r.operation});
        CHECK(f.header(r.old_name, args(), "X-Amz-Target") == std::string("T.") + r.operation);
        auto elsewhere = service("any", {.operation = r.operation});
        CHECK_FALSE(elsewhere.build(r.old_name, args()));
    }
}

TEST_CASE("HND-20 absent idempotency tokens are made up") {
    auto f = service("any", {.input = R"("Token": {"shape": "Text", "idempotencyToken": true})"});
    CHECK(body_of(f.build("Do", args())) == R"({"Token": "11111111-2222-4333-8444-555555555555"})");
    CHECK(body_of(f.build("Do", args("Token", "mine"))) == R"({"Token": "mine"})");
}

TEST_CASE("HND-21 response checksums are asked for where they are checked whenever there are some") {
    small_model const model{
        .traits =
            R"(, "httpChecksum": {"requestValidationModeMember": "Mode", "responseAlgorithms": ["CRC32"]})",
        .input = R"("Mode": {"shape": "Text"})"};
    auto f = service("any", model);
    CHECK(body_of(f.build("Do", args())) == R"({"Mode": "ENABLED"})");
    CHECK(body_of(f.build("Do", args("Mode", "mine"))) == R"({"Mode": "mine"})");
    auto plain = service("any", model);
    plain.parts.settings.response_checksum = pipeline::checksum_policy::when_required;
    CHECK(body_of(plain.build("Do", args())) == "{}");
}

TEST_CASE("HND-30 the trace of a Lambda invocation is passed on") {
    small_model const model{.input = R"("Own": {"shape": "Text"})"};
    auto outside = service("any", model);
    outside.world.environment->set("_X_AMZN_TRACE_ID", "Root=1");
    CHECK(outside.header("Do", args(), "X-Amzn-Trace-Id") == "");
    auto inside = service("any", model);
    inside.world.environment->set("AWS_LAMBDA_FUNCTION_NAME", "f");
    inside.world.environment->set("_X_AMZN_TRACE_ID", "Root=1;Parent=\n-=:+&[]{}\"',/");
    CHECK(inside.header("Do", args(), "X-Amzn-Trace-Id") == "Root=1;Parent=%0A-=:+&[]{}\"',%2F");
    inside.parts.events->on("before-call.any",
                            [](before_call& e) { e.request.http.headers.set("X-Amzn-Trace-Id", "mine"); });
    CHECK(inside.header("Do", args(), "X-Amzn-Trace-Id") == "mine");
}

TEST_CASE("HND-31 the operation that discovers endpoints is told the API version, no other") {
    auto f = service("any", {.traits = R"(, "endpointoperation": true)"});
    CHECK(f.header("Do", args(), "x-amz-api-version") == "2012-06-01");
    auto other = service("any", {});
    CHECK(other.header("Do", args(), "x-amz-api-version") == "");
}

TEST_CASE("HND-41 parameters have friendlier names") {
    struct row {
        char const* service;
        char const* id;
        char const* operation;
        char const* alias;
        char const* original;
    };
    for (auto const& r : {
             row{"ec2", "EC2", "DescribeAnything", "Filters", "Filter"},
             row{"logs", "CloudWatch Logs", "CreateExportTask", "fromTime", "from"},
             row{"cloudsearchdomain", "CloudSearch Domain", "Search", "returnFields", "return"},
         }) {
        CAPTURE(r.alias);
        auto f = service(r.service, {.service_id = r.id,
                                     .operation = r.operation,
                                     .input = '"' + std::string(r.original) + R"(": {"shape": "Text"})"});
        CHECK(body_of(f.build(r.operation, args(r.alias, "x"))) ==
              "{\"" + std::string(r.original) + R"(": "x"})");
        CHECK(body_of(f.build(r.operation, args(r.original, "x"))) ==
              "{\"" + std::string(r.original) + R"(": "x"})");
        auto const both = f.build(r.operation, args(r.alias, "x", r.original, "y"));
        REQUIRE_FALSE(both);
        CHECK(both.error().type() == "AliasConflictParameterError");
    }
    // Only where there is something to stand for.
    auto none = service("ec2", {.service_id = "EC2"});
    CHECK_FALSE(none.build("Do", args("Filters", "x")));
}

TEST_CASE("HND-40 ids of Route 53 lose their path") {
    auto f =
        service("route53", {.service_id = "Route 53",
                            .input = R"("Id": {"shape": "ResourceId"}, "Set": {"shape": "DelegationSetId"},
                                             "Change": {"shape": "ChangeId"}, "Name": {"shape": "Text"})"});
    CHECK(body_of(f.build("Do", args("Id", "/hostedzone/Z1", "Set", "/delegationset/N1", "Change",
                                     "/change/C1", "Name", "/a/b"))) ==
          R"({"Id": "Z1", "Set": "N1", "Change": "C1", "Name": "/a/b"})");
    CHECK(body_of(f.build("Do", args("Id", "Z1"))) == R"({"Id": "Z1"})");
}

TEST_CASE("HND-39 launch scripts are encoded") {
    struct row {
        char const* service;
        char const* id;
        char const* operation;
        char const* sent;
    };
    for (auto const& r : {
             row{"ec2", "EC2", "RunInstances", R"({"UserData": "IyE="})"},
             row{"autoscaling", "Auto Scaling", "CreateLaunchConfiguration", R"({"UserData": "IyE="})"},
             row{"ec2", "EC2", "ModifyInstances", R"({"UserData": "#!"})"},
         }) {
        CAPTURE(r.operation);
        auto f = service(
            r.service,
            {.service_id = r.id, .operation = r.operation, .input = R"("UserData": {"shape": "Text"})"});
        CHECK(body_of(f.build(r.operation, args("UserData", "#!"))) == r.sent);
    }
    auto f = service(
        "ec2",
        {.service_id = "EC2", .operation = "RunInstances", .input = R"("UserData": {"shape": "Text"})"});
    CHECK(body_of(f.build("RunInstances", args("UserData", blob("#!")))) == R"({"UserData": "IyE="})");
}

TEST_CASE("HND-35 Glacier gets the account, the version and its hashes") {
    constexpr std::string_view content = "x-amz-content-sha256";
    constexpr std::string_view tree = "x-amz-sha256-tree-hash";
    std::string const two_leaves(std::size_t{3} << 19, 'x');
    auto const leaf = [](std::string_view part) { return std::string(as_bytes(sha256(part))); };
    auto const root = hex(sha256(leaf(two_leaves.substr(0, std::size_t{1} << 20)) +
                                 leaf(two_leaves.substr(std::size_t{1} << 20))));
    for (std::string const operation : {"UploadArchive", "UploadMultipartPart", "InitiateJob"}) {
        CAPTURE(operation);
        auto f = service(
            "glacier", {.service_id = "Glacier",
                        .protocol = rest_json,
                        .operation = operation,
                        .http = R"({"method": "POST", "requestUri": "/{accountId}/x"})",
                        .input =
                            R"("accountId": {"shape": "Text", "location": "uri", "locationName": "accountId"},
                    "sum": {"shape": "Text", "location": "header", "locationName": "x-amz-sha256-tree-hash"},
                    "body": {"shape": "Blob"})",
                        .input_traits = R"(, "payload": "body")"});
        bool const hashed = operation != "InitiateJob";
        auto const request = f.build(operation, args("body", blob(two_leaves)));
        REQUIRE(request);
        CHECK(request->url.path == "/-/x");
        CHECK(request->headers.get("x-amz-glacier-version") == "2012-06-01");
        CHECK(request->headers.get(tree) == (hashed ? root : ""));
        CHECK(request->headers.get(content) == (hashed ? hex(sha256(two_leaves)) : ""));
        auto const own = f.build(operation, args("accountId", "12", "sum", "mine", "body", blob("b")));
        REQUIRE(own);
        CHECK(own->url.path == "/12/x");
        CHECK(own->headers.get(tree) == "mine");
        CHECK(own->headers.get(content) == (hashed ? hex(sha256("b")) : ""));
    }
}

TEST_CASE("HND-36 API Gateway is asked for plain JSON") {
    auto f =
        service("apigateway",
                {.service_id = "API Gateway",
                 .protocol = rest_json,
                 .input = R"("accepts": {"shape": "Text", "location": "header", "locationName": "Accept"})"});
    CHECK(f.header("Do", args(), "Accept") == "application/json");
    CHECK(f.header("Do", args("accepts", "application/yaml"), "Accept") == "application/yaml");
}

TEST_CASE("HND-44 predictions and searches go where they belong") {
    auto ml = service("machinelearning", {.service_id = "Machine Learning",
                                          .operation = "Predict",
                                          .input = R"("PredictEndpoint": {"shape": "Text"})"});
    auto const predict = ml.build("Predict", args("PredictEndpoint", "https://p.example.org/other"));
    REQUIRE(predict);
    CHECK(predict->url.str() == "https://p.example.org/");
    auto const nowhere = ml.build("Predict", args("PredictEndpoint", ""));
    REQUIRE(nowhere);
    CHECK(nowhere->url.str() == "https://service.example.com/");
    for (auto const* text : {"p.example.org", "//"}) {
        auto const refused = ml.build("Predict", args("PredictEndpoint", text));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().type() == "ParamValidationError");
    }

    auto cs = service(
        "cloudsearchdomain",
        {.service_id = "CloudSearch Domain",
         .protocol = rest_json,
         .operation = "Search",
         .http = R"({"method": "GET", "requestUri": "/search?format=sdk"})",
         .input = R"("return": {"shape": "Text", "location": "querystring", "locationName": "return"})"});
    auto const search = cs.build("Search", args("returnFields", "a b"));
    REQUIRE(search);
    CHECK(search->method == "POST");
    CHECK(search->url.query == "");
    CHECK(search->headers.get("Content-Type") == "application/x-www-form-urlencoded");
    CHECK(body_of(search) == "format=sdk&return=a%20b");
}

TEST_CASE("HND-44 every attempt tells its number, and those of a call their kinship") {
    auto f = service("any", {});
    f.world.http->reply(503);
    f.world.http->reply(200, "{}");
    REQUIRE(f.call("Do", args()));
    auto const& sent = f.world.http->requests;
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].headers.get("amz-sdk-request") == "attempt=1");
    CHECK(sent[1].headers.get("amz-sdk-request") == "attempt=2; max=3");
    for (auto const& request : sent)
        CHECK(request.headers.get("amz-sdk-invocation-id") == "11111111-2222-4333-8444-555555555555");
}

TEST_CASE("HND-45 operations that hand out credentials are not signed") {
    struct row {
        char const* service;
        char const* id;
        char const* operation;
        bool is_signed;
    };
    for (auto const& r : {
             row{"cognito-identity", "Cognito Identity", "GetId", false},
             row{"cognito-identity", "Cognito Identity", "GetOpenIdToken", false},
             row{"cognito-identity", "Cognito Identity", "UnlinkIdentity", false},
             row{"cognito-identity", "Cognito Identity", "GetCredentialsForIdentity", false},
             row{"cognito-identity", "Cognito Identity", "ListIdentities", true},
             row{"sts", "STS", "AssumeRoleWithSAML", false},
             row{"sts", "STS", "AssumeRoleWithWebIdentity", false},
             row{"sts", "STS", "AssumeRole", true},
             row{"any", "Any", "GetId", true},
         }) {
        CAPTURE(r.operation);
        auto f = service(r.service, {.service_id = r.id, .operation = r.operation});
        auto const request = f.build(r.operation, args());
        REQUIRE(request);
        CHECK(request->headers.contains("Authorization") == r.is_signed);
    }
}

TEST_CASE("HND-42 policies and templates come as documents") {
    auto iam = service("iam", {.service_id = "IAM",
                               .output = R"("Policies": {"shape": "Policies"}, "Version": {"shape": "Policy"},
                                           "Document": {"shape": "policyDocumentType"}, "Other": {"shape": "Text"})"});
    iam.world.http->reply(200, R"({"Policies": [{"Document": "%7B%22a%22%3A1%7D"}, {"Document": "plain"}],
                                  "Version": {"Document": "%7B%7D"}, "Document": "%5B2%5D", "Other": "%7B%7D"})");
    auto const policies = iam.call("Do", args());
    REQUIRE(policies);
    CHECK(policies->get<int>("Policies[0].Document.a", 0) == 1);
    CHECK(policies->get("Policies[1].Document", "") == "plain");
    CHECK(policies->at("Version").at("Document").is_map());
    CHECK(policies->get<int>("Document[0]", 0) == 2);
    CHECK(policies->get("Other", "") == "%7B%7D");

    auto cf = service("cloudformation", {.service_id = "CloudFormation",
                                         .operation = "GetTemplate",
                                         .output = R"("TemplateBody": {"shape": "Text"})"});
    cf.world.http->reply(200, R"({"TemplateBody": "{\"a\": 1}"})");
    cf.world.http->reply(200, R"({"TemplateBody": "a: 1"})");
    auto const first = cf.call("GetTemplate", args());
    REQUIRE(first);
    CHECK(first->get<int>("TemplateBody.a", 0) == 1);
    auto const second = cf.call("GetTemplate", args());
    REQUIRE(second);
    CHECK(second->get("TemplateBody", "") == "a: 1");
}

TEST_CASE("HND-42 a console's output is text") {
    auto f = service(
        "ec2",
        {.service_id = "EC2", .operation = "GetConsoleOutput", .output = R"("Output": {"shape": "Text"})"});
    f.world.http->reply(200, R"({"Output": "aGVs\nbG//"})");
    auto const out = f.call("GetConsoleOutput", args());
    REQUIRE(out);
    CHECK(out->get("Output", "") == "hello\xef\xbf\xbd");
}

TEST_CASE("HND-43 OAuth's description is the message of an error") {
    struct row {
        unsigned status;
        char const* body;
        char const* message;
    };
    for (auto const& r : {
             row{400, R"({"error": "invalid_grant", "error_description": "too late"})", "too late"},
             row{500, R"({"error_description": "broken"})", "broken"},
             row{400, R"({"error_description": "theirs", "message": "ours"})", "ours"},
             row{400, R"({"error": "invalid_grant"})", ""},
             row{400, "no JSON", "no JSON"},
         }) {
        CAPTURE(r.body);
        auto f = service("sso-oidc", {.service_id = "SSO OIDC", .protocol = rest_json});
        for (int i = 0; i < 3; ++i)
            f.world.http->reply(r.status, r.body, {{"x-amzn-ErrorType", "InvalidGrantException"}});
        auto const out = f.call("Do", args());
        REQUIRE_FALSE(out);
        auto const& failure = dynamic_cast<client_error const&>(out.error());
        CHECK(failure.response().get("Error.Message", "") == r.message);
    }
}

TEST_CASE("HND-43 SQS names the class of an error by its shape, and its code as its old protocol did") {
    for (std::string const name : {"sqs", "any"}) {
        CAPTURE(name);
        auto f =
            service(name, {.service_id = name == "sqs" ? "SQS" : "Any",
                           .protocol = R"("protocol": "json", "jsonVersion": "1.0", "targetPrefix": "T",
                                               "awsQueryCompatible": {})",
                           .traits = R"(, "errors": [{"shape": "QueueDoesNotExist"}])",
                           .more_shapes = R"("QueueDoesNotExist": {"type": "structure", "exception": true,
                                                                        "members": {}}, )"});
        f.world.http->reply(400, R"({"__type": "com.amazonaws.sqs#QueueDoesNotExist"})",
                            {{"x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender"}});
        auto const out = f.call("Do", args());
        REQUIRE_FALSE(out);
        auto const& failure = dynamic_cast<client_error const&>(out.error());
        CHECK(failure.code() == "AWS.SimpleQueueService.NonExistentQueue");
        CHECK((failure.modeled_type() == "QueueDoesNotExist") == (name == "sqs"));
    }
}

TEST_CASE("HND-46 speech by presigned URL describes no body") {
    for (std::string const operation : {"SynthesizeSpeech", "DescribeVoices"}) {
        CAPTURE(operation);
        auto f = service("polly", {.service_id = "Polly",
                                   .protocol = rest_json,
                                   .operation = operation,
                                   .input = R"("Text": {"shape": "Text"})"});
        auto const url = f.presigned(operation, args("Text", "hi"));
        bool const without = url.find("X-Amz-SignedHeaders=host&") != std::string::npos;
        CHECK(without == (operation == "SynthesizeSpeech"));
        CHECK(url.find("Text=hi") != std::string::npos);
        CHECK(f.header(operation, args("Text", "hi"), "Content-Type") == "application/json");
    }
}

TEST_CASE("HND-55 Import/Export is signed as everything else unless somebody asks for more") {
    for (bool const configured : {false, true}) {
        CAPTURE(configured);
        auto f = service("importexport", {.service_id = "ImportExport", .protocol = testing_support::query});
        f.parts.settings.signature_version = "v2";
        f.parts.settings.signature_version_configured = configured;
        auto const request = f.build("Do", args());
        REQUIRE(request);
        CHECK(request->headers.get("Authorization").starts_with("AWS4-HMAC-SHA256 ") == !configured);
    }
}
