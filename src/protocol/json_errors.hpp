// Error answers of the protocols whose bodies are JSON or CBOR objects.
#pragma once

#include <coaws/base/errors_wire.hpp>
#include <coaws/http/message.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value_serde.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/generic_error.hpp"

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

/// The request's id by the header of these protocols.
inline void set_request_id(http::response const& response, response_metadata& metadata) {
    metadata.request_id = response.headers.get("x-amzn-requestid");
}

/// An error answer that `Reader` reads whole, the modelled members of the error included. Throws
/// response_parser_error where the body is no `object`, by which name the message calls it.
template <class Reader>
parsed_error parse_error_object(service_schema const& service, http::response const& response,
                                std::string_view object, response_metadata& metadata) {
    set_transport_metadata(response, metadata);
    parsed_error error;
    if (is_generic_error(response)) {
        set_error_from_status(response, error);
        return error;
    }
    Reader reader(response.body);
    if (!reader.at_object())
        throw response_parser_error("Unable to parse response: the error is no " + std::string(object));
    set_error(response, read_error_members(reader), error);
    set_request_id(response, metadata);
    error.modeled = service.error_for_code(error.code);
    if (error.modeled != nullptr) {
        value_output fields(error.fields);
        fields.read(reader, *error.modeled);
    }
    return error;
}

}  // namespace coaws::protocol
