// What a service answered instead of a result (EXC-01, EXC-02).
#pragma once

#include <coaws/base/error.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws {

class value;

/// The service refused or failed an operation. Cheap to copy: the response is shared.
///
/// All texts live as long as the error. Thread-safety: immutable after construction.
class client_error : public error_kind<client_error> {
  public:
    static constexpr std::string_view type_name = "ClientError";

    /// `response` is the whole parsed response: `{"Error": {"Code", "Message", …}, "ResponseMetadata":
    /// {"RequestId", "HostId"?, "HTTPStatusCode", "HTTPHeaders", "RetryAttempts", …}, modelled members…}`;
    /// what is missing counts as unknown. `modeled_type` is the name of the exception shape that the code
    /// selected, or empty. `attempts` counts the requests that were made.
    client_error(std::string const& operation, value response, std::string modeled_type = {},
                 unsigned attempts = 1);

    /// The error code, e.g. "NoSuchKey"; empty when the response had none.
    std::string_view code() const noexcept;
    /// The service's own message, without the frame that `what()` puts around it.
    std::string_view message_text() const noexcept;
    std::string_view operation() const noexcept;
    std::string_view request_id() const noexcept;
    /// S3's second request id, empty elsewhere.
    std::string_view host_id() const noexcept;
    /// HTTP status, 0 when there was none.
    int status() const noexcept;
    unsigned attempts() const noexcept;
    /// The name of the modelled exception, e.g. "NoSuchKey"; "ClientError" when none is modelled for the
    /// code.
    std::string_view modeled_type() const noexcept;
    /// The whole response as described at the constructor. To look into it, include <coaws/value.hpp>, which
    /// generated clients do without.
    value const& response() const noexcept;

  private:
    struct details;
    std::shared_ptr<details const> details_;
};

/// An error that arrived inside an event stream, after the operation itself had succeeded.
class event_stream_error : public error_kind<event_stream_error, client_error> {
  public:
    static constexpr std::string_view type_name = "EventStreamError";
    using error_kind::error_kind;
};

}  // namespace coaws
