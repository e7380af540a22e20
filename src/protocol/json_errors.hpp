// Error answers of the protocols whose bodies are JSON or CBOR objects.
#pragma once

#include <coaws/http/message.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <optional>
#include <string>

namespace coaws::protocol {

/// The members of an error body that name the error.
struct error_members {
    std::optional<std::string> type;     ///< `__type`
    std::optional<std::string> message;  ///< `message`, else `Message`
    bool has_type = false;               ///< `__type` is there, if only as null

    error_members() = default;
};

/// Collects them from a reader (json_reader or cbor_reader) that stands at an object.
template <class Reader>
error_members read_error_members(Reader const& body) {
    error_members found;
    found.has_type = body.has_member("__type");
    found.type = body.member_text("__type");
    found.message = body.member_text(body.has_member("message") ? "message" : "Message");
    return found;
}

/// An error code without the address behind its first `:` and the namespace before its last `#`.
std::string_view bare_error_code(std::string_view code) noexcept;

/// Code and message by WIRE-33; the header of query-compatible services counts (WIRE-39).
void set_error(http::response const& response, error_members const& members, parsed_error& error);

}  // namespace coaws::protocol
