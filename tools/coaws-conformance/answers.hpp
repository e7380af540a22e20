// The library's results in the words of the answers.
#pragma once

#include <coaws/base/error.hpp>
#include <coaws/http/fields.hpp>
#include <coaws/http/message.hpp>
#include <coaws/value/value.hpp>
#include <exception>
#include <string>
#include <string_view>

namespace coaws::conformance {

/// The JSON text of an answer, with wrappers around bytes, times and non-finite numbers.
std::string to_text(value const& answer);
std::string to_text(value_map answer);

/// A list of `[name, value]`.
value describe(http::fields const& headers);
/// A request as it would leave, with these bytes as its body.
value describe(http::request const& request, std::string_view body);
/// An error of the library, one that a service answered with included.
value describe(error const& failure);
/// The same for an exception of any kind.
value describe(std::exception_ptr const& failure);
/// `metadata` from the `ResponseMetadata` of a response; empty when there is none.
value describe_metadata(value const& response);

}  // namespace coaws::conformance
