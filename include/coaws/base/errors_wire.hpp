// Errors of unreadable data from the network or from files (EXC-21).
#pragma once

#include <coaws/base/error.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws {

/// A response does not have the form that its protocol wants.
class response_parser_error : public error_kind<response_parser_error> {
  public:
    static constexpr std::string_view type_name = "ResponseParserError";
    explicit response_parser_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// A text is no JSON.
class json_decode_error : public error_kind<json_decode_error> {
  public:
    static constexpr std::string_view type_name = "JSONDecodeError";
    explicit json_decode_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// Root of the errors of event-stream framing.
class parser_error : public error_kind<parser_error> {
  public:
    static constexpr std::string_view type_name = "ParserError";
    using error_kind::error_kind;
    explicit parser_error(std::string const& text);

    std::string_view text() const noexcept { return field("text"); }
};

/// An event-stream message has a header twice.
class duplicate_header : public error_kind<duplicate_header, parser_error> {
  public:
    static constexpr std::string_view type_name = "DuplicateHeader";
    explicit duplicate_header(std::string const& header);

    std::string_view header() const noexcept { return field("header"); }
};

/// The headers of an event-stream message are too long.
class invalid_headers_length : public error_kind<invalid_headers_length, parser_error> {
  public:
    static constexpr std::string_view type_name = "InvalidHeadersLength";
    explicit invalid_headers_length(std::uint64_t length);

    std::string_view length() const noexcept { return field("length"); }
};

/// The payload of an event-stream message is too long.
class invalid_payload_length : public error_kind<invalid_payload_length, parser_error> {
  public:
    static constexpr std::string_view type_name = "InvalidPayloadLength";
    explicit invalid_payload_length(std::uint64_t length);

    std::string_view length() const noexcept { return field("length"); }
};

/// A checksum of an event-stream message is wrong.
class checksum_mismatch : public error_kind<checksum_mismatch, parser_error> {
  public:
    static constexpr std::string_view type_name = "ChecksumMismatch";
    checksum_mismatch(std::uint32_t expected, std::uint32_t calculated);

    std::string_view expected() const noexcept { return field("expected"); }
    std::string_view calculated() const noexcept { return field("calculated"); }
};

/// An event stream did not begin with its initial response.
class no_initial_response_error : public error_kind<no_initial_response_error, parser_error> {
  public:
    static constexpr std::string_view type_name = "NoInitialResponseError";
    no_initial_response_error();
};

}  // namespace coaws
