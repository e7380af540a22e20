// Signed S3 POST policies.
#include <chrono>
#include <coaws/auth/post_policy.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>

#include "auth/python_json.hpp"
#include "auth/signing_key.hpp"

namespace coaws::auth {
namespace {

// Policies have no use for fractions of a second.
std::string expiration(timestamp now, std::int64_t seconds) {
    constexpr std::int64_t longest = 400'000'000'000;  // beyond year 9999, far from overflow
    if (seconds > longest || seconds < -longest)
        throw value_error("The expiry of the policy is out of range");
    return format_iso8601(std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(seconds));
}

void append_condition(std::string& policy, std::string_view name, std::string_view text) {
    value_map condition;
    condition.append(std::string(name), value(text));
    if (policy.back() != '[') policy += ", ";
    append_python_json(policy, value(std::move(condition)));
}

// A form field that the policy has to name as well.
struct authentication {
    post_fields& fields;
    std::string& policy;

    void add(std::string_view name, std::string_view text) const {
        fields.set(name, text);
        append_condition(policy, name, text);
    }
};

void add_v4(authentication const& form, credentials const& keys, sigv4_params const& params,
            std::string_view date, std::string_view token_field) {
    std::string scope(keys.access_key());
    scope.append("/").append(date.substr(0, 8)).append("/").append(params.region).append("/");
    scope.append(params.service).append("/aws4_request");
    form.add("x-amz-algorithm", "AWS4-HMAC-SHA256");
    form.add("x-amz-credential", scope);
    form.add("x-amz-date", date);
    if (keys.session_token()) form.add(token_field, *keys.session_token());
}

}  // namespace

void post_fields::set(std::string_view name, std::string_view value) {
    for (auto& [key, text] : entries_) {
        if (key != name) continue;
        text = value;
        return;
    }
    entries_.emplace_back(name, value);
}

std::string const* post_fields::find(std::string_view name) const noexcept {
    for (auto const& [key, text] : entries_) {
        if (key == name) return &text;
    }
    return nullptr;
}

void sign_post_policy(post_fields& fields, value_list const& conditions, std::int64_t expires_seconds,
                      credentials const& keys, sigv4_params const& params, post_signature kind) {
    std::string policy =
        "{\"expiration\": \"" + expiration(params.now, expires_seconds) + "\", \"conditions\": [";
    for (auto const& condition : conditions) {
        if (policy.back() != '[') policy += ", ";
        append_python_json(policy, condition);
    }
    authentication const form{fields, policy};
    auto const date = format_amz_date(params.now);
    if (kind == post_signature::v2) {
        fields.set("AWSAccessKeyId", keys.access_key());
        if (keys.session_token()) form.add("x-amz-security-token", *keys.session_token());
    } else {
        bool const express = kind == post_signature::s3_express;
        add_v4(form, keys, params, date, express ? "X-Amz-S3session-Token" : "x-amz-security-token");
    }
    policy += "]}";
    auto const encoded = base64_encode(policy);
    fields.set("policy", encoded);
    if (kind == post_signature::v2) {
        fields.set("signature", base64_encode(hmac_sha1(keys.secret_key(), encoded)));
        return;
    }
    auto key =
        signing_key(keys.secret_key(), std::string_view(date).substr(0, 8), params.region, params.service);
    fields.set("x-amz-signature", hex(hmac_sha256(as_bytes(key), encoded)));
    cleanse(key.data(), key.size());
}

}  // namespace coaws::auth
