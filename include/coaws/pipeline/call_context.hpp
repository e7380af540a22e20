// What one call knows about itself while it runs; handlers read and steer it.
#pragma once

#include <chrono>
#include <coaws/auth/credentials.hpp>
#include <coaws/endpoint/rule_set.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// How the request of a call is signed (SIGN-26).
struct signing_context {
    /// The auth type chosen from the operation's traits or the endpoint's auth schemes: `v4`, `v4a`, `none`,
    /// `bearer`, `v4-unsigned-body`, `v4-s3express`, a configured name, or nothing (the client's signer then
    /// decides).
    std::optional<std::string> auth_type;
    std::optional<std::string> region;
    std::optional<std::string> signing_name;
    /// Whether the payload enters the signature; unset leaves it to the signer's rules (SIGN-33, SIGN-34).
    std::optional<bool> payload_signing_enabled;
    /// Keys to sign with instead of the client's.
    std::shared_ptr<credentials const> request_credentials;
};

/// Where the checksum of a request goes (MISC-31).
enum class checksum_location : std::uint8_t { none, header, trailer };

/// The checksums of a call, for both directions (MISC-30…34).
struct checksum_context {
    checksum_location request_location = checksum_location::none;
    std::string request_algorithm;                 ///< lower case
    std::string request_header;                    ///< `x-amz-checksum-<algorithm>`
    std::string algorithm_header;                  ///< header that names a defaulted algorithm, or empty
    std::vector<std::string> response_algorithms;  ///< to be looked for in the response, by priority
    std::string response_algorithm;                ///< the one that was validated
};

/// The attempts of a call (RETRY-01, RETRY-02).
struct retry_context {
    unsigned attempt = 1;
    std::string invocation_id;
    std::optional<unsigned> max;
    std::optional<std::string> ttl;
    bool max_attempts_reached = false;
    bool quota_reached = false;
    unsigned quota_used = 0;  ///< cost of the last retry, to be given back on success
};

/// The state of one call. Lives from the start of the call to its end; used by one coroutine at a time.
class call_context {
  public:
    call_context(service_schema const& service, operation_schema const& operation) noexcept
        : service_(&service), operation_(&operation) {}

    service_schema const& service() const noexcept { return *service_; }
    operation_schema const& operation() const noexcept { return *operation_; }

    signing_context signing;
    checksum_context checksum;
    retry_context retries;

    /// Path for SigV2 (`authPath`).
    std::optional<std::string> auth_path;
    /// Selects the exception class instead of the response's code (CLI-14).
    std::optional<std::string> error_code_override;
    /// Overrides the read timeout of this call (HTTP-02).
    std::optional<std::chrono::nanoseconds> read_timeout;
    /// True while a URL or form is presigned: nothing is sent.
    bool is_presign = false;
    /// The resolved endpoint; null before the resolution, and for a service without a rule set.
    std::shared_ptr<endpoint::endpoint const> endpoint;
    /// Letters of the user agent's feature list gathered so far (MISC-41).
    std::vector<std::string_view> features;
    /// Free for handlers: what one event leaves for a later one of the same call.
    value_map notes;

    void add_feature(std::string_view id) {
        for (auto have : features)
            if (have == id) return;
        features.push_back(id);
    }

  private:
    service_schema const* service_;
    operation_schema const* operation_;
};

}  // namespace coaws
