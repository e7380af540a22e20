// The instance metadata service: token, then documents (CRED-38, CRED-39).
#pragma once

#include <coaws/credentials/configuration.hpp>
#include <coaws/credentials/provider.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws {

/// One conversation: a token is fetched once and sent with every further request.
class imds_client {
  public:
    imds_client(provider_context& context, metadata_service_config config)
        : context_(context), config_(std::move(config)) {}

    /// Fetches the token. False when the service refuses to talk at all. Without a token, version 1 goes on.
    asio::awaitable<bool> open();
    /// A document, or nothing when no attempt gave one. With `json`, a text that is no JSON counts as failed.
    /// Throws metadata_retrieval_error when only version 1 is left and that is disabled, and transport errors
    /// that no retry helps against.
    asio::awaitable<std::optional<std::string>> get(std::string path, bool json);

  private:
    http::request make_request(std::string_view http_method, std::string_view path) const;
    std::chrono::seconds timeout() const;

    provider_context& context_;
    metadata_service_config config_;
    std::optional<std::string> token_;
};

/// Whether AWS_EC2_METADATA_DISABLED switches the service off.
bool imds_is_disabled(credential_configuration const& config);

}  // namespace coaws
