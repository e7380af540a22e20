// The handlers of S3, seen from a call.
#include "call_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>

using namespace coaws;
using testing_support::call_fixture;

namespace {

constexpr std::string_view model = R"json({
  "metadata": {"serviceId": "S3", "protocol": "rest-xml", "endpointPrefix": "s3", "signatureVersion": "s3v4",
               "apiVersion": "2006-03-01", "uid": "s3-test"},
  "operations": {
    "PutObject": {"name": "PutObject", "http": {"method": "PUT", "requestUri": "/{Bucket}/{Key+}"},
                  "input": {"shape": "ObjectIn"}},
    "PutNote": {"name": "PutNote", "http": {"method": "PUT", "requestUri": "/{Bucket}/{Key+}?note"},
                "input": {"shape": "ObjectIn"}},
    "GetObject": {"name": "GetObject", "http": {"method": "GET", "requestUri": "/{Bucket}/{Key+}"},
                  "input": {"shape": "ObjectIn"}, "output": {"shape": "ObjectOut"}},
    "CopyObject": {"name": "CopyObject", "http": {"method": "PUT", "requestUri": "/{Bucket}/{Key+}"},
                   "input": {"shape": "CopyIn"}, "output": {"shape": "CopyOut"}},
    "DeleteObjects": {"name": "DeleteObjects", "http": {"method": "POST", "requestUri": "/{Bucket}?delete"},
                      "input": {"shape": "DeleteIn"}},
    "GetBucketLocation": {"name": "GetBucketLocation", "http": {"method": "GET", "requestUri": "/{Bucket}?location"},
                          "input": {"shape": "BucketIn"}, "output": {"shape": "LocationOut"}},
    "ListObjects": {"name": "ListObjects", "http": {"method": "GET", "requestUri": "/{Bucket}"},
                    "input": {"shape": "BucketIn"}, "output": {"shape": "ListOut"}}
  },
  "shapes": {
    "Text": {"type": "string"}, "Bytes": {"type": "blob"}, "Expires": {"type": "timestamp"},
    "Metadata": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
    "BucketIn": {"type": "structure", "required": ["Bucket"], "members": {
      "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket"},
      "EncodingType": {"shape": "Text", "location": "querystring", "locationName": "encoding-type"}}},
    "ObjectIn": {"type": "structure", "required": ["Bucket", "Key"], "payload": "Body", "members": {
      "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket"},
      "Key": {"shape": "Text", "location": "uri", "locationName": "Key"},
      "SSECustomerKey": {"shape": "Text", "location": "header", "locationName": "x-key"},
      "SSECustomerKeyMD5": {"shape": "Text", "location": "header", "locationName": "x-key-md5"},
      "Metadata": {"shape": "Metadata", "location": "headers", "locationName": "x-amz-meta-"},
      "Body": {"shape": "Bytes", "streaming": true}}},
    "ObjectOut": {"type": "structure", "payload": "Body", "members": {
      "Expires": {"shape": "Expires", "location": "header", "locationName": "Expires"},
      "Body": {"shape": "Bytes"}}},
    "CopyIn": {"type": "structure", "required": ["Bucket", "Key", "CopySource"], "members": {
      "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket"},
      "Key": {"shape": "Text", "location": "uri", "locationName": "Key"},
      "CopySource": {"shape": "Text", "location": "header", "locationName": "x-amz-copy-source"}}},
    "CopyOut": {"type": "structure", "members": {"ETag": {"shape": "Text"}}},
    "DeleteIn": {"type": "structure", "required": ["Bucket", "Delete"], "payload": "Delete", "members": {
      "Bucket": {"shape": "Text", "location": "uri", "locationName": "Bucket"},
      "Delete": {"shape": "Delete", "locationName": "Delete"}}},
    "Delete": {"type": "structure", "members": {"Key": {"shape": "Text"}}},
    "LocationOut": {"type": "structure", "members": {"LocationConstraint": {"shape": "Text"}}},
    "Item": {"type": "structure", "members": {"Key": {"shape": "Text"}}},
    "Items": {"type": "list", "member": {"shape": "Item"}, "flattened": true},
    "ListOut": {"type": "structure", "members": {
      "Prefix": {"shape": "Text"}, "Marker": {"shape": "Text"}, "EncodingType": {"shape": "Text"},
      "Contents": {"shape": "Items"}}}
  }
})json";

struct s3 : call_fixture {
    s3() : call_fixture("s3", model) {}
};

class no_bytes final : public pipeline::byte_source {
  public:
    boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer) override { co_return 0; }
};

value object() { return args("Bucket", "b-1", "Key", "k"); }

}  // namespace

