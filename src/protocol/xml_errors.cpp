// Errors in XML bodies.
#include "protocol/xml_errors.hpp"

#include <utility>

namespace coaws::protocol {

using codec::xml_document;

value xml_to_value(xml_document const& document, xml_document::index element) {
    if (!document.is_leaf(element)) return value(xml_children(document, element));
    std::string_view const text = document.text(element);
    return text.empty() ? value() : value(text);
}

value_map xml_children(xml_document const& document, xml_document::index element) {
    value_map map;
    for (auto c = document.first(element); c < document.end(element); c = document.end(c)) {
        std::string_view const name = document.name(c);
        if (map.contains(name)) continue;
        map.append(std::string(name), xml_to_value(document, c));
    }
    return map;
}

std::string take_text(value_map& map, std::string_view key) {
    std::string text;
    if (value* v = map.find(key); v != nullptr && v->is_string()) text = std::move(v->as_string());
    map.erase(key);
    return text;
}

void set_error_members(value_map members, parsed_error& error) {
    error.code = take_text(members, "Code");
    error.message = take_text(members, "Message");
    error.error_members = std::move(members);
}

void set_error(value_map members, parsed_error& error) {
    if (value* inner = members.find("Error")) {
        if (inner->is_map()) set_error_members(std::move(inner->as_map()), error);
        members.erase("Error");
    }
    error.fields = std::move(members);
}

xml_document::index find_error_root(xml_document const& document) {
    if (document.name(xml_document::root()) != "ErrorResponse") return xml_document::root();
    auto const inner = document.find_child(xml_document::root(), "Error");
    return inner == xml_document::none ? xml_document::root() : inner;
}

}  // namespace coaws::protocol
