// Parameters and results as they may be shown.
#include <coaws/value/redact.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "value/secret_names.hpp"
#include "value/sensitive.hpp"

namespace coaws {

namespace {

constexpr int most_levels = 100;
constexpr std::size_t longest_text = 4096;

value sized(std::string_view what, std::optional<std::uint64_t> size) {
    return "<" + std::string(what) + (size ? " of " + std::to_string(*size) + " bytes>" : ">");
}

/// Of anything that is no list or map.
value plain(value const& v) {
    if (auto const* b = v.get_if<blob>()) return sized("blob", b->bytes.size());
    if (auto const* b = v.get_if<body>()) return sized("body", b->known_size());
    return v;
}

value shown(value const& v, schema const* s, int levels);

/// In what follows `s` is null within documents and where a value does not fit: only names tell there.
value shown_structure(value_map const& members, schema const& s, int levels) {
    value_map out;
    out.reserve(members.size());
    for (auto const& [name, inner] : members) {
        auto const* member = s.find_member(name);
        bool const secret = member == nullptr || detail::names_secret(name);
        out.append(name, secret ? value(redaction_mark) : shown(inner, member, levels - 1));
    }
    return out;
}

value shown_map(value_map const& entries, schema const* s, int levels) {
    bool const secret_keys = s != nullptr && s->key().traits().sensitive;
    value_map out;
    out.reserve(entries.size());
    for (auto const& [name, inner] : entries)
        out.append(secret_keys ? std::string(redaction_mark) : name,
                   detail::names_secret(name)
                       ? value(redaction_mark)
                       : shown(inner, s == nullptr ? nullptr : &s->mapped(), levels - 1));
    return out;
}

value shown_list(value_list const& list, schema const* s, int levels) {
    value_list out;
    out.reserve(list.size());
    for (auto const& element : list)
        out.push_back(shown(element, s == nullptr ? nullptr : &s->element(), levels - 1));
    return out;
}

/// The shapes that a value of this kind fits; of scalars it does not matter.
bool fits(value const& v, shape_type type) noexcept {
    if (v.is_list()) return type == shape_type::list;
    if (v.is_map()) return type == shape_type::structure || type == shape_type::map;
    return type != shape_type::list && type != shape_type::structure && type != shape_type::map;
}

value shown(value const& v, schema const* s, int levels) {
    if (levels == 0 || (s != nullptr && s->traits().sensitive)) return redaction_mark;
    if (s != nullptr && s->type() == shape_type::document) s = nullptr;
    if (s != nullptr && !v.is_null() && !fits(v, s->type())) {
        if (detail::holds_sensitive(*s)) return redaction_mark;
        s = nullptr;
    }
    if (auto const* list = v.get_if<value_list>()) return shown_list(*list, s, levels);
    auto const* map = v.get_if<value_map>();
    if (map == nullptr) return plain(v);
    if (s != nullptr && s->type() == shape_type::structure) return shown_structure(*map, *s, levels);
    return shown_map(*map, s, levels);
}

}  // namespace

value redact(value const& v, schema const& s) { return shown(v, &s, most_levels); }

std::string redacted_text(value_map const& members, schema const& s) {
    auto text = to_json(shown_structure(members, s, most_levels));
    if (text.size() <= longest_text) return text;
    // Not within a character.
    auto end = longest_text;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    text.resize(end);
    return text + "…";
}

}  // namespace coaws
