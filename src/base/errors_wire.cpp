// Texts of the errors in errors_wire.hpp.
#include <coaws/base/errors_wire.hpp>

#include "base/error_text.hpp"

namespace coaws {

using namespace error_text;

response_parser_error::response_parser_error(std::string const& text)
    : error_kind(make_parts("{text}", {{"text", text}})) {}

json_decode_error::json_decode_error(std::string const& text)
    : error_kind(make_parts("{text}", {{"text", text}})) {}

parser_error::parser_error(std::string const& text) : error_kind(make_parts("{text}", {{"text", text}})) {}

duplicate_header::duplicate_header(std::string const& header)
    : error_kind(make_parts("Duplicate header present: \"{header}\"", {{"header", header}})) {}

invalid_headers_length::invalid_headers_length(std::uint64_t length)
    : error_kind(make_parts("Header length of {length} exceeded the maximum of 131072",
                            {{"length", std::to_string(length)}})) {}

invalid_payload_length::invalid_payload_length(std::uint64_t length)
    : error_kind(make_parts("Payload length of {length} exceeded the maximum of 25165824",
                            {{"length", std::to_string(length)}})) {}

checksum_mismatch::checksum_mismatch(std::uint32_t expected, std::uint32_t calculated)
    : error_kind(make_parts("Checksum mismatch: expected 0x{expected}, calculated 0x{calculated}",
                            {{"expected", hex_text(expected)}, {"calculated", hex_text(calculated)}})) {}

no_initial_response_error::no_initial_response_error()
    : error_kind(make_parts("First event was not of the initial-response type")) {}

}  // namespace coaws
