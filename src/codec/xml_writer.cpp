// Writing typed data as XML.
#include <charconv>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/xml_writer.hpp>
#include <coaws/http/body.hpp>

namespace coaws::codec {

namespace {

/// What stands for a character in text, or in an attribute; null when it stands for itself.
char const* reference(char c, bool in_attribute) noexcept {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return in_attribute ? "&quot;" : nullptr;
        case '\r':
            return in_attribute ? "&#13;" : nullptr;
        case '\n':
            return in_attribute ? "&#10;" : nullptr;
        case '\t':
            return in_attribute ? "&#09;" : nullptr;
        default:
            return nullptr;
    }
}

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const* const instead = reference(text[i], in_attribute);
        if (instead == nullptr) continue;
        out += text.substr(written, i - written);
        out += instead;
        written = i + 1;
    }
    out += text.substr(written);
}

std::string namespace_attribute(schema const& s) {
    std::string name = "xmlns";
    if (!s.traits().xml_namespace_prefix.empty()) {
        name += ':';
        name += s.traits().xml_namespace_prefix;
    }
    return name;
}

}  // namespace

xml_writer::xml_writer(std::string& out) : out_(out) { frames_.reserve(12); }

std::string_view xml_writer::name_of(schema const& s) const noexcept {
    if (frames_.empty()) {
        std::string_view const modelled = s.traits().location_name;
        return modelled.empty() ? s.shape_name() : modelled;
    }
    frame const& f = frames_.back();
    return f.kind == level::structure ? s.wire_name() : f.inner;
}

/// Begins a start tag; gives where its attributes end.
std::size_t xml_writer::open(std::string_view name) {
    if (tag_is_open_) out_ += '>';
    out_ += '<';
    out_ += name;
    tag_is_open_ = true;
    return out_.size();
}

void xml_writer::close(std::string_view name) {
    if (tag_is_open_) {
        out_ += " />";
    } else {
        out_ += "</";
        out_ += name;
        out_ += '>';
    }
    tag_is_open_ = false;
}

void xml_writer::push(frame f, schema const* with_namespace) {
    if (!f.element.empty()) f.tag_end = open(f.element);
    frames_.push_back(f);
    if (with_namespace == nullptr || with_namespace->traits().xml_namespace_uri.empty()) return;
    set_outer_attribute(namespace_attribute(*with_namespace), with_namespace->traits().xml_namespace_uri);
}

void xml_writer::pop() {
    std::string_view const element = frames_.back().element;
    frames_.pop_back();
    if (!element.empty()) close(element);
}

void xml_writer::pop_entry() {
    if (frames_.back().kind == level::entry) pop();
}

/// Attributes may come when the element has contents already: they are put in where its start tag ends.
/// Nothing that is still open begins after that place.
void xml_writer::set_attribute(std::size_t& tag_end, std::string_view name, std::string_view value) {
    std::string text = " ";
    text += name;
    text += "=\"";
    std::size_t const tag_begin = out_.rfind('<', tag_end - 1);
    std::size_t const same = out_.find(text, tag_begin);
    std::size_t const before = out_.size();
    if (same < tag_end) {
        std::size_t const old_value = same + text.size();
        text.clear();
        append_escaped(text, value, true);
        out_.replace(old_value, out_.find('"', old_value) - old_value, text);
    } else {
        append_escaped(text, value, true);
        text += '"';
        out_.insert(tag_end, text);
    }
    tag_end += out_.size() - before;
}

/// An attribute of the innermost element: flattened lists have none and leave theirs to the element around
/// (WIRE-16).
void xml_writer::set_outer_attribute(std::string_view name, std::string_view value) {
    for (auto f = frames_.rbegin(); f != frames_.rend(); ++f) {
        if (!f->element.empty()) return set_attribute(f->tag_end, name, value);
    }
}

void xml_writer::begin_struct(schema const& s) {
    frame f;
    f.element = name_of(s);
    push(f, &s);
}

void xml_writer::end_struct(schema const&) { pop(); }

void xml_writer::begin_list(schema const& s, std::size_t) {
    frame f;
    f.kind = level::list;
    std::string_view const name = name_of(s);
    if (s.traits().flattened) {
        f.inner = name;
    } else {
        f.element = name;
        f.inner = s.element().wire_name();
    }
    push(f, &s);
}

void xml_writer::end_list(schema const&) { pop(); }

void xml_writer::begin_map(schema const& s, std::size_t) {
    frame f;
    f.kind = level::map;
    f.value = s.mapped().wire_name();
    std::string_view const name = name_of(s);
    if (s.traits().flattened) {
        f.inner = name;
        push(f, nullptr);
    } else {
        f.element = name;
        f.inner = "entry";
        push(f, &s);
    }
}

void xml_writer::map_key(schema const& key_schema, std::string_view key) {
    pop_entry();
    frame entry;
    entry.kind = level::entry;
    entry.element = frames_.back().inner;
    entry.inner = frames_.back().value;
    push(entry, nullptr);
    leaf(key_schema.wire_name(), key_schema, key, true);
}

void xml_writer::end_map(schema const&) {
    pop_entry();
    pop();
}

void xml_writer::leaf(std::string_view name, schema const& s, std::string_view text, bool needs_escape) {
    std::size_t tag_end = open(name);
    if (!s.traits().xml_namespace_uri.empty()) {
        set_attribute(tag_end, namespace_attribute(s), s.traits().xml_namespace_uri);
    }
    if (!text.empty()) {
        out_ += '>';
        tag_is_open_ = false;
        if (needs_escape) {
            append_escaped(out_, text, false);
        } else {
            out_ += text;
        }
    }
    close(name);
}

void xml_writer::scalar(schema const& s, std::string_view text, bool needs_escape) {
    bool const in_structure = !frames_.empty() && frames_.back().kind == level::structure;
    if (s.traits().xml_attribute && in_structure) return set_outer_attribute(s.wire_name(), text);
    leaf(name_of(s), s, text, needs_escape);
}

void xml_writer::null(schema const&) {}

void xml_writer::boolean(schema const& s, bool v) { scalar(s, v ? "true" : "false"); }

void xml_writer::integer(schema const& s, std::int64_t v) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, v).ptr;
    scalar(s, {digits, static_cast<std::size_t>(end - digits)});
}

void xml_writer::number(schema const& s, double v) { scalar(s, format_double(v)); }

void xml_writer::string(schema const& s, std::string_view v) { scalar(s, v, true); }

void xml_writer::blob(schema const& s, std::string_view v) { scalar(s, base64_encode(v)); }

void xml_writer::time(schema const& s, timestamp v) { scalar(s, format_timestamp(v, s.traits().format)); }

void xml_writer::streaming(schema const& s, coaws::body const& v) {
    auto const bytes = v.in_memory();
    if (!bytes) {
        throw param_validation_error("Invalid value for parameter " + std::string(s.name()) +
                                     ": a stream can only be sent as the payload of a request.");
    }
    blob(s, *bytes);
}

}  // namespace coaws::codec
