// The rest-json protocol, and with it the binding of members to the parts of HTTP messages.
#include <doctest/doctest.h>

#include <cmath>
#include <coaws/base/errors.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>
#include <limits>

#include "../codec/inline_service.hpp"

using namespace coaws;

namespace {

service_schema const& service() {
    static auto const made = testing_data::inline_service("rest-json", R"(
        "Put": {"name": "Put", "http": {"method": "PUT", "requestUri": "/a/{Id}/{Path+}?fixed"},
                "input": {"shape": "PutIn"}, "output": {"shape": "PutOut"}, "errors": [{"shape": "Gone"}]},
        "Upload": {"name": "Upload", "http": {"method": "PUT", "requestUri": "/u"}, "input": {"shape": "UploadIn"},
                   "output": {"shape": "UploadOut"}},
        "Ask": {"name": "Ask", "http": {"method": "GET", "requestUri": "/a"}, "output": {"shape": "AskOut"}},
        "Send": {"name": "Send", "http": {"method": "POST", "requestUri": "/s"}, "input": {"shape": "SendIn"},
                 "output": {"shape": "SendOut"}, "endpoint": {"hostPrefix": "{Account}.data-"}},
        "Note": {"name": "Note", "http": {"method": "POST", "requestUri": "/n"}, "input": {"shape": "NoteIn"},
                 "output": {"shape": "NoteOut"}},
        "Ping": {"name": "Ping", "http": {"method": "GET", "requestUri": "/ping?deep"}},
        "Find": {"name": "Find", "http": {"method": "GET", "requestUri": "/find"}, "input": {"shape": "FindIn"}})",
                                                          R"(
        "PutIn": {"type": "structure", "members": {
            "Id": {"shape": "String", "location": "uri", "locationName": "Id"},
            "Path": {"shape": "String", "location": "uri", "locationName": "Path"},
            "Name": {"shape": "String"}, "Old": {"shape": "String", "locationName": "old"}}},
        "FindIn": {"type": "structure", "members": {
            "Text": {"shape": "String", "location": "querystring", "locationName": "text"},
            "Many": {"shape": "Strings", "location": "querystring", "locationName": "many"},
            "Days": {"shape": "Days", "location": "querystring", "locationName": "day"},
            "Flag": {"shape": "Boolean", "location": "querystring", "locationName": "flag"},
            "Count": {"shape": "Integer", "location": "querystring", "locationName": "count"},
            "Rate": {"shape": "Double", "location": "querystring", "locationName": "rate"},
            "More": {"shape": "Lists", "location": "querystring"},
            "Plain": {"shape": "Texts", "location": "querystring"},
            "Head": {"shape": "String", "location": "header", "locationName": "x-head"},
            "Heads": {"shape": "Strings", "location": "header", "locationName": "x-heads"},
            "Numbers": {"shape": "Integers", "location": "header", "locationName": "x-numbers"},
            "When": {"shape": "Timestamp", "location": "header", "locationName": "x-when"},
            "Epoch": {"shape": "Epoch", "location": "header", "locationName": "x-epoch"},
            "Json": {"shape": "String", "location": "header", "locationName": "x-json", "jsonvalue": true},
            "Sure": {"shape": "Boolean", "location": "header", "locationName": "x-sure"},
            "Meta": {"shape": "Texts", "location": "headers", "locationName": "x-meta-"}}},
        "UploadIn": {"type": "structure", "payload": "Data", "members": {
            "Data": {"shape": "Blob", "streaming": true},
            "Type": {"shape": "String", "location": "header", "locationName": "Content-Type"},
            "Lost": {"shape": "Strings"}}},
        "UploadOut": {"type": "structure", "payload": "Data", "members": {
            "Data": {"shape": "Blob", "streaming": true},
            "Code": {"shape": "Integer", "location": "statusCode"}}},
        "SendIn": {"type": "structure", "payload": "Doc", "members": {
            "Doc": {"shape": "Doc"}, "Account": {"shape": "String", "location": "header", "locationName": "x-account",
                                                 "hostLabel": true}}},
        "AskOut": {"type": "structure", "payload": "Any", "members": {"Any": {"shape": "Any"}}},
        "Any": {"type": "structure", "members": {}, "document": true},
        "SendOut": {"type": "structure", "payload": "Doc", "members": {"Doc": {"shape": "Doc"}}},
        "NoteIn": {"type": "structure", "payload": "Text", "members": {"Text": {"shape": "String"}}},
        "NoteOut": {"type": "structure", "payload": "Text", "members": {"Text": {"shape": "String"}}},
        "Doc": {"type": "structure", "members": {"a": {"shape": "String"}, "Doc": {"shape": "Doc"}}},
        "PutOut": {"type": "structure", "members": {
            "Name": {"shape": "String"}, "Size": {"shape": "Long"},
            "Tag": {"shape": "String", "location": "header", "locationName": "ETag"},
            "Sure": {"shape": "Boolean", "location": "header", "locationName": "x-sure"},
            "Size2": {"shape": "Long", "location": "header", "locationName": "x-size"},
            "Rate": {"shape": "Double", "location": "header", "locationName": "x-rate"},
            "When": {"shape": "Timestamp", "location": "header", "locationName": "x-when"},
            "Words": {"shape": "Strings", "location": "header", "locationName": "x-words"},
            "Days": {"shape": "Days", "location": "header", "locationName": "x-days"},
            "Json": {"shape": "String", "location": "header", "locationName": "x-json", "jsonvalue": true},
            "Meta": {"shape": "Texts", "location": "headers", "locationName": "x-meta-"},
            "Code": {"shape": "Integer", "location": "statusCode"}}},
        "Gone": {"type": "structure", "exception": true, "members": {
            "message": {"shape": "String"}, "Since": {"shape": "String"},
            "Retry": {"shape": "Integer", "location": "header", "locationName": "Retry-After"}}},
        "Strings": {"type": "list", "member": {"shape": "String"}},
        "Integers": {"type": "list", "member": {"shape": "Integer"}},
        "Days": {"type": "list", "member": {"shape": "Timestamp"}},
        "Epoch": {"type": "timestamp", "timestampFormat": "unixTimestamp"},
        "Texts": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "String"}},
        "Lists": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "Strings"}})");
    return *made;
}

