// Errors in XML bodies: what query, ec2 and rest-xml share.
#pragma once

#include <coaws/codec/xml_document.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <string>

namespace coaws::protocol {

/// An element without a schema: null when it is empty, its text when it has no children, else a map of its
/// children by name, of which the first of each name counts.
value xml_to_value(codec::xml_document const& document, codec::xml_document::index element);

/// The children of an element, as `xml_to_value` has them.
value_map xml_children(codec::xml_document const& document, codec::xml_document::index element);

/// The text of a member taken out of the map; empty when it is absent or no text.
std::string take_text(value_map& map, std::string_view key);

/// Sorts the top-level members of an error response: `Error` gives code, message and its other members,
/// everything else is merged at top level.
void set_error(value_map members, parsed_error& error);

/// Sorts the members of an `Error`: code, message, others.
void set_error_members(value_map members, parsed_error& error);

/// Where the members of a modelled exception are: the `Error` in an `ErrorResponse`, else the root itself.
codec::xml_document::index find_error_root(codec::xml_document const& document);

}  // namespace coaws::protocol
