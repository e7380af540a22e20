// What all outputs of typed operations have in common.
#pragma once

#include <coaws/http/fields.hpp>
#include <optional>
#include <string>
#include <utility>

namespace coaws::services {

/// What a response says about itself (WIRE-22).
struct response_metadata {
    std::string request_id;
    std::optional<std::string> host_id;  ///< S3's second request id
    unsigned status = 0;
    http::fields headers;  ///< as received
    unsigned retry_attempts = 0;
    std::string checksum_algorithm;  ///< lower case, empty when nothing was validated

    response_metadata() = default;
};

/// The base of operation outputs.
class operation_output {
  public:
    response_metadata const& metadata() const noexcept { return metadata_; }
    void set_metadata(response_metadata metadata) { metadata_ = std::move(metadata); }

  protected:
    operation_output() = default;
    operation_output(operation_output const&) = default;
    operation_output(operation_output&&) noexcept = default;
    operation_output& operator=(operation_output const&) = default;
    operation_output& operator=(operation_output&&) noexcept = default;
    ~operation_output() = default;

  private:
    response_metadata metadata_;
};

}  // namespace coaws::services
