// Texts of the errors in errors_transfer.hpp.
#include <coaws/base/errors_transfer.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

checksum_error::checksum_error(std::string const& checksum_type, std::string const& expected_checksum,
                               std::string const& actual_checksum)
    : error_kind(make_parts("Checksum {checksum_type} failed, expected checksum {expected_checksum} did not "
                            "match calculated checksum {actual_checksum}.",
                            {{"checksum_type", checksum_type},
                             {"expected_checksum", expected_checksum},
                             {"actual_checksum", actual_checksum}})) {}

flexible_checksum_error::flexible_checksum_error(std::string const& error_msg)
    : error_kind(make_parts("{error_msg}", {{"error_msg", error_msg}})) {}

aws_chunked_wrapper_error::aws_chunked_wrapper_error(std::string const& error_msg)
    : error_kind(make_parts("{error_msg}", {{"error_msg", error_msg}})) {}

unseekable_stream_error::unseekable_stream_error(std::string const& stream_object)
    : error_kind(make_parts("Need to rewind the stream {stream_object}, but stream is not seekable.",
                            {{"stream_object", stream_object}})) {}

incomplete_read_error::incomplete_read_error(std::uint64_t actual_bytes, std::uint64_t expected_bytes)
    : error_kind(make_parts("{actual_bytes} read, but total bytes expected is {expected_bytes}.",
                            {{"actual_bytes", std::to_string(actual_bytes)},
                             {"expected_bytes", std::to_string(expected_bytes)}})) {}

capacity_not_available_error::capacity_not_available_error()
    : error_kind(make_parts("Insufficient request capacity available.")) {}

}  // namespace coaws