protocol::request_record sent(std::string_view operation, value const& params) {
    auto const* found = service().find_operation(operation);
    REQUIRE(found != nullptr);
    value_input input(params.as_map());
    return protocol::find_protocol("rest-json")->serialize(service(), *found, input);
}

std::string body_of(protocol::request_record const& r) {
    return std::string(r.body.in_memory().value_or("(none)"));
}

http::response response_of(unsigned status, std::string body) {
    http::response r;
    r.status = status;
    r.body = std::move(body);
    return r;
}

value received(std::string_view operation, http::response& r, protocol::response_metadata& metadata) {
    value_map out;
    value_output output(out);
    protocol::find_protocol("rest-json")
        ->parse(service(), *service().find_operation(operation), r, output, metadata);
    return value(std::move(out));
}

value received(std::string_view operation, http::response r) {
    protocol::response_metadata metadata;
    return received(operation, r, metadata);
}

protocol::parsed_error failed(http::response const& r) {
    protocol::response_metadata metadata;
    return protocol::find_protocol("rest-json")
        ->parse_error(service(), *service().find_operation("Put"), r, metadata);
}

timestamp at(std::int64_t microseconds) { return timestamp(std::chrono::microseconds(microseconds)); }

}  // namespace

TEST_CASE("rest-json request: labels, literal query and body") {
    auto r = sent("Put", args("Path", "x y/z~", "Old", "o", "Id", "a/b?", "Name", "n"));
    CHECK(r.method == "PUT");
    CHECK(r.path == "/a/a%2Fb%3F/x%20y/z~");
    CHECK(r.query == "fixed");
    CHECK(body_of(r) == R"({"old": "o", "Name": "n"})");
    CHECK(r.headers.get("content-type") == "application/json");
    CHECK_THROWS_AS(sent("Put", args("Id", "a")), param_validation_error);
}

TEST_CASE("rest-json request: what stands for an empty body") {
    CHECK(body_of(sent("Put", args("Id", "a", "Path", "b"))) == "{}");
    CHECK(body_of(sent("Put", args("Id", "a", "Path", "b", "Name", nullptr))) == "{}");
    CHECK(body_of(sent("Find", args())) == "(none)");
    CHECK(sent("Find", args()).headers.empty());
    CHECK(body_of(sent("Upload", args())) == "(none)");
    CHECK(body_of(sent("Send", args("Account", "x"))) == "{}");
    auto ping = sent("Ping", args());
    CHECK(ping.path == "/ping");
    CHECK(ping.query == "deep");
    CHECK(body_of(ping) == "(none)");
}

