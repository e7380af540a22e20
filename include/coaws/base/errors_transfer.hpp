// Errors of moving and checking data (EXC-19).
#pragma once

#include <coaws/base/error.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws {

/// A checksum of a response is wrong.
class checksum_error : public error_kind<checksum_error> {
  public:
    static constexpr std::string_view type_name = "ChecksumError";
    checksum_error(std::string const& checksum_type, std::string const& expected_checksum,
                   std::string const& actual_checksum);

    std::string_view checksum_type() const noexcept { return field("checksum_type"); }
    std::string_view expected_checksum() const noexcept { return field("expected_checksum"); }
    std::string_view actual_checksum() const noexcept { return field("actual_checksum"); }
};

/// A flexible checksum is wrong or unusable.
class flexible_checksum_error : public error_kind<flexible_checksum_error> {
  public:
    static constexpr std::string_view type_name = "FlexibleChecksumError";
    explicit flexible_checksum_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// A chunked upload cannot be framed.
class aws_chunked_wrapper_error : public error_kind<aws_chunked_wrapper_error> {
  public:
    static constexpr std::string_view type_name = "AwsChunkedWrapperError";
    explicit aws_chunked_wrapper_error(std::string const& error_msg);

    std::string_view error_msg() const noexcept { return field("error_msg"); }
};

/// A body would have to be sent again and cannot.
class unseekable_stream_error : public error_kind<unseekable_stream_error> {
  public:
    static constexpr std::string_view type_name = "UnseekableStreamError";
    explicit unseekable_stream_error(std::string const& stream_object);

    std::string_view stream_object() const noexcept { return field("stream_object"); }
};

/// A body ended before its announced length.
class incomplete_read_error : public error_kind<incomplete_read_error> {
  public:
    static constexpr std::string_view type_name = "IncompleteReadError";
    incomplete_read_error(std::uint64_t actual_bytes, std::uint64_t expected_bytes);

    std::string_view actual_bytes() const noexcept { return field("actual_bytes"); }
    std::string_view expected_bytes() const noexcept { return field("expected_bytes"); }
};

/// The client-side rate limit is exhausted.
class capacity_not_available_error : public error_kind<capacity_not_available_error> {
  public:
    static constexpr std::string_view type_name = "CapacityNotAvailableError";
    capacity_not_available_error();
};

}  // namespace coaws
