// Chunk signatures against the published example.
#include <doctest/doctest.h>

#include <coaws/auth/chunk_signer.hpp>

using namespace coaws;

TEST_CASE("the published upload in chunks of 64 KiB") {
    credentials const keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    auth::sigv4_params params;
    params.region = "us-east-1";
    params.service = "s3";
    params.now = parse_timestamp("2013-05-24T00:00:00Z").value();
    params.s3 = true;
    params.payload = auth::payload_hash::streaming_signed;

    http::request request;
    request.method = "PUT";
    request.url = http::uri::parse("https://s3.amazonaws.com/examplebucket/chunkObject.txt").value();
    request.headers.add("x-amz-storage-class", "REDUCED_REDUNDANCY");
    request.headers.add("Content-Encoding", "aws-chunked");
    request.headers.add("x-amz-decoded-content-length", "66560");
    request.headers.add("Content-Length", "66824");
    auth::sigv4_trace trace;
    auth::sign_v4_headers(request, keys, params, &trace);
    CHECK(trace.signature == "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    CHECK(request.headers.get("X-Amz-Content-SHA256") == "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");

    auth::chunk_signer signer(keys, params, trace.signature);
    CHECK(signer.sign(std::string(65536, 'a')) ==
          "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
    CHECK(signer.sign(std::string(1024, 'a')) ==
          "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
    auto const last = signer.sign("");
    CHECK(last == "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    auto const trailer = signer.sign_trailer("x-amz-checksum-crc32c:sOO8/Q==\n");
    CHECK(trailer.size() == 64);
    CHECK(trailer != last);
}
