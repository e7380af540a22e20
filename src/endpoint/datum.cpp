// A value during the evaluation of a rule set.
#include "endpoint/datum.hpp"

#include <coaws/base/text.hpp>
#include <cstddef>

namespace coaws::endpoint::detail {

namespace {

std::string quoted(std::string_view text) {
    // The reference picks the quote that needs no escape, single quotes first.
    bool const single = text.find('\'') == std::string_view::npos || text.find('"') != std::string_view::npos;
    char const quote = single ? '\'' : '"';
    std::string out(1, quote);
    for (char c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            out.append(1, '\\').append(1, c);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            out += c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r";
        } else if (byte < 0x20 || byte == 0x7F) {
            out.append("\\x").append(hex_encode(std::string_view(&c, 1)));
        } else {
            out += c;
        }
    }
    out += quote;
    return out;
}

std::string list_text(datum const& list, bool tuple) {
    std::string out(1, tuple ? '(' : '[');
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out += ", ";
        out += quoted(list.item(i));
    }
    if (tuple && list.size() == 1) out += ',';
    out += tuple ? ')' : ']';
    return out;
}

std::string nested(datum const& d) { return d.is_text() ? quoted(d.text()) : d.display(); }

void add_entry(std::string& out, std::string_view key, datum const& d) {
    out += out.empty() ? "{" : ", ";
    out += quoted(key);
    out += ": ";
    out += nested(d);
}

std::string arn_text(arn_parts const& a) {
    std::string out;
    add_entry(out, "partition", datum::of(a.partition));
    add_entry(out, "service", datum::of(a.service));
    add_entry(out, "region", datum::of(a.region));
    add_entry(out, "accountId", datum::of(a.account_id));
    add_entry(out, "resourceId", a.resource_id);
    return out + '}';
}

std::string url_text(url_parts const& u) {
    std::string out;
    add_entry(out, "scheme", datum::of(u.scheme));
    add_entry(out, "authority", datum::of(u.authority));
    add_entry(out, "path", datum::of(u.path));
    add_entry(out, "normalizedPath", datum::of(u.normalized_path));
    add_entry(out, "isIp", datum::of(u.is_ip));
    return out + '}';
}

std::string map_text(value_map const& map) {
    std::string out;
    for (auto const& [key, member] : map) add_entry(out, key, datum::of(member));
    return out.empty() ? "{}" : out + '}';
}

}  // namespace

datum datum::of(value const& v) noexcept {
    if (auto const* b = v.get_if<bool>()) return of(*b);
    if (auto const* i = v.get_if<std::int64_t>()) return of(*i);
    if (auto const* s = v.get_if<std::string>()) return of(std::string_view(*s));
    if (v.is_null()) return null();
    datum d(datum_kind::json);
    d.json_ = &v;
    return d;
}

bool datum::truthy() const noexcept {
    switch (kind_) {
        case datum_kind::unset:
        case datum_kind::null:
            return false;
        case datum_kind::boolean:
        case datum_kind::integer:
            return number_ != 0;
        case datum_kind::text:
        case datum_kind::list:
            return size_ != 0;
        case datum_kind::json:
            return json_->is_double() ? json_->as_double() != 0 : json_->size() != 0;
        default:
            return true;
    }
}

std::string_view datum::type_text() const noexcept {
    switch (kind_) {
        case datum_kind::unset:
        case datum_kind::null:
            return "<class 'NoneType'>";
        case datum_kind::boolean:
            return "<class 'bool'>";
        case datum_kind::integer:
            return "<class 'int'>";
        case datum_kind::text:
            return "<class 'str'>";
        case datum_kind::list:
            return tuple_ ? "<class 'tuple'>" : "<class 'list'>";
        case datum_kind::json:
            if (json_->is_double()) return "<class 'float'>";
            return json_->is_list() ? "<class 'list'>" : "<class 'dict'>";
        default:
            return "<class 'dict'>";
    }
}

std::string datum::display() const {
    switch (kind_) {
        case datum_kind::unset:
        case datum_kind::null:
            return "None";
        case datum_kind::boolean:
            return number_ != 0 ? "True" : "False";
        case datum_kind::integer:
            return std::to_string(number_);
        case datum_kind::text:
            return std::string(text());
        case datum_kind::list:
            return list_text(*this, tuple_);
        case datum_kind::partition:
            return map_text(partition_->outputs);
        case datum_kind::arn:
            return arn_text(*arn_);
        case datum_kind::url:
            return url_text(*url_);
        case datum_kind::json:
            break;
    }
    if (auto const* map = json_->get_if<value_map>()) return map_text(*map);
    if (json_->is_double()) return to_json(*json_);
    std::string out;
    for (auto const& element : json_->as_list()) {
        out += out.empty() ? "[" : ", ";
        out += nested(of(element));
    }
    return out.empty() ? "[]" : out + ']';
}

}  // namespace coaws::endpoint::detail
