// sign: signature versions 4 and 4a over a raw request.
#include <coaws/auth/sigv4.hpp>
#include <coaws/auth/sigv4a.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>

#include "answers.hpp"
#include "case_client.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

http::request make_request(value const& given) {
    http::request out;
    out.method = given.get("method", "GET");
    auto const url = http::uri::parse(given.at("url").as_string());
    if (!url) throw value_error("Not a URL: " + given.at("url").as_string());
    out.url = *url;
    if (auto const* headers = given.find("headers"))
        for (auto const& pair : headers->as_list())
            out.headers.add(pair.at(0).as_string(), pair.at(1).as_string());
    out.body = body::from_string(base64_decode(given.get("body", "")).value());
    return out;
}

}  // namespace

std::string run_sign(driver&, value const& request) {
    auto signed_request = make_request(request.at("request"));
    auto const keys = read_credentials(request.at("credentials"));
    auto const now = parse_timestamp(request.at("now").as_string());
    auth::sigv4_params params;
    params.region = request.at("region").as_string();
    params.service = request.at("service").as_string();
    params.now = now.value();
    params.normalize_path = request.get("normalize", true);
    params.add_content_sha256_header = request.get("sign_body", false);
    params.sign_session_token = !request.get("omit_session_token", false);

    auto const expires = request.get("expires", std::int64_t{3600});
    bool const in_query = request.get("placement", "headers") == "query";
    bool const version_4a = request.get("algorithm", "v4") == "v4a";
    auth::sigv4_trace trace;
    if (version_4a && in_query)
        auth::sign_v4a_query(signed_request, keys, params, expires, &trace);
    else if (version_4a)
        auth::sign_v4a_headers(signed_request, keys, params, &trace);
    else if (in_query)
        auth::sign_v4_query(signed_request, keys, params, expires, &trace);
    else
        auth::sign_v4_headers(signed_request, keys, params, &trace);

    value_map out;
    out["canonical_request"] = trace.canonical_request;
    out["string_to_sign"] = trace.string_to_sign;
    out["signature"] = trace.signature;
    if (version_4a) {
        auto const point = auth::sigv4a_public_key(keys);
        out["public_key"] = args("x", hex_encode(point.x), "y", hex_encode(point.y));
    }
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
