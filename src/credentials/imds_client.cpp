// Talking to the instance metadata service.
#include "credentials/imds_client.hpp"

#include <algorithm>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/log.hpp>
#include <coaws/base/text.hpp>

#include "credentials/metadata_exchange.hpp"

namespace coaws {

namespace {

constexpr std::string_view logger = "coaws.credentials";

bool is_json(std::string_view text) { return json::document::parse(text).has_value(); }

/// A token goes into a header; control characters would end it.
bool is_header_value(std::string_view text) noexcept {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

bool imds_is_disabled(credential_configuration const& config) {
    return iequals(config.environment_variable("AWS_EC2_METADATA_DISABLED").value_or(""), "true");
}

std::chrono::seconds imds_client::timeout() const {
    // A day is longer than anyone waits, and far from overflow.
    return std::chrono::seconds(std::clamp<std::int64_t>(config_.timeout_seconds, 1, 86400));
}

http::request imds_client::make_request(std::string_view http_method, std::string_view path) const {
    auto text = config_.endpoint;
    if (!text.ends_with('/')) text += '/';
    text += path;
    auto url = http::uri::parse(text);
    if (!url) throw invalid_imds_endpoint_error(text);
    http::request request;
    request.method = http_method;
    request.url = std::move(*url);
    return request;
}

asio::awaitable<bool> imds_client::open() {
    auto request = make_request("PUT", "latest/api/token");
    request.headers.add("x-aws-ec2-metadata-token-ttl-seconds", "21600");
    request.headers.add("User-Agent", context_.user_agent);
    for (std::int64_t attempt = 0; attempt < config_.num_attempts; ++attempt) {
        auto answer = co_await metadata_exchange(context_.world.transport, request, timeout());
        // Containers with a hop limit of one lose the answer: then version 1 is the way.
        if (answer.failure == metadata_failure::read_timeout) co_return true;
        if (answer.failure != metadata_failure::none) continue;
        auto const status = answer.response.status;
        if (status == 200) {
            if (!is_header_value(answer.response.body)) {
                throw metadata_retrieval_error(
                    "the token of the metadata service is not a legal header value");
            }
            token_ = std::move(answer.response.body);
            co_return true;
        }
        if (status == 403 || status == 404 || status == 405) co_return true;
        if (status == 400) {
            log::write(log::level::debug, logger, "The metadata service calls the token request bad.");
            co_return false;
        }
    }
    co_return true;
}

asio::awaitable<std::optional<std::string>> imds_client::get(std::string path, bool json) {
    bool const has_token = token_ && !token_->empty();
    if (!has_token && config_.v1_disabled) {
        throw metadata_retrieval_error(
            "Unable to retrieve token for use in IMDSv2 call and IMDSv1 has been disabled");
    }
    auto request = make_request("GET", path);
    if (token_) request.headers.add("x-aws-ec2-metadata-token", *token_);
    request.headers.add("User-Agent", context_.user_agent);
    for (std::int64_t attempt = 0; attempt < config_.num_attempts; ++attempt) {
        auto answer = co_await metadata_exchange(context_.world.transport, request, timeout());
        if (answer.failure != metadata_failure::none || answer.response.status != 200) continue;
        if (answer.response.body.empty() || (json && !is_json(answer.response.body))) continue;
        co_return std::move(answer.response.body);
    }
    log::write(log::level::debug, logger,
               "The metadata service gave no usable answer in the allowed attempts.");
    co_return std::nullopt;
}

}  // namespace coaws