TEST_CASE("HND-22 the bucket is not part of modelled paths") {
    s3 f;
    auto const request = f.build("GetObject", object());
    REQUIRE(request);
    CHECK(request->url.str() == "https://service.example.com/k");
}

TEST_CASE("HND-22 bucket names are checked before anything is built") {
    for (auto const* bad : {"", "has space", "slash/y", "arn:aws:sqs:us-west-2:123456789012:q"}) {
        CAPTURE(bad);
        s3 f;
        auto const request = f.build("ListObjects", args("Bucket", bad));
        REQUIRE_FALSE(request);
        CHECK(request.error().type() == "ParamValidationError");
        CHECK(std::string(request.error().what()).find("Invalid bucket name \"" + std::string(bad)) !=
              std::string::npos);
    }
    s3 f;
    CHECK(f.build("ListObjects", args("Bucket", "Upper_case.and-dots")));
    CHECK(f.build("ListObjects", args("Bucket", "arn:aws:s3:us-west-2:123456789012:accesspoint/ap")));
}

TEST_CASE(
    "HND-29 HND-32 the service is asked before a stream is sent; bytes are a stream for PutObject only") {
    auto const stream = body::from_source(0, [] { return std::make_unique<no_bytes>(); });
    struct row {
        char const* operation;
        value content;
        char const* expect;
    };
    for (auto& r : std::initializer_list<row>{
             {"PutObject", value("hi"), "100-continue"},
             {"PutObject", value(""), "100-continue"},
             {"PutObject", value(blob("hi")), "100-continue"},
             {"PutObject", value(), ""},
             {"PutObject", value(body::from_string("hi")), "100-continue"},
             {"PutNote", value("hi"), ""},
             {"PutNote", value(body::from_string("hi")), ""},
             {"PutNote", value(stream), "100-continue"},
         }) {
        CAPTURE(r.operation);
        s3 f;
        auto params = object();
        if (!r.content.is_null()) params["Body"] = r.content;
        auto const request = f.build(r.operation, std::move(params));
        REQUIRE(request);
        CHECK(request->headers.get("Expect") == r.expect);
    }
}

TEST_CASE("a body whose factory gives nothing is refused") {
    s3 f;
    auto params = object();
    params["Body"] = body::from_source(2, [] { return nullptr; });
    auto const request = f.build("PutNote", std::move(params));
    REQUIRE_FALSE(request);
    CHECK(request.error().what() == std::string("The body's source factory gave nothing"));
}

TEST_CASE("HND-26 copy sources are encoded from texts and maps") {
    s3 f;
    auto const sent = [&](value source) {
        auto params = object();
        params["CopySource"] = std::move(source);
        return f.header("CopyObject", std::move(params), "x-amz-copy-source");
    };
    CHECK(sent("src/a key+") == "src/a%20key%2B");
    CHECK(sent("src/a key?versionId=v 1") == "src/a%20key%3FversionId%3Dv%201");
    CHECK(sent("src/a key?versionId=v1=") == "src/a%20key?versionId=v1=");
    CHECK(sent(args("Bucket", "src", "Key", "a?b")) == "src/a%3Fb");
    CHECK(sent(args("Bucket", "src", "Key", "a", "VersionId", "v1")) == "src/a?versionId=v1");
    CHECK(sent(args("Bucket", "arn:aws:s3:us-west-2:123456789012:accesspoint/ap", "Key", "a")) ==
          "arn%3Aaws%3As3%3Aus-west-2%3A123456789012%3Aaccesspoint/ap/object/a");
    CHECK(sent(args("Bucket", "src")) == "Parameter validation failed:\nMissing required parameter: 'Key'");
    CHECK(sent(args("Key", "src")) == "Parameter validation failed:\nMissing required parameter: 'Bucket'");
}

TEST_CASE("HND-28 customer keys go out encoded with their MD5 unless that is given") {
    s3 f;
    auto params = object();
    params["SSECustomerKey"] = "raw-key";
    auto const request = f.build("GetObject", params);
    REQUIRE(request);
    CHECK(request->headers.get("x-key") == base64_encode("raw-key"));
    CHECK(request->headers.get("x-key-md5") == base64_encode(md5("raw-key")));
    params["SSECustomerKeyMD5"] = "mine";
    CHECK(f.header("GetObject", params, "x-key") == "raw-key");
}

TEST_CASE("HND-27 metadata has to be ASCII") {
    s3 f;
    auto params = object();
    params["Metadata"] = args("name", "caf\xc3\xa9");
    auto const request = f.build("PutObject", std::move(params));
    REQUIRE_FALSE(request);
    CHECK(request.error().type() == "ParamValidationError");
    CHECK(std::string(request.error().what()).find("for key \"name\", value: \"caf\xc3\xa9\"") !=
          std::string::npos);
}

