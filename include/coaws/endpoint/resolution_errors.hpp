// Errors of rule sets as the exceptions that users know (EP-52).
#pragma once

#include <coaws/base/errors_endpoint.hpp>
#include <string_view>

namespace coaws::endpoint {

/// Throws the older exception that the text of a rule's error stands for, or the error itself where there is
/// none. `service` is the name that a client is made with (`s3`, `s3control`, `events`, …), `bucket` the
/// value of the `Bucket` endpoint parameter, if any. Thread-safe.
[[noreturn]] void raise_resolution_error(std::string_view service, endpoint_resolution_error const& failure,
                                         std::string_view bucket = {});

}  // namespace coaws::endpoint
