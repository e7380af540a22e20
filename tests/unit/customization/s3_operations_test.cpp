// Which operations of S3 its handlers are for: every one that they are registered for, and one beside them.
#include "call_fixture.hpp"
#include "small_model.hpp"
#include "small_rules.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <memory>

using namespace coaws;
using testing_support::call_fixture;
using testing_support::rest_xml;
using testing_support::small_model;

namespace {

/// An operation of S3 with whatever parameters a handler may be interested in, in headers.
small_model object_operation(std::string name) {
    auto const header = [](std::string const& member, std::string const& field) {
        return '"' + member + R"(": {"shape": "Text", "location": "header", "locationName": ")" + field +
               "\"}, ";
    };
    small_model m{.service_id = "S3", .protocol = rest_xml, .operation = std::move(name)};
    m.http = R"({"method": "PUT", "requestUri": "/{Bucket}/{Key+}"})";
    m.input = header("CopySource", "x-source") + header("SSECustomerKey", "x-key") +
              header("SSECustomerKeyMD5", "x-key-md5") + header("CopySourceSSECustomerKey", "x-source-key") +
              header("CopySourceSSECustomerKeyMD5", "x-source-key-md5") + R"(
        "EncodingType": {"shape": "Text", "location": "querystring", "locationName": "encoding-type"},
        "Metadata": {"shape": "Map", "location": "headers", "locationName": "x-amz-meta-"},
        "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket", "contextParam": {"name": "Bucket"}},
        "Key": {"shape": "Text", "location": "uri", "locationName": "Key"},
        "Body": {"shape": "Blob", "streaming": true})";
    m.input_traits = R"(, "payload": "Body")";
    return m;
}

struct s3 : call_fixture {
    explicit s3(small_model const& model) : call_fixture("s3", model.text()) {}
};

template <class... Rest>
value object(Rest&&... rest) {
    return args("Bucket", "b-1", "Key", "k", std::forward<Rest>(rest)...);
}

}  // namespace

TEST_CASE("HND-26 the source of a copy is encoded for both copies") {
    for (std::string const name : {"CopyObject", "UploadPartCopy", "GetObject"}) {
        CAPTURE(name);
        s3 f(object_operation(name));
        CHECK(f.header(name, object("CopySource", "src/a key"), "x-source") ==
              (name == "GetObject" ? "src/a key" : "src/a%20key"));
    }
}

TEST_CASE("HND-27 metadata has to be ASCII in the three operations that write it") {
    for (std::string const name : {"CopyObject", "PutObject", "CreateMultipartUpload", "GetObject"}) {
        CAPTURE(name);
        s3 f(object_operation(name));
        for (auto const* text : {"caf\xc3\xa9", "coffee"}) {
            CAPTURE(text);
            auto const request = f.build(name, object("Metadata", args("name", text)));
            bool const refused =
                !request && request.error().type() == "ParamValidationError" &&
                std::string_view(request.error().what()).find("Non ascii") != std::string_view::npos;
            CHECK(refused == (name != "GetObject" && text != std::string_view("coffee")));
        }
        auto const key = f.build(name, object("Metadata", args("caf\xc3\xa9", "x")));
        CHECK(key.has_value() == (name == "GetObject"));
    }
}

TEST_CASE("HND-28 customer keys are encoded in the nine operations that take them") {
    struct row {
        char const* operation;
        bool own;
        bool of_source;
    };
    auto const encoded = base64_encode("raw-key");
    auto const sum = base64_encode(md5("raw-key"));
    for (auto const& r : {
             row{"HeadObject", true, false},
             row{"GetObject", true, false},
             row{"PutObject", true, false},
             row{"CopyObject", true, true},
             row{"CreateMultipartUpload", true, false},
             row{"UploadPart", true, false},
             row{"UploadPartCopy", true, true},
             row{"CompleteMultipartUpload", true, false},
             row{"SelectObjectContent", true, false},
             row{"GetObjectAttributes", false, false},
         }) {
        CAPTURE(r.operation);
        s3 f(object_operation(r.operation));
        auto const request =
            f.build(r.operation, object("SSECustomerKey", "raw-key", "CopySourceSSECustomerKey", "raw-key"));
        REQUIRE(request);
        CHECK(request->headers.get("x-key") == (r.own ? encoded : "raw-key"));
        CHECK(request->headers.get("x-key-md5") == (r.own ? sum : ""));
        CHECK(request->headers.get("x-source-key") == (r.of_source ? encoded : "raw-key"));
        CHECK(request->headers.get("x-source-key-md5") == (r.of_source ? sum : ""));
    }
}