TEST_CASE("HND-32 line breaks survive in the names of objects to delete") {
    s3 f;
    auto const request = f.build("DeleteObjects", args("Bucket", "b-1", "Delete", args("Key", "a\r\nb")));
    REQUIRE(request);
    REQUIRE(request->body.in_memory());
    CHECK(request->body.in_memory()->find("a&#xD;&#xA;b") != std::string_view::npos);
}

TEST_CASE("HND-24 errors inside successes are tried again") {
    for (auto const* body : {"<Error><Code>InternalError</Code></Error>", "<CopyObjectResult><ETag>e"}) {
        CAPTURE(body);
        s3 f;
        f.world.http->reply(200, body);
        f.world.http->reply(200, "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>");
        auto params = object();
        params["CopySource"] = "s/k";
        auto const out = f.call("CopyObject", std::move(params));
        REQUIRE(out);
        CHECK(out->get("ETag", "") == "e");
        CHECK(f.world.http->requests.size() == 2);
    }
}

TEST_CASE(
    "HND-24 long answers are tried again when they are cut off or an error, and pass when they are whole") {
    std::string listing = "<?xml version=\"1.0\"?>\n<ListBucketResult>";
    for (int i = 0; i < 200; ++i) listing += "<Contents><Key>k" + std::to_string(i) + "</Key></Contents>";
    listing += "</ListBucketResult>\n";
    auto const cut = listing.substr(0, listing.size() - 40);
    auto const failed =
        "<Error><Code>InternalError</Code><Message>" + std::string(5000, 'm') + "</Message></Error>";
    for (auto const& first : {cut, failed}) {
        CAPTURE(first.substr(0, 30));
        s3 f;
        f.world.http->reply(200, first);
        f.world.http->reply(200, listing);
        auto const out = f.call("ListObjects", args("Bucket", "b-1"));
        REQUIRE(out);
        CHECK(out->at("Contents").size() == 200);
        CHECK(f.world.http->requests.size() == 2);
    }
}

TEST_CASE("HND-24 an object's own bytes are never taken for an error") {
    s3 f;
    f.world.http->reply(200, "<Error/>");
    CHECK(f.call("GetObject", object()));
    CHECK(f.world.http->requests.size() == 1);
}

TEST_CASE("HND-25 an Expires that is no time is kept as text only") {
    s3 f;
    f.world.http->reply(200, "x", {{"Expires", "Wed, 21 Oct 2015 07:28:00 GMT"}});
    f.world.http->reply(200, "x", {{"Expires", "never"}});
    auto const good = f.call("GetObject", object());
    REQUIRE(good);
    CHECK(good->at("Expires").is_timestamp());
    CHECK(good->get("ExpiresString", "") == "Wed, 21 Oct 2015 07:28:00 GMT");
    auto const bad = f.call("GetObject", object());
    REQUIRE(bad);
    CHECK(bad->find("Expires") == nullptr);
    CHECK(bad->get("ExpiresString", "") == "never");
}

TEST_CASE("HND-42 the location is the text of the document") {
    s3 f;
    f.world.http->reply(200, "<LocationConstraint>eu-north-1</LocationConstraint>");
    f.world.http->reply(200, "<LocationConstraint/>");
    auto const named = f.call("GetBucketLocation", args("Bucket", "b-1"));
    REQUIRE(named);
    CHECK(named->get("LocationConstraint", "") == "eu-north-1");
    auto const none = f.call("GetBucketLocation", args("Bucket", "b-1"));
    REQUIRE(none);
    REQUIRE(none->find("LocationConstraint") != nullptr);
    CHECK(none->at("LocationConstraint").is_null());
}

TEST_CASE("HND-23 listings are decoded where the library chose the encoding") {
    constexpr auto body =
        "<R><EncodingType>url</EncodingType><Marker>a%2Bb+c</Marker><Prefix>p%20</Prefix>"
        "<Contents><Key>k%FF+</Key></Contents></R>";
    s3 f;
    f.world.http->reply(200, body);
    f.world.http->reply(200, body);
    auto const own = f.call("ListObjects", args("Bucket", "b-1"));
    REQUIRE(own);
    CHECK(f.world.http->requests[0].url.query == "encoding-type=url");
    CHECK(own->get("Marker", "") == "a+b c");
    CHECK(own->get("Prefix", "") == "p%20");
    CHECK(own->get("Contents[0].Key", "") == "k\xef\xbf\xbd ");
    auto const theirs = f.call("ListObjects", args("Bucket", "b-1", "EncodingType", "url"));
    REQUIRE(theirs);
    CHECK(theirs->get("Marker", "") == "a%2Bb+c");
}
