// Writing typed data as the pairs of a form.
#include <charconv>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/query_writer.hpp>
#include <coaws/http/body.hpp>

namespace coaws::codec {

query_writer::query_writer(pairs& out, query_dialect dialect) : out_(out), dialect_(dialect) {
    name_.reserve(96);
    frames_.reserve(8);
}

/// The part of the name that a member, map key or map value adds.
void query_writer::append_name(schema const& s) {
    schema_traits const& traits = s.traits();
    if (dialect_ == query_dialect::query) {
        name_ += s.wire_name();
    } else if (!traits.query_name.empty()) {
        name_ += traits.query_name;
    } else if (!traits.location_name.empty()) {
        std::string_view const text = traits.location_name;
        char const first = text[0];
        name_ += first >= 'a' && first <= 'z' ? static_cast<char>(first - 'a' + 'A') : first;
        name_ += text.substr(1);
    } else {
        name_ += s.name();
    }
}

void query_writer::append_number(std::size_t n) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    name_ += '.';
    name_.append(digits, static_cast<std::size_t>(end - digits));
}

/// Extends the name to that of the value which comes now; gives its length before.
std::size_t query_writer::enter(schema const& s) {
    std::size_t const outer = name_.size();
    if (frames_.empty()) return outer;
    frame& f = frames_.back();
    switch (f.kind) {
        case level::structure:
            if (!name_.empty()) name_ += '.';
            append_name(s);
            break;
        case level::list:
            append_number(++f.count);
            break;
        case level::map:
            append_number(f.count);
            name_ += '.';
            append_name(*f.mapped);
            break;
    }
    return outer;
}

void query_writer::push(level kind, std::size_t outer) {
    frame f;
    f.kind = kind;
    f.outer = outer;
    frames_.push_back(f);
}

void query_writer::pop() {
    name_.resize(frames_.back().outer);
    frames_.pop_back();
}

void query_writer::scalar(schema const& s, std::string text) {
    std::size_t const outer = enter(s);
    out_.emplace_back(name_, std::move(text));
    name_.resize(outer);
}

void query_writer::begin_struct(schema const& s) { push(level::structure, enter(s)); }

void query_writer::end_struct(schema const&) { pop(); }

void query_writer::begin_list(schema const& s, std::size_t size) {
    push(level::list, enter(s));
    if (dialect_ == query_dialect::ec2) return;
    if (size == 0) {
        out_.emplace_back(name_, std::string());
    } else if (!s.traits().flattened) {
        name_ += '.';
        name_ += s.element().wire_name();
    } else if (!s.element().traits().location_name.empty()) {
        // Items of a flattened list that have a name of their own go by it in place of the list's.
        name_.resize(name_.rfind('.') + 1);
        name_ += s.element().traits().location_name;
    }
}

void query_writer::end_list(schema const&) { pop(); }

void query_writer::begin_map(schema const& s, std::size_t) {
    push(level::map, enter(s));
    frames_.back().mapped = &s.mapped();
    if (!s.traits().flattened) name_ += ".entry";
}

void query_writer::map_key(schema const& key_schema, std::string_view key) {
    std::size_t const outer = name_.size();
    append_number(++frames_.back().count);
    name_ += '.';
    append_name(key_schema);
    out_.emplace_back(name_, std::string(key));
    name_.resize(outer);
}

void query_writer::end_map(schema const&) { pop(); }

void query_writer::null(schema const&) {}

void query_writer::boolean(schema const& s, bool v) { scalar(s, v ? "true" : "false"); }

void query_writer::integer(schema const& s, std::int64_t v) { scalar(s, std::to_string(v)); }

void query_writer::number(schema const& s, double v) { scalar(s, format_double(v)); }

void query_writer::string(schema const& s, std::string_view v) { scalar(s, std::string(v)); }

void query_writer::blob(schema const& s, std::string_view v) { scalar(s, base64_encode(v)); }

void query_writer::time(schema const& s, timestamp v) { scalar(s, format_timestamp(v, s.traits().format)); }

void query_writer::streaming(schema const& s, coaws::body const& v) {
    auto const bytes = v.in_memory();
    if (!bytes) {
        throw param_validation_error("Invalid value for parameter " + std::string(s.name()) +
                                     ": a stream can only be sent as the payload of a request.");
    }
    blob(s, *bytes);
}

}  // namespace coaws::codec
