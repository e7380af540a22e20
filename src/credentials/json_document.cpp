// Reading JSON that came from elsewhere.
#include "credentials/json_document.hpp"

#include <coaws/base/error.hpp>

namespace coaws {

std::optional<value_map> read_json_object(std::string_view text) {
    try {
        auto document = from_json(text);
        if (document.is_map()) return std::move(document.as_map());
    } catch (error const&) {
        // What is wrong with it is of no use to anybody, and quoting it might tell secrets.
    }
    return std::nullopt;
}

std::optional<std::string> text_of(value_map const& object, std::string_view name) {
    value const* member = object.find(name);
    if (member == nullptr || !member->is_string()) return std::nullopt;
    return member->as_string();
}

namespace {

template <class Has>
std::string names_without(std::initializer_list<std::string_view> wanted, Has has) {
    std::string list;
    for (auto const name : wanted) {
        if (has(name)) continue;
        if (!list.empty()) list += ", ";
        list += name;
    }
    return list;
}

}  // namespace

std::string missing_members(value_map const& object, std::initializer_list<std::string_view> wanted) {
    return names_without(wanted, [&](std::string_view name) { return object.contains(name); });
}

std::string missing_texts(value_map const& object, std::initializer_list<std::string_view> wanted) {
    return names_without(wanted, [&](std::string_view name) { return text_of(object, name).has_value(); });
}

}  // namespace coaws
