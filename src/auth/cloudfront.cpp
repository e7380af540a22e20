// Signed URLs and cookies of CloudFront.
#include <chrono>
#include <coaws/auth/cloudfront.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value.hpp>

namespace coaws::auth {
namespace {

std::int64_t epoch_seconds(timestamp t) {
    return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
}

/// Base64 in an alphabet that URLs and cookies let pass.
std::string url_base64(std::string_view bytes) {
    auto text = base64_encode(bytes);
    for (auto& c : text) {
        if (c == '+') c = '-';
        if (c == '=') c = '_';
        if (c == '/') c = '~';
    }
    return text;
}

}  // namespace

cloudfront_policy::cloudfront_policy(std::string resource, timestamp expires)
    : resource_(std::move(resource)), expires_(expires) {}

cloudfront_policy& cloudfront_policy::with_start(timestamp from) & {
    start_ = from;
    return *this;
}
cloudfront_policy&& cloudfront_policy::with_start(timestamp from) && { return std::move(with_start(from)); }

cloudfront_policy& cloudfront_policy::with_ip_address(std::string address) & {
    if (address.find('/') == std::string::npos) address += "/32";
    ip_address_ = std::move(address);
    return *this;
}
cloudfront_policy&& cloudfront_policy::with_ip_address(std::string address) && {
    return std::move(with_ip_address(std::move(address)));
}

std::string cloudfront_policy::json() const {
    // The order is part of what CloudFront signs for a canned policy.
    auto condition = args("DateLessThan", args("AWS:EpochTime", epoch_seconds(expires_)));
    if (ip_address_) condition["IpAddress"] = args("AWS:SourceIp", *ip_address_);
    if (start_) condition["DateGreaterThan"] = args("AWS:EpochTime", epoch_seconds(*start_));
    auto statement = args("Resource", resource_, "Condition", std::move(condition));
    return to_json(args("Statement", list_of(std::move(statement))), json_options().with_ascii());
}

cloudfront_signer::cloudfront_signer(std::string key_pair_id, rsa_sha1_function sign)
    : key_pair_id_(std::move(key_pair_id)), sign_(std::move(sign)) {}

std::vector<cloudfront_signer::cookie> cloudfront_signer::parameters(std::string_view policy,
                                                                     std::optional<timestamp> expires) const {
    std::vector<cookie> out;
    if (expires)
        out.emplace_back("Expires", std::to_string(epoch_seconds(*expires)));
    else
        out.emplace_back("Policy", url_base64(policy));
    out.emplace_back("Signature", url_base64(sign_(policy)));
    out.emplace_back("Key-Pair-Id", key_pair_id_);
    return out;
}

namespace {

std::string with_query(std::string_view url, std::vector<cloudfront_signer::cookie> const& parameters) {
    std::string out(url);
    char separator = out.find('?') == std::string::npos ? '?' : '&';
    for (auto const& [name, text] : parameters) {
        out.append(1, separator).append(name).append("=").append(text);
        separator = '&';
    }
    return out;
}

std::vector<cloudfront_signer::cookie> as_cookies(std::vector<cloudfront_signer::cookie> parameters) {
    for (auto& [name, text] : parameters) name.insert(0, "CloudFront-");
    return parameters;
}

}  // namespace

std::string cloudfront_signer::sign_url(std::string_view url, timestamp expires) const {
    auto const policy = cloudfront_policy(std::string(url), expires).json();
    return with_query(url, parameters(policy, expires));
}

std::string cloudfront_signer::sign_url(std::string_view url, std::string_view policy) const {
    return with_query(url, parameters(policy, std::nullopt));
}

std::vector<cloudfront_signer::cookie> cloudfront_signer::sign_cookies(std::string_view url,
                                                                       timestamp expires) const {
    auto const policy = cloudfront_policy(std::string(url), expires).json();
    return as_cookies(parameters(policy, expires));
}

std::vector<cloudfront_signer::cookie> cloudfront_signer::sign_cookies(std::string_view policy) const {
    return as_cookies(parameters(policy, std::nullopt));
}

}  // namespace coaws::auth
