// Texts of the errors in errors_signing.hpp.
#include <coaws/base/errors_signing.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

unknown_signature_version_error::unknown_signature_version_error(std::string const& signature_version)
    : error_kind(make_parts("Unknown Signature Version: {signature_version}.",
                            {{"signature_version", signature_version}})) {}

unsupported_signature_version_error::unsupported_signature_version_error(std::string const& signature_version)
    : error_kind(make_parts("Signature version(s) are not supported: {signature_version}",
                            {{"signature_version", signature_version}})) {}

unknown_client_method_error::unknown_client_method_error(std::string const& method_name)
    : error_kind(make_parts("Client does not have method: {method_name}", {{"method_name", method_name}})) {}

missing_dependency_exception::missing_dependency_exception(std::string const& msg)
    : error_kind(make_parts("Missing Dependency: {msg}", {{"msg", msg}})) {}

md5_unavailable_error::md5_unavailable_error()
    : error_kind(make_parts("This system does not support MD5 generation.")) {}

}  // namespace coaws
