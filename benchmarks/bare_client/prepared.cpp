// The bytes that the bare client sends: what a signed request of the same operation looks like, made once.
#include "prepared.hpp"

#include <stdexcept>

namespace bare {

namespace {

std::string first_lines(std::string_view line, std::string_view host) {
    std::string text(line);
    text.append(" HTTP/1.1\r\nHost: ").append(host);
    text +=
        "\r\nUser-Agent: bare/1.0 md/Beast#1.81 ua/2.1 os/linux md/arch#x86_64 lang/c++#20 "
        "cfg/retry-mode#legacy\r\n";
    return text;
}

/// As long as a real signature, and never checked.
std::string signature_lines() {
    return "X-Amz-Date: 20240501T102030Z\r\namz-sdk-invocation-id: 00000000-0000-4000-8000-000000000000\r\n"
           "amz-sdk-request: attempt=1\r\nAuthorization: AWS4-HMAC-SHA256 "
           "Credential=AKIDBENCH/20240501/us-east-1/bench/aws4_request, "
           "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" +
           std::string(64, '0') + "\r\n";
}

prepared table_call(std::string_view name, std::string_view host, std::string_view json) {
    prepared p;
    p.head = first_lines("POST /", host);
    p.head.append("X-Amz-Target: DynamoDB_20120810.").append(name);
    p.head += "\r\nContent-Type: application/x-amz-json-1.0\r\n" + signature_lines();
    p.head += "Content-Length: " + std::to_string(json.size()) + "\r\n\r\n";
    p.head += json;
    return p;
}

prepared get_item(std::string_view host) {
    return table_call("GetItem", host,
                      R"({"TableName":"bench","Key":{"pk":{"S":"user#000001"},"sk":{"S":"profile"}}})");
}

prepared put_item(std::string_view host) {
    std::string json =
        R"({"TableName":"bench","Item":{"pk":{"S":"user#000001"},"sk":{"S":"profile"},"name":{"S":"Ada Lovelace"},)"
        R"("n":{"N":"42"},"active":{"BOOL":true},"tags":{"L":[{"S":"a"},{"S":"b"},{"S":"c"}]},"doc":{"S":")";
    json += std::string(512, 'x') + R"("}}})";
    return table_call("PutItem", host, json);
}

prepared get_object(std::string_view host, std::uint64_t size) {
    prepared p;
    p.head = first_lines("GET /bench/obj-" + std::to_string(size), host) + signature_lines() + "\r\n";
    p.expected = size;
    p.is_download = true;
    return p;
}

prepared put_object(std::string_view host, std::uint64_t size) {
    prepared p;
    p.head = first_lines("PUT /bench/put-" + std::to_string(size), host);
    p.head += "X-Amz-Content-SHA256: " + std::string(64, '0') + "\r\n" + signature_lines();
    p.head += "Content-Length: " + std::to_string(size) + "\r\n\r\n";
    p.body.assign(size, 'p');
    return p;
}

prepared list_objects(std::string_view host) {
    prepared p;
    p.head = first_lines("GET /bench?list-type=2&encoding-type=url", host) + signature_lines() + "\r\n";
    p.parse_xml = true;
    return p;
}

}  // namespace

prepared prepare(std::string_view op, std::string_view host, std::uint64_t size) {
    if (op == "ddb_get") return get_item(host);
    if (op == "ddb_put") return put_item(host);
    if (op == "s3_get") return get_object(host, size);
    if (op == "s3_put") return put_object(host, size);
    if (op == "s3_list") return list_objects(host);
    throw std::invalid_argument("the bare client does not do '" + std::string(op) + "'");
}

}  // namespace bare
