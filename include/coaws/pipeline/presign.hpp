// Requests and forms that are signed now and sent by somebody else later (SIGN-40…50).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/auth/post_policy.hpp>
#include <coaws/base/result.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws {

/// How a presigned request differs from what the operation's model says. All unset by default.
class presign_options {
  public:
    presign_options() = default;

    /// The verb that the request will be made with, e.g. `PUT`, instead of the modelled one.
    presign_options& with_http_method(std::string method) & {
        http_method = std::move(method);
        return *this;
    }
    presign_options&& with_http_method(std::string method) && {
        return std::move(with_http_method(std::move(method)));
    }

    std::optional<std::string> http_method;
};

/// What the uploads of a form may look like (SIGN-50). By default: this bucket and key, for an hour.
class post_policy {
  public:
    post_policy() = default;

    /// How long the form may be used. Not checked here: the service refuses what is too long.
    post_policy& with_expires(std::chrono::seconds time) & {
        expires = time;
        return *this;
    }
    post_policy&& with_expires(std::chrono::seconds time) && { return std::move(with_expires(time)); }
    /// A further field of the form, e.g. `acl`. It needs a condition that allows it.
    post_policy& with_field(std::string name, std::string value) & {
        fields.set(name, value);
        return *this;
    }
    post_policy&& with_field(std::string name, std::string value) && {
        return std::move(with_field(std::move(name), std::move(value)));
    }
    /// A further condition: a map of one field and its value, or a list such as `starts-with`,
    /// `$Content-Type`, `image/`, or `content-length-range`, 1, 1024.
    post_policy& with_condition(value condition) & {
        conditions.push_back(std::move(condition));
        return *this;
    }
    post_policy&& with_condition(value condition) && {
        return std::move(with_condition(std::move(condition)));
    }

    std::chrono::seconds expires = std::chrono::hours(1);
    auth::post_fields fields;
    value_list conditions;
};

/// A form for uploads: where to post it, and its hidden fields in order. The file goes into a field of its
/// own, `file`, behind all others.
struct presigned_post {
    std::string url;
    auth::post_fields fields;

    presigned_post() = default;
};

namespace pipeline {

/// Presigns an operation's request: its URL carries the signature for `expires_seconds` from now (not
/// range-checked). Members of form and JSON bodies are in the query; the headers of the result are signed and
/// have to be sent as they are. Runs the steps of a call up to the signature, with their events but
/// `before-call` and `request-created`; nothing is sent, unless keys have to be fetched. Errors come in the
/// result, as those of a call before it is sent; unknown_client_method_error for an unknown operation,
/// unsupported_signature_version_error for a signer that can't presign, value_error for a body that fits no
/// query. `core` must outlive the awaitable.
asio::awaitable<result<http::request>> presign(client_core const& core, std::string_view operation,
                                               value params, std::int64_t expires_seconds,
                                               presign_options options);

/// Makes a signed form for uploads to S3 (SIGN-50). A key that ends in `${filename}` lets the uploader choose
/// the rest. Without signing (an unsigned client) the form has its fields and no policy. Errors as for
/// `presign`; unknown_client_method_error on services other than S3.
asio::awaitable<result<presigned_post>> presign_post(client_core const& core, std::string bucket,
                                                     std::string key, post_policy policy);

}  // namespace pipeline
}  // namespace coaws
