// What the canned server answers: bytes made once, so that serving costs little.
#include "answers.hpp"

#include <zlib.h>

#include <array>
#include <charconv>
#include <map>
#include <optional>

namespace canned {

namespace {

constexpr std::size_t block_size = 256 * 1024;

std::uint32_t crc_of(std::string_view bytes, std::uint32_t seed = 0) {
    return static_cast<std::uint32_t>(
        crc32(seed, reinterpret_cast<Bytef const*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::string base64(std::uint32_t value) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::uint64_t const bits = std::uint64_t(value) << 4;  // six letters hold 36 bits
    std::string text;
    for (int shift = 30; shift >= 0; shift -= 6) text += letters[(bits >> shift) & 63];
    return text + "==";
}

std::string head(std::string_view status, std::string_view type, std::uint64_t length,
                 std::string_view extra = {}) {
    std::string text = "HTTP/1.1 ";
    text.append(status).append("\r\nDate: Sat, 01 Jan 2022 00:00:00 GMT\r\nServer: canned\r\n");
    text.append("x-amzn-RequestId: 0A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293\r\n");
    if (!type.empty()) text.append("Content-Type: ").append(type).append("\r\n");
    text.append(extra).append("Content-Length: ").append(std::to_string(length)).append("\r\n\r\n");
    return text;
}

std::string json_answer(std::string_view body) {
    auto const crc = "x-amz-crc32: " + std::to_string(crc_of(body)) + "\r\n";
    return head("200 OK", "application/x-amz-json-1.0", body.size(), crc).append(body);
}

/// An item of about a kilobyte with every kind of attribute.
std::string const& item_answer() {
    static std::string const bytes = json_answer(
        R"({"Item":{"pk":{"S":"user#000001"},"sk":{"S":"profile"},"name":{"S":"Ad\u00e1 Lovelace"},"age":{"N":"36"},)"
        R"("active":{"BOOL":true},"deleted":{"NULL":true},"roles":{"SS":["admin","author","reader"]},)"
        R"("scores":{"NS":["1","2.5","1e3"]},"photo":{"B":"AAECAwQFBgcICQoLDA0ODw=="},)"
        R"("tags":{"L":[{"S":"a"},{"S":"b"},{"N":"3"},{"BOOL":false}]},)"
        R"("address":{"M":{"street":{"S":"12 St James's Square"},"city":{"S":"London"},"zip":{"S":"SW1Y 4JH"},)"
        R"("geo":{"M":{"lat":{"N":"51.507"},"lon":{"N":"-0.134"}}}}},"about":{"S":")" +
        std::string(460, 'x') + R"("}},"ConsumedCapacity":{"TableName":"bench","CapacityUnits":0.5}})");
    return bytes;
}

std::string const& empty_json_answer() {
    static std::string const bytes = json_answer("{}");
    return bytes;
}

std::string const& identity_answer() {
    static std::string const bytes = [] {
        std::string_view const body =
            R"(<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>)"
            R"(<Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDABENCH</UserId><Account>123456789012</Account>)"
            R"(</GetCallerIdentityResult><ResponseMetadata><RequestId>00000000-0000</RequestId></ResponseMetadata>)"
            R"(</GetCallerIdentityResponse>)";
        return head("200 OK", "text/xml", body.size()).append(body);
    }();
    return bytes;
}

std::string const& listing_answer() {
    static std::string const bytes = [] {
        std::string body =
            R"(<?xml version="1.0" encoding="UTF-8"?>)"
            R"(<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bench</Name><Prefix></Prefix>)"
            R"(<KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>)";
        for (int i = 0; i < 1000; ++i)
            body += "<Contents><Key>logs/2024/05/01/part-" + std::to_string(100'000 + i) +
                    ".json.gz</Key><LastModified>2024-05-01T10:20:30.000Z</LastModified>"
                    "<ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>" +
                    std::to_string(1000 + i) + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
        body += "</ListBucketResult>";
        return head("200 OK", "application/xml", body.size()).append(body);
    }();
    return bytes;
}

std::string const& stored_answer() {
    static std::string const bytes = head("200 OK", {}, 0, "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n");
    return bytes;
}

std::string const& missing_answer() {
    static std::string const bytes = head("404 Not Found", "text/plain", 0);
    return bytes;
}

/// The CRC-32 of an object in base64; worked out once a size.
std::string const& object_checksum(std::uint64_t size) {
    static std::map<std::uint64_t, std::string> known;
    auto const found = known.find(size);
    if (found != known.end()) return found->second;
    std::uint32_t crc = 0;
    for (std::uint64_t left = size; left > 0;) {
        auto const part = std::min<std::uint64_t>(left, block_size);
        crc = crc_of(block().substr(0, part), crc);
        left -= part;
    }
    return known.emplace(size, base64(crc)).first->second;
}

/// The N of a target that ends in `/obj-N`.
std::optional<std::uint64_t> object_size(std::string_view target) {
    auto const path = target.substr(0, target.find('?'));
    auto const at = path.rfind("/obj-");
    if (at == path.npos) return std::nullopt;
    std::uint64_t size = 0;
    auto const [end, failure] = std::from_chars(path.data() + at + 5, path.data() + path.size(), size);
    if (failure != std::errc() || end != path.data() + path.size()) return std::nullopt;
    return size;
}

answer object_answer(request const& r, std::uint64_t size) {
    std::string extra = "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\nAccept-Ranges: bytes\r\n";
    if (r.wants_checksum)
        extra +=
            "x-amz-checksum-crc32: " + object_checksum(size) + "\r\nx-amz-checksum-type: FULL_OBJECT\r\n";
    return {{}, head("200 OK", "binary/octet-stream", size, extra), r.method == "HEAD" ? 0 : size};
}

answer of(std::string const& bytes) { return {bytes, {}, 0}; }

}  // namespace

std::string_view block() {
    static std::string const bytes = [] {
        std::string made(block_size, '\0');
        std::uint32_t state = 12345;
        for (char& c : made) {
            state = state * 1664525 + 1013904223;
            c = static_cast<char>(state >> 24);
        }
        return made;
    }();
    return bytes;
}

answer answer_for(request const& r) {
    if (r.method == "POST") {
        if (r.amz_target.ends_with(".GetItem")) return of(item_answer());
        if (r.amz_target.ends_with(".PutItem") || r.amz_target.ends_with(".CreateTable"))
            return of(empty_json_answer());
        return of(r.amz_target.empty() ? identity_answer() : missing_answer());
    }
    if (r.method == "PUT") return of(stored_answer());
    if (auto const size = object_size(r.target)) return object_answer(r, *size);
    return of(r.target.find("list-type=2") != r.target.npos ? listing_answer() : missing_answer());
}

}  // namespace canned
