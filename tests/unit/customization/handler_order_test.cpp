// The built-in handlers as a table: which are registered where, and in which order those of one place act.
#include "call_fixture.hpp"
#include "small_model.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace coaws;
using testing_support::call_fixture;
using testing_support::rest_xml;
using testing_support::small_model;

namespace {

using effects = std::vector<std::string>;

/// A service whose one operation has something to do for every handler of S3, and for some others.
struct busy : call_fixture {
    busy(std::string name, std::string service_id, std::string operation)
        : call_fixture(std::move(name), model(std::move(service_id), operation).text()),
          operation_(std::move(operation)) {
        world.environment->set("AWS_LAMBDA_FUNCTION_NAME", "f");
        world.environment->set("_X_AMZN_TRACE_ID", "Root=1");
        connect();
    }

    /// Runs the handlers of an event one after the other, and names for each what it has changed. What a
    /// handler refuses is named by its first words; those that have nothing to do are passed over.
    template <class Event, class State>
    effects run_each(Event& e, State changes) {
        effects out;
        auto const handlers = parts.events->find(e.name);
        for (auto const& h : *handlers) {
            try {
                if (h->is_plain())
                    h->call(e, nullptr);
                else
                    testing_support::run(io, h->call_async(e, nullptr));
            } catch (error const& refusal) {
                std::string_view const text = refusal.message();
                auto const line = text.substr(text.rfind(":\n") + 2);
                out.emplace_back(line.substr(0, line.find(' ', line.find(' ') + 1)));
                continue;
            }
            if (auto change = changes(); !change.empty()) out.push_back(std::move(change));
        }
        return out;
    }

    effects of_parameters(value_map params) {
        call_context context(*parts.service, operation());
        auto const name = full_name(before_parameter_build::event_name);
        before_parameter_build e(name, context, params);
        auto before = params;
        return run_each(e, [&] {
            std::string changed;
            for (auto const& [member, v] : params) {
                auto const* old = before.find(member);
                if (old == nullptr || old->kind() != v.kind() || !(v.is_body() || *old == v))
                    changed += (changed.empty() ? "" : " ") + member;
            }
            before = params;
            return changed;
        });
    }

    effects of_request(value_map const& params) {
        call_context context(*parts.service, operation());
        prepared_request request;
        request.http.body = body::from_string("a\nb");
        auto const name = full_name(before_call::event_name);
        before_call e(name, context, request, params);
        auto headers = request.http.headers;
        auto bytes = std::string(*request.http.body.in_memory());
        return run_each(e, [&] {
            std::string changed;
            for (auto const& [field, text] : request.http.headers)
                if (!headers.contains(field)) changed.append(changed.empty() ? "" : " ").append(field);
            if (*request.http.body.in_memory() != bytes) changed += "body";
            headers = request.http.headers;
            bytes = *request.http.body.in_memory();
            return changed;
        });
    }

    effects of_response(http::response response) {
        call_context context(*parts.service, operation());
        value_map extra;
        auto const name = full_name(before_parse::event_name);
        before_parse e(name, context, response, extra);
        auto status = response.status;
        auto members = extra.size();
        return run_each(e, [&] {
            std::string changed;
            if (response.status != status) changed += "status";
            if (extra.size() != members) changed += "extra";
            status = response.status;
            members = extra.size();
            return changed;
        });
    }

  private:
    static small_model model(std::string service_id, std::string operation) {
        small_model m{
            .service_id = std::move(service_id), .protocol = rest_xml, .operation = std::move(operation)};
        m.traits = R"(, "endpointoperation": true,
                        "httpChecksum": {"requestValidationModeMember": "Mode", "responseAlgorithms": ["CRC32"]})";
        m.http = R"({"method": "PUT", "requestUri": "/"})";
        for (auto const* member : {"Bucket", "CopySource", "SSECustomerKey", "CopySourceSSECustomerKey",
                                   "Mode", "EncodingType", "UserData", "Filter", "accountId"})
            m.input.append("\"").append(member).append(R"(": {"shape": "Text"}, )");
        m.input += R"("Token": {"shape": "Text", "idempotencyToken": true}, "Metadata": {"shape": "Map"},
                      "Id": {"shape": "ResourceId"}, "Body": {"shape": "Blob", "streaming": true})";
        m.input_traits = R"(, "payload": "Body")";
        m.output = R"("Expires": {"shape": "Expires", "location": "header", "locationName": "Expires"})";
        m.more_shapes = R"("Expires": {"type": "timestamp"}, )";
        return m;
    }
    operation_schema const& operation() const { return *parts.service->find_operation(operation_); }
    std::string full_name(std::string_view event) const {
        return std::string(event) + '.' + parts.service->metadata().event_id + '.' + operation_;
    }

    std::string operation_;
    boost::asio::io_context io;
};