TEST_CASE("HND-29 the bytes of an object and of a part are uploaded as streams, other bytes as they are") {
    for (std::string const name : {"PutObject", "UploadPart", "PutNote"}) {
        CAPTURE(name);
        s3 f(object_operation(name));
        bool body = false;
        // Before validation, behind the handler for the operation.
        f.parts.events->on("before-call.s3", [&](before_call& e) { body = e.params.at("Body").is_body(); });
        REQUIRE(f.build(name, object("Body", blob("bytes"))));
        CHECK(body == (name != "PutNote"));
    }
}

TEST_CASE("HND-32 empty streams are not asked for where the environment says so") {
    struct row {
        char const* flag;
        char const* content;
        char const* expect;
    };
    for (auto const& r : {
             row{"True", "", ""},
             row{"true", "x", "100-continue"},
             row{"false", "", "100-continue"},
             row{nullptr, "", "100-continue"},
         }) {
        CAPTURE(r.flag);
        s3 f(object_operation("PutObject"));
        if (r.flag != nullptr) f.world.environment->set("BOTO_EXPERIMENTAL__NO_EMPTY_CONTINUE", r.flag);
        CHECK(f.header("PutObject", object("Body", r.content), "Expect") == r.expect);
    }
}

TEST_CASE("HND-32 line breaks are written as references in the two documents whose names may hold them") {
    for (std::string const name : {"DeleteObjects", "PutBucketLifecycleConfiguration", "PutBucketTagging"}) {
        CAPTURE(name);
        small_model m{.service_id = "S3", .protocol = rest_xml, .operation = name};
        m.input = R"("Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket"},
                     "Document": {"shape": "Item", "locationName": "Document"})";
        m.input_traits = R"(, "payload": "Document")";
        m.http = R"({"method": "POST", "requestUri": "/{Bucket}"})";
        s3 f(m);
        auto const request = f.build(name, args("Bucket", "b-1", "Document", args("Key", "a\r\nb")));
        REQUIRE(request);
        auto const body = request->body.in_memory().value_or("");
        bool const escaped = body.find("a&#xD;&#xA;b") != body.npos;
        CHECK(escaped == (name != "PutBucketTagging"));
    }
}

TEST_CASE("HND-23 the three listings are asked for URL-encoded and decoded, each in its own members") {
    constexpr auto answer =
        "<R><EncodingType>url</EncodingType><Delimiter>%2F</Delimiter><Marker>m%2B</Marker><NextMarker>n+</"
        "NextMarker>"
        "<Prefix>p%20</Prefix><StartAfter>s%21</StartAfter><KeyMarker>k%22</KeyMarker><NextKeyMarker>l%23</"
        "NextKeyMarker>"
        "<Contents><Key>c%25</Key></Contents><Versions><Key>v%26</Key></Versions>"
        "<DeleteMarkers><Key>d%27</Key></DeleteMarkers><CommonPrefixes><Prefix>q+</Prefix></CommonPrefixes></"
        "R>";
    struct row {
        char const* operation;
        std::vector<std::string> decoded;
    };
    struct place {
        char const* path;
        char const* raw;
        char const* text;
    };
    std::vector<place> const places = {
        {"Delimiter", "%2F", "/"},
        {"Marker", "m%2B", "m+"},
        {"NextMarker", "n+", "n "},
        {"Prefix", "p%20", "p "},
        {"StartAfter", "s%21", "s!"},
        {"KeyMarker", "k%22", "k\""},
        {"NextKeyMarker", "l%23", "l#"},
        {"Contents[0].Key", "c%25", "c%"},
        {"Versions[0].Key", "v%26", "v&"},
        {"DeleteMarkers[0].Key", "d%27", "d'"},
        {"CommonPrefixes[0].Prefix", "q+", "q "},
    };
    std::vector<row> const rows = {
        {"ListObjects", {"Delimiter", "Marker", "NextMarker", "Contents[0].Key", "CommonPrefixes[0].Prefix"}},
        {"ListObjectsV2",
         {"Delimiter", "Prefix", "StartAfter", "Contents[0].Key", "CommonPrefixes[0].Prefix"}},
        {"ListObjectVersions",
         {"Delimiter", "Prefix", "KeyMarker", "NextKeyMarker", "Versions[0].Key", "DeleteMarkers[0].Key",
          "CommonPrefixes[0].Prefix"}},
        {"ListParts", {}},
    };
    for (auto const& r : rows) {
        CAPTURE(r.operation);
        auto m = object_operation(r.operation);
        for (auto const* member : {"EncodingType", "Delimiter", "Marker", "NextMarker", "Prefix",
                                   "StartAfter", "KeyMarker", "NextKeyMarker"})
            m.output.append("\"").append(member).append(R"(": {"shape": "Text"}, )");
        m.output += R"("Contents": {"shape": "Items"}, "Versions": {"shape": "Items"},
                       "DeleteMarkers": {"shape": "Items"}, "CommonPrefixes": {"shape": "Items"})";
        s3 f(m);
        f.world.http->reply(200, answer);
        auto const out = f.call(r.operation, object());
        REQUIRE(out);
        CHECK(f.world.http->requests[0].url.query == (r.decoded.empty() ? "" : "encoding-type=url"));
        for (auto const& p : places) {
            CAPTURE(p.path);
            bool const decoded = std::ranges::find(r.decoded, p.path) != r.decoded.end();
            CHECK(out->get(p.path, "") == (decoded ? p.text : p.raw));
        }
    }
}