TEST_CASE("rest-json request: query parameters") {
    struct row {
        value params;
        std::string_view query;
    };
    row const rows[] = {
        {args("Text", "a b&+/~", "Flag", true), "text=a%20b%26%2B%2F~&flag=true"},
        {args("Many", list_of("a", "b"), "Count", -5), "many=a&many=b&count=-5"},
        {args("Many", list_of()), ""},
        {args("Count", 1, "Many", list_of()), "count=1"},
        {args("Days", list_of(at(0), at(1500000))),
         "day=1970-01-01T00%3A00%3A00Z&day=1970-01-01T00%3A00%3A01.500000Z"},
        {args("Rate", 1.5), "rate=1.5"},
        {args("Rate", -std::numeric_limits<double>::infinity()), "rate=-Infinity"},
        {args("Plain", args("k y", "v", "l", "")), "k%20y=v&l="},
        {args("More", args("a", list_of("1", "2"), "b", list_of(), "c", list_of("3"))), "a=1&a=2&c=3"},
        {args("Text", "old", "Plain", args("text", "new", "z", "1")), "text=new&z=1"},
        {args("Count", 1, "Many", list_of("a", "b"), "Text", "t", "More", args("many", list_of("c"))),
         "count=1&text=t&many=c"},
        {args("Plain", args("text", "map"), "Text", "own"), "text=own"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.query);
        CHECK(sent("Find", r.params).query == r.query);
    }
}

TEST_CASE("rest-json request: headers") {
    struct row {
        value params;
        std::string_view name, text;
    };
    row const rows[] = {
        {args("Head", "a, \"b\""), "x-head", "a, \"b\""},
        {args("Heads", list_of("a", "b,c", "d\"e", nullptr, "f")), "x-heads", R"(a,"b,c","d\"e",f)"},
        {args("Heads", list_of(nullptr)), "x-heads", ""},
        {args("Numbers", list_of(1, -2)), "x-numbers", "1,-2"},
        {args("When", at(1500000)), "x-when", "Thu, 01 Jan 1970 00:00:01 GMT"},
        {args("Epoch", at(1500000)), "x-epoch", "1"},
        {args("Json", args("a", list_of(1, "x"))), "x-json", "eyJhIjpbMSwieCJdfQ=="},
        {args("Sure", false), "x-sure", "false"},
        {args("Meta", args("One", "1", "Two", "2")), "x-meta-two", "2"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.name);
        auto record = sent("Find", r.params);
        REQUIRE(record.headers.contains(r.name));
        CHECK(record.headers.get(r.name) == r.text);
    }
    CHECK(sent("Find", args("Heads", list_of())).headers.empty());
    for (auto const* name : {"Head", "Json"}) CHECK(sent("Find", args(name, nullptr)).headers.empty());
}

TEST_CASE("rest-json request: payloads") {
    auto upload = sent("Upload", args("Lost", list_of("x"), "Data", blob("\xff raw"), "Type", "text/plain"));
    CHECK(body_of(upload) == "\xff raw");
    CHECK(upload.headers.get("Content-Type") == "text/plain");
    CHECK_FALSE(sent("Upload", args("Data", "text")).headers.contains("Content-Type"));
    auto file = sent("Upload", args("Data", body::from_file("big.bin")));
    REQUIRE(file.body.as_file() != nullptr);
    CHECK(file.body.as_file()->path == "big.bin");
    CHECK(body_of(sent("Note", args("Text", "h\xc3\xa9"))) == "h\xc3\xa9");
    auto document = sent("Send", args("Account", "x", "Doc", args("a", "1", "Doc", args())));
    CHECK(body_of(document) == R"({"a": "1", "Doc": {}})");
    CHECK(document.headers.get("Content-Type") == "application/json");
}

TEST_CASE("rest-json request: host prefix") {
    CHECK(sent("Send", args("Account", "a-1.b")).host_prefix == "a-1.b.data-");
    for (auto bad : {"", "a/b", "a b", "a@b", "\xc3\xa9"}) {
        CHECK_THROWS_WITH_AS(
            sent("Send", args("Account", bad)),
            "Parameter validation failed:\nInvalid value for parameter(s): Account. Must contain only "
            "alphanumeric characters, hyphen, or period.",
            param_validation_error);
    }
    CHECK_THROWS_AS(sent("Send", args()), param_validation_error);
    CHECK(sent("Find", args()).host_prefix.empty());
}

