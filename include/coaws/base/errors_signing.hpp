// Errors of signing and of calling a client (EXC-17).
#pragma once

#include <coaws/base/error.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// A signature version that nobody knows.
class unknown_signature_version_error : public error_kind<unknown_signature_version_error> {
  public:
    static constexpr std::string_view type_name = "UnknownSignatureVersionError";
    explicit unknown_signature_version_error(std::string const& signature_version);

    std::string_view signature_version() const noexcept { return field("signature_version"); }
};

/// A signature version that the library does not implement.
class unsupported_signature_version_error : public error_kind<unsupported_signature_version_error> {
  public:
    static constexpr std::string_view type_name = "UnsupportedSignatureVersionError";
    explicit unsupported_signature_version_error(std::string const& signature_version);

    std::string_view signature_version() const noexcept { return field("signature_version"); }
};

/// A client has no such method.
class unknown_client_method_error : public error_kind<unknown_client_method_error> {
  public:
    static constexpr std::string_view type_name = "UnknownClientMethodError";
    explicit unknown_client_method_error(std::string const& method_name);

    std::string_view method_name() const noexcept { return field("method_name"); }
};

/// An optional part of the library is not there.
class missing_dependency_exception : public error_kind<missing_dependency_exception> {
  public:
    static constexpr std::string_view type_name = "MissingDependencyException";
    explicit missing_dependency_exception(std::string const& msg);

    std::string_view msg() const noexcept { return field("msg"); }
};

/// The cryptographic library refuses MD5.
class md5_unavailable_error : public error_kind<md5_unavailable_error> {
  public:
    static constexpr std::string_view type_name = "MD5UnavailableError";
    md5_unavailable_error();
};

}  // namespace coaws