TEST_CASE("HND-38 some buckets are addressed by path or by host whatever the settings say") {
    constexpr std::string_view rules = R"json({
      "version": "1.0",
      "parameters": {
        "Region": {"type": "String", "builtIn": "AWS::Region"}, "Bucket": {"type": "String"},
        "ForcePathStyle": {"type": "Boolean", "builtIn": "AWS::S3::ForcePathStyle", "default": false, "required": true}
      },
      "rules": [
        {"type": "endpoint", "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "ForcePathStyle"}, true]}],
         "endpoint": {"url": "https://by-path.example.com"}},
        {"type": "endpoint", "conditions": [], "endpoint": {"url": "https://by-host.example.com"}}
      ]
    })json";
    constexpr auto arn = "arn:aws:s3:us-west-2:123456789012:accesspoint/ap";
    struct row {
        char const* operation;
        char const* bucket;
        bool path_style;
        char const* host;
    };
    for (auto const& r : {
             row{"GetObject", "b-1", false, "by-host.example.com"},
             row{"GetObject", "b-1", true, "by-path.example.com"},
             row{"GetObject", arn, true, "by-host.example.com"},
             row{"GetBucketLocation", "b-1", false, "by-path.example.com"},
             row{"GetBucketLocation", arn, false, "by-path.example.com"},
         }) {
        CAPTURE(r.operation);
        CAPTURE(r.bucket);
        s3 f(object_operation(r.operation));
        f.parts.rules = testing_support::compile_rules(rules);
        f.parts.settings.builtins[endpoint::builtin::region] = std::string("eu-west-1");
        f.parts.settings.builtins[endpoint::builtin::s3_force_path_style] = r.path_style;
        auto const request = f.build(r.operation, args("Bucket", r.bucket, "Key", "k"));
        REQUIRE(request);
        CHECK(request->url.authority == r.host);
    }
}

TEST_CASE("HND-46 the older signature signs a bucket in the path, but no ARN") {
    struct row {
        char const* bucket;
        char const* path;
    };
    for (auto const& r :
         {row{"b-1", "/b-1/a%20k"}, row{"arn:aws:s3:us-west-2:123456789012:accesspoint/ap", "/a%20k"}}) {
        CAPTURE(r.bucket);
        s3 f(object_operation("GetObject"));
        f.parts.settings.signature_version = "s3";
        f.parts.settings.requested_signature_version = "s3";
        std::string path;
        f.connect();
        f.core->events().on_last("before-sign.s3",
                                 [&](before_sign& e) { path = e.context.auth_path.value_or("none"); });
        REQUIRE(f.build("GetObject", args("Bucket", r.bucket, "Key", "a k")));
        CHECK(path == r.path);
    }
}

TEST_CASE("HND-46 nobody's signature announces the checksum behind an unsigned body") {
    for (auto const* signer : {"none", "s3v4"}) {
        CAPTURE(signer);
        auto m = object_operation("PutObject");
        m.traits = R"(, "httpChecksum": {"requestAlgorithmMember": "ChecksumAlgorithm"})";
        m.input += R"(, "ChecksumAlgorithm": {"shape": "Text", "location": "header",
                        "locationName": "x-amz-sdk-checksum-algorithm"})";
        s3 f(m);
        f.parts.settings.signature_version = signer;
        auto const request = f.build("PutObject", object("Body", "bytes"));
        REQUIRE(request);
        CHECK(request->headers.get("X-Amz-Trailer") == "x-amz-checksum-crc32");
        CHECK(request->headers.get("X-Amz-Content-SHA256") == "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        CHECK(request->headers.contains("Authorization") == (signer == std::string_view("s3v4")));
        s3 plain(m);
        plain.parts.settings.signature_version = signer;
        plain.parts.settings.request_checksum = pipeline::checksum_policy::when_required;
        CHECK(plain.header("PutObject", object("Body", "bytes"), "X-Amz-Content-SHA256") !=
              "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    }
}

TEST_CASE("an upload that a transport keeps does not keep the transport") {
    std::weak_ptr<testing::scripted_http> http;
    {
        auto m = object_operation("PutObject");
        m.traits = R"(, "httpChecksum": {"requestAlgorithmMember": "ChecksumAlgorithm"})";
        s3 f(m);
        f.world.http->reply(200);
        REQUIRE(f.call("PutObject", object("Body", "bytes")));
        REQUIRE(f.world.http->requests[0].headers.contains("X-Amz-Trailer"));
        http = f.world.http;
    }
    CHECK(http.expired());
}