TEST_CASE("rest-json response: headers, status and body") {
    auto r = response_of(201, R"({"Name": "n", "Size": "12"})");
    r.headers.add("etag", "\"t\"");
    r.headers.add("X-Sure", "TRUE");
    r.headers.add("x-size", "9");
    r.headers.add("x-rate", "NaN");
    r.headers.add("x-when", "Thu, 01 Jan 1970 00:00:01 GMT");
    r.headers.add("x-words", "a, \"b\" ,c");
    r.headers.add("x-days", "Thu, 01 Jan 1970 00:00:01 GMT, Thu, 01 Jan 1970 00:00:02 GMT");
    r.headers.add("x-json", "eyJhIjoxfQ==");
    r.headers.add("X-Meta-Own", "1");
    r.headers.add("x-amz-request-id", "r1");
    r.headers.add("x-amz-id-2", "h1");
    protocol::response_metadata metadata;
    auto out = received("Put", r, metadata);
    CHECK(out.at("Name") == value("n"));
    CHECK(out.at("Size") == value(12));
    CHECK(out.at("Tag") == value("\"t\""));
    CHECK(out.at("Sure") == value(true));
    CHECK(out.at("Size2") == value(9));
    CHECK(std::isnan(out.at("Rate").as_double()));
    CHECK(out.at("When") == value(at(1000000)));
    CHECK(out.at("Words") == list_of("a", "\"b\"", "c"));
    CHECK(out.at("Days") == list_of(at(1000000), at(2000000)));
    CHECK(out.at("Json") == args("a", 1));
    CHECK(out.at("Meta") == args("Own", "1"));
    CHECK(out.at("Code") == value(201));
    CHECK(metadata.request_id == "r1");
    CHECK(metadata.host_id == "h1");
    CHECK(metadata.status == 201);
    CHECK(metadata.headers.get("etag") == "\"t\"");
}

TEST_CASE("rest-json response: repeated headers") {
    auto r = response_of(200, "");
    r.headers.add("etag", "a");
    r.headers.add("x-words", "b,c");
    r.headers.add("x-meta-K", "1");
    r.headers.add("x-meta-other", "");
    r.headers.add("ETag", "b");
    r.headers.add("X-Words", "d");
    r.headers.add("X-Meta-k", "2");
    r.headers.add("x-meta-k", "3");
    auto const out = received("Put", r);
    CHECK(out.at("Tag") == value("a, b"));
    CHECK(out.at("Words") == list_of("b", "c", "d"));
    CHECK(out.at("Meta") == args("K", "1, 2, 3", "other", ""));
}

TEST_CASE("rest-json response: absent parts") {
    CHECK(received("Put", response_of(200, "")) == args("Meta", args(), "Code", 200));
    for (auto const* body : {"ignored", "[]", "[{}]", "\"x\"", "null", "1"})
        CHECK(received("Ping", response_of(200, body)) == args());
    auto r = response_of(200, "");
    r.headers.add("x-size", "many");
    CHECK_THROWS_AS(received("Put", r), response_parser_error);
}

TEST_CASE("rest-json response: payloads") {
    CHECK(received("Upload", response_of(200, "\xff raw")) == args("Code", 200, "Data", blob("\xff raw")));
    CHECK(received("Note", response_of(200, "text")) == args("Text", "text"));
    CHECK(received("Note", response_of(200, "")) == args("Text", ""));
    CHECK_THROWS_AS(received("Note", response_of(200, "\xff")), response_parser_error);
    CHECK(received("Send", response_of(200, R"({"a": "1", "Doc": {"Doc": {}}})")) ==
          args("Doc", args("a", "1", "Doc", args("Doc", args()))));
    CHECK(received("Send", response_of(200, "")) == args("Doc", args()));
    CHECK(received("Ask", response_of(200, "[1, null]")) == args("Any", list_of(1, nullptr)));
    CHECK(received("Ask", response_of(200, "null")) == args("Any", nullptr));
}

TEST_CASE("rest-json errors: where the code comes from") {
    auto r = response_of(400, R"({"code": "ns#FromBody:x", "__type": "T", "message": "m", "Message": "M"})");
    CHECK(failed(r).code == "FromBody");
    CHECK(failed(r).message == "m");
    r.headers.add("x-amzn-errortype", "FromHeader:http://example.com/");
    CHECK(failed(r).code == "FromHeader");
    CHECK(failed(response_of(400, R"({"__type": "ns#T", "Message": "M"})")).code == "T");
    CHECK(failed(response_of(400, R"({"Code": 7})")).code == "7");
    CHECK(failed(response_of(418, "{}")).code == "418");
    CHECK(failed(response_of(400, "oops")).message == "oops");
    CHECK_THROWS_AS(failed(response_of(400, "[]")), response_parser_error);
    auto proxy = failed(response_of(503, "  <html>busy</html>"));
    CHECK(proxy.code == "503");
    CHECK(proxy.message == "Service Unavailable");
}

TEST_CASE("rest-json errors: members of the modelled exception") {
    auto r = response_of(410, R"({"__type": "Gone", "message": "left", "Since": "then", "Else": 1})");
    r.headers.add("retry-after", "5");
    auto error = failed(r);
    REQUIRE(error.modeled != nullptr);
    CHECK(error.modeled->shape_name() == "Gone");
    CHECK(value(error.fields) == args("Retry", 5, "message", "left", "Since", "then"));
    CHECK(error.error_members.empty());
}