/// Parameters in each of which a handler finds something.
value_map everything() {
    auto params =
        args("Bucket", "no bucket", "CopySource", "a b", "SSECustomerKey", "k", "CopySourceSSECustomerKey",
             "k", "UserData", "#!", "Filters", "f", "Id", "/a/b", "Body", "bytes");
    params["Metadata"] = args("name", "caf\xc3\xa9");
    return params.as_map();
}

/// How many handlers are registered under exactly this name. What is also found under a sibling is not.
std::size_t count_at(emitter const& events, std::string name) {
    auto const dot = name.rfind('.');
    auto const parent = dot == std::string::npos ? std::string() : name.substr(0, dot);
    auto const here = events.find(name.ends_with(".*") ? parent + ".~" : name);
    if (parent.empty()) return here->size();
    auto const around = events.find(name.ends_with(".*") ? parent : parent + ".~");
    return static_cast<std::size_t>(std::ranges::count_if(
        *here, [&](auto const& h) { return std::find(around->begin(), around->end(), h) == around->end(); }));
}

}  // namespace

TEST_CASE("HND-X1…HND-X13 the built-in table is registered, entry by entry") {
    struct row {
        char const* event;
        std::size_t count;
    };
    busy f("any", "Any", "Do");
    emitter events;
    register_builtin_handlers(events, f.parts.world);
    // In the order of the table, each name where it comes first; what the reference does to its classes, and
    // to its shared models, coaws does in session::client, in the pipeline and in planning-operation.
    for (auto const& r : {
             row{"choose-service-name", 1},
             row{"getattr.mturk.list_hi_ts_for_qualification_type", 1},
             row{"getattr.socialmessaging.delete_whatsapp_media_message", 1},
             row{"getattr.cloudwatch.get_o_tel_enrichment", 1},
             row{"getattr.cloudwatch.start_o_tel_enrichment", 1},
             row{"getattr.cloudwatch.stop_o_tel_enrichment", 1},
             row{"getattr.cloudwatch.update_o_tel_enrichment", 1},
             row{"getattr.signin.create_o_auth2_token", 1},
             row{"before-parameter-build.s3.UploadPart", 2},
             row{"before-parameter-build.s3.PutObject", 3},
             row{"after-call.iam", 1},
             row{"after-call.ec2.GetConsoleOutput", 1},
             row{"after-call.cloudformation.GetTemplate", 1},
             row{"after-call.s3.GetBucketLocation", 1},
             row{"after-call.sqs.*", 1},
             row{"before-parse.s3.*", 2},
             row{"before-parse.sso-oidc.*", 1},
             row{"before-parameter-build", 1},
             row{"before-parameter-build.s3", 1},
             row{"planning-operation.s3", 1},
             row{"before-parameter-build.s3.ListObjects", 1},
             row{"before-parameter-build.s3.ListObjectsV2", 1},
             row{"before-parameter-build.s3.ListObjectVersions", 1},
             row{"before-parameter-build.s3.CopyObject", 4},
             row{"before-parameter-build.s3.UploadPartCopy", 3},
             row{"before-parameter-build.s3.CreateMultipartUpload", 2},
             row{"planning-operation.s3-control", 1},
             row{"before-endpoint-resolution.s3", 1},
             row{"before-call", 2},
             row{"before-call.s3", 1},
             row{"before-call.glacier", 1},
             row{"before-call.apigateway", 1},
             row{"before-call.s3.DeleteObjects", 1},
             row{"before-call.s3.PutBucketLifecycleConfiguration", 1},
             row{"before-call.glacier.UploadArchive", 1},
             row{"before-call.glacier.UploadMultipartPart", 1},
             row{"request-created.machinelearning.Predict", 1},
             row{"choose-signer.cognito-identity.GetId", 1},
             row{"choose-signer.cognito-identity.GetOpenIdToken", 1},
             row{"choose-signer.cognito-identity.UnlinkIdentity", 1},
             row{"choose-signer.cognito-identity.GetCredentialsForIdentity", 1},
             row{"choose-signer.sts.AssumeRoleWithSAML", 1},
             row{"choose-signer.sts.AssumeRoleWithWebIdentity", 1},
             row{"before-parameter-build.s3.HeadObject", 1},
             row{"before-parameter-build.s3.GetObject", 1},
             row{"before-parameter-build.s3.CompleteMultipartUpload", 1},
             row{"before-parameter-build.s3.SelectObjectContent", 1},
             row{"before-parameter-build.ec2.RunInstances", 1},
             row{"before-parameter-build.autoscaling.CreateLaunchConfiguration", 1},
             row{"before-parameter-build.route53", 1},
             row{"before-parameter-build.glacier", 1},
             row{"before-sign.s3", 1},
             row{"before-sign.polly.SynthesizeSpeech", 1},
             row{"after-call.s3.ListObjects", 1},
             row{"after-call.s3.ListObjectsV2", 1},
             row{"after-call.s3.ListObjectVersions", 1},
             row{"request-created.cloudsearchdomain.Search", 1},
             row{"before-parameter-build.ec2.*", 1},
             row{"before-parameter-build.logs.CreateExportTask", 1},
             row{"before-parameter-build.cloudsearchdomain.Search", 1},
             row{"before-parameter-build.s3.HeadBucket", 0},
             row{"before-call.s3.PutBucketTagging", 0},
         }) {
        CAPTURE(r.event);
        CHECK(count_at(events, r.event) == r.count);
    }
}

