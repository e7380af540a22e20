// bench-signing: what a signature takes, beside OpenSSL's cost of the same hashes.
#include "bare_hashes.hpp"
#include "measure.hpp"

#include <coaws/auth/sigv4.hpp>
#include <coaws/auth/sigv4a.hpp>
#include <string>
#include <vector>

namespace {

using namespace coaws;
using namespace coaws::bench;

struct job {
    std::string name;
    http::request request;
    auth::sigv4_params params;
    bool presigned = false;
    bool asymmetric = false;
    bool hashes_body = false;
};

http::request make_request(std::string method, std::string url, std::string body = {}) {
    http::request r;
    r.method = std::move(method);
    r.url = http::uri::parse(url).value();
    r.headers.add("User-Agent",
                  "coaws/0.1.0 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/c++#20 m/E,b cfg/retry-mode#standard");
    if (!body.empty()) r.body = body::from_string(std::move(body));
    return r;
}

job get_item() {
    job j;
    j.name = "DynamoDB GetItem";
    j.request = make_request(
        "POST", "https://dynamodb.eu-west-1.amazonaws.com/",
        R"({"TableName": "users", "Key": {"pk": {"S": "user-0000000042"}}, "ConsistentRead": false})");
    j.request.headers.add("X-Amz-Target", "DynamoDB_20120810.GetItem");
    j.request.headers.add("Content-Type", "application/x-amz-json-1.0");
    j.params.service = "dynamodb";
    j.hashes_body = true;
    return j;
}

job get_object() {
    job j;
    j.name = "S3 GetObject";
    j.request = make_request("GET", "https://bucket.s3.eu-west-1.amazonaws.com/photos/2024/05/06/0001.jpg");
    j.request.headers.add("x-amz-checksum-mode", "ENABLED");
    j.params.service = "s3";
    j.params.s3 = true;
    return j;
}

job presigned_get() {
    auto j = get_object();
    j.name = "S3 GetObject, presigned";
    j.request.headers.clear();
    j.params.payload = auth::payload_hash::unsigned_payload;
    j.presigned = true;
    return j;
}

job put_mebibyte() {
    auto j = get_object();
    j.name = "S3 PutObject 1 MiB, payload signed";
    j.request.method = "PUT";
    j.request.body = body::from_string(std::string(1u << 20, 'x'));
    j.hashes_body = true;
    return j;
}

job asymmetric_get() {
    auto j = get_object();
    j.name = "S3 GetObject, SigV4a";
    j.params.region = "*";
    j.asymmetric = true;
    return j;
}

void sign(job const& j, http::request& request, credentials const& keys, auth::sigv4_trace* trace = nullptr) {
    if (j.asymmetric)
        auth::sign_v4a_headers(request, keys, j.params, trace);
    else if (j.presigned)
        auth::sign_v4_query(request, keys, j.params, 3600, trace);
    else
        auth::sign_v4_headers(request, keys, j.params, trace);
}

cost measure_bare(job const& j, credentials const& keys) {
    auto request = j.request;
    auth::sigv4_trace trace;
    sign(j, request, keys, &trace);
    auto const body = j.hashes_body ? j.request.body.in_memory() : std::nullopt;
    return measure([&] {
        if (body) bare_sha256(*body);
        bare_sha256(trace.canonical_request);
        if (j.asymmetric)
            bare_ecdsa(trace.string_to_sign);
        else
            bare_hmac(trace.string_to_sign);
    });
}

/// Signing changes the request, so each signature gets a copy; the copy's own cost is taken off.
std::vector<std::string> row_of(job const& j, credentials const& keys) {
    auto const copying = measure([&] {
        auto request = j.request;
        keep(request);
    });
    auto const whole = measure([&] {
        auto request = j.request;
        sign(j, request, keys);
        keep(request);
    });
    auto const bare = measure_bare(j, keys);
    auto const taken = whole.nanoseconds - copying.nanoseconds;
    char ratio[16];
    std::snprintf(ratio, sizeof ratio, "%.2f", taken / bare.nanoseconds);
    return {j.name, format_number(taken), format_number(bare.nanoseconds), ratio,
            format_number(whole.allocations - copying.allocations)};
}

}  // namespace

int main() {
    watch_openssl();
    credentials const keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", std::string(400, 't'));
    std::vector<std::vector<std::string>> rows{{"signature", "ns", "bare hashes ns", "ratio", "allocations"}};
    for (auto j : {get_item(), get_object(), presigned_get(), put_mebibyte(), asymmetric_get()}) {
        if (!j.asymmetric) j.params.region = "eu-west-1";
        j.params.now = parse_timestamp("2024-05-06T07:08:09Z").value();
        rows.push_back(row_of(j, keys));
    }
    print_table(rows);
}