TEST_CASE("HND-X1…HND-X13 handlers of parameters act in the order of the table") {
    struct row {
        char const* operation;
        effects own;
    };
    std::string const key = "SSECustomerKey SSECustomerKeyMD5";
    std::string const source_key = "CopySourceSSECustomerKey CopySourceSSECustomerKeyMD5";
    // Behind those of the operation come that of the service, and those of all.
    effects const behind = {"Invalid bucket", "Token", "Mode"};
    for (auto const& r : std::vector<row>{
             {"UploadPart", {key, "Body"}},
             {"PutObject", {"Non ascii", key, "Body"}},
             {"ListObjects", {"EncodingType"}},
             {"ListObjectsV2", {"EncodingType"}},
             {"ListObjectVersions", {"EncodingType"}},
             {"CopyObject", {"CopySource", "Non ascii", key, source_key}},
             {"UploadPartCopy", {"CopySource", key, source_key}},
             {"CreateMultipartUpload", {"Non ascii", key}},
             {"HeadObject", {key}},
             {"GetObject", {key}},
             {"CompleteMultipartUpload", {key}},
             {"SelectObjectContent", {key}},
             {"HeadBucket", {}},
         }) {
        CAPTURE(r.operation);
        auto wanted = r.own;
        wanted.insert(wanted.end(), behind.begin(), behind.end());
        busy f("s3", "S3", r.operation);
        CHECK(f.of_parameters(everything()) == wanted);
    }
    busy ec2("ec2", "EC2", "RunInstances");
    CHECK(ec2.of_parameters(everything()) == effects{"Filter", "UserData", "Token", "Mode"});
    busy route53("route53", "Route 53", "GetZone");
    CHECK(route53.of_parameters(everything()) == effects{"Id", "Token", "Mode"});
    busy glacier("glacier", "Glacier", "ListVaults");
    CHECK(glacier.of_parameters(everything()) == effects{"accountId", "Token", "Mode"});
}

TEST_CASE("HND-X1…HND-X13 handlers of requests and responses act in the order of the table") {
    struct row {
        char const* service;
        char const* id;
        char const* operation;
        effects wanted;
    };
    std::string const trace = "X-Amzn-Trace-Id";
    std::string const version = "x-amz-api-version";
    std::string const sums = "x-amz-content-sha256 x-amz-sha256-tree-hash";
    value_map params;
    params["Body"] = body::from_string("bytes");
    for (auto const& r : std::vector<row>{
             {"any", "Any", "Do", {trace, version}},
             {"s3", "S3", "PutObject", {"Expect", trace, version}},
             {"s3", "S3", "DeleteObjects", {"body", trace, version}},
             {"s3", "S3", "PutBucketLifecycleConfiguration", {"body", trace, version}},
             {"glacier", "Glacier", "UploadArchive", {sums, "x-amz-glacier-version", trace, version}},
             {"glacier", "Glacier", "UploadMultipartPart", {sums, "x-amz-glacier-version", trace, version}},
             {"apigateway", "API Gateway", "GetApi", {"Accept", trace, version}},
         }) {
        CAPTURE(r.operation);
        busy f(r.service, r.id, r.operation);
        CHECK(f.of_request(params) == r.wanted);
    }
    // The status of an error in a success is known before anybody looks at the headers.
    http::response error_in_success;
    error_in_success.status = 200;
    error_in_success.body = "<Error/>";
    error_in_success.headers.add("Expires", "never");
    busy s3("s3", "S3", "CopyObject");
    CHECK(s3.of_response(std::move(error_in_success)) == effects{"status", "extra"});
}
