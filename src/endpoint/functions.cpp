// The functions of rule sets.
#include "endpoint/functions.hpp"

#include "endpoint/url_text.hpp"

#include <algorithm>
#include <coaws/base/errors_endpoint.hpp>
#include <coaws/base/text.hpp>
#include <coaws/endpoint/names.hpp>
#include <cstddef>
#include <cstring>
#include <new>
#include <optional>

namespace coaws::endpoint::detail {

namespace {

template <class T>
T* make_in(scratch& memory) {
    return ::new (memory.allocate(sizeof(T), alignof(T))) T;
}

std::string_view need_text(datum const& d, std::string_view function) {
    if (!d.is_text())
        fail(std::string(function) + " needs a string, not " + std::string(d.type_text()) + '.');
    return d.text();
}

bool is_word(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

// The first `name[index]` in a part of a path.
struct indexed_part {
    std::string_view name;
    std::size_t index = 0;
};

std::optional<indexed_part> find_index(std::string_view part) {
    for (auto open = part.find('['); open != std::string_view::npos; open = part.find('[', open + 1)) {
        std::size_t i = open + 1;
        std::size_t index = 0;
        for (; i < part.size() && part[i] >= '0' && part[i] <= '9'; ++i) {
            index =
                std::min<std::size_t>(index * 10 + static_cast<std::size_t>(part[i] - '0'), 1'000'000'000);
        }
        if (i == open + 1 || i >= part.size() || part[i] != ']') continue;
        std::size_t begin = open;
        while (begin > 0 && is_word(part[begin - 1])) --begin;
        indexed_part out;
        out.name = part.substr(begin, open - begin);
        out.index = index;
        return out;
    }
    return std::nullopt;
}

// Code point number `index` of a text, or nothing.
datum character_at(std::string_view text, std::size_t index) {
    auto const starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!starts_character(text[i])) continue;
        if (index-- > 0) continue;
        std::size_t end = i + 1;
        while (end < text.size() && !starts_character(text[end])) ++end;
        return datum::of(text.substr(i, end - i));
    }
    return datum::null();
}

datum element_at(datum const& from, std::size_t index, std::string_view path) {
    if (from.kind() == datum_kind::list)
        return index < from.size() ? datum::of(from.item(index)) : datum::null();
    if (from.is_text()) return character_at(from.text(), index);
    if (from.kind() == datum_kind::json && from.as_json().is_list()) {
        auto const& list = from.as_json().as_list();
        return index < list.size() ? datum::of(list[index]) : datum::null();
    }
    fail("getAttr path `" + std::string(path) + "` asks for an element of " + std::string(from.type_text()) +
         '.');
}

}  // namespace

void fail(std::string const& text) { throw endpoint_resolution_error(text); }

std::string_view keep_text(scratch& memory, std::string_view text) {
    auto* copy = static_cast<char*>(memory.allocate(std::max<std::size_t>(text.size(), 1), 1));
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
}

datum member_of(datum const& from, std::string_view name) {
    switch (from.kind()) {
        case datum_kind::partition: {
            auto const* output = from.as_partition().outputs.find(name);
            return output != nullptr ? datum::of(*output) : datum();
        }
        case datum_kind::arn: {
            auto const& a = from.as_arn();
            if (name == "region") return datum::of(a.region);
            if (name == "resourceId") return a.resource_id;
            if (name == "accountId") return datum::of(a.account_id);
            if (name == "service") return datum::of(a.service);
            return name == "partition" ? datum::of(a.partition) : datum();
        }
        case datum_kind::url: {
            auto const& u = from.as_url();
            if (name == "scheme") return datum::of(u.scheme);
            if (name == "authority") return datum::of(u.authority);
            if (name == "path") return datum::of(u.path);
            if (name == "normalizedPath") return datum::of(u.normalized_path);
            return name == "isIp" ? datum::of(u.is_ip) : datum();
        }
        case datum_kind::json:
            if (auto const* map = from.as_json().get_if<value_map>()) {
                auto const* member = map->find(name);
                return member != nullptr ? datum::of(*member) : datum();
            }
            break;
        default:
            break;
    }
    fail("Attribute `" + std::string(name) + "` was asked of " + std::string(from.type_text()) + '.');
}

datum get_attribute(datum const& from, std::string_view path) {
    datum current = from;
    for (;;) {
        auto const dot = path.find('.');
        auto const part = path.substr(0, dot);
        if (auto const indexed = find_index(part)) {
            if (!indexed->name.empty()) current = member_of(current, indexed->name);
            // An index ends the path, whatever follows it.
            return current.is_nothing() ? datum::null() : element_at(current, indexed->index, path);
        }
        current = member_of(current, part);
        if (current.kind() == datum_kind::unset) fail("There is no attribute `" + std::string(part) + "`.");
        if (dot == std::string_view::npos) return current;
        path.remove_prefix(dot + 1);
    }
}

datum partition_of(datum const& region, partitions const& regions) {
    if (region.is_nothing()) return datum::of(regions.fallback());
    return datum::of(regions.find(need_text(region, "aws.partition")));
}

datum parse_arn_datum(datum const& text, scratch& memory) {
    if (text.is_nothing()) return datum::null();
    auto const source = need_text(text, "aws.parseArn");
    if (!source.starts_with("arn:")) return datum::null();
    auto const parsed = parse_arn(source);
    if (!parsed || parsed->partition.empty() || parsed->service.empty() || parsed->resource.empty()) {
        return datum::null();
    }
    auto const separator = [](char c) { return c == ':' || c == '/'; };
    auto rest = parsed->resource;
    auto const count = static_cast<std::size_t>(std::count_if(rest.begin(), rest.end(), separator)) + 1;
    auto* items = static_cast<std::string_view*>(
        memory.allocate(count * sizeof(std::string_view), alignof(std::string_view)));
    for (std::size_t i = 0; i < count; ++i) {
        auto const end = std::min(rest.find_first_of(":/"), rest.size());
        ::new (items + i) std::string_view(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    auto* out = make_in<arn_parts>(memory);
    out->partition = parsed->partition;
    out->service = parsed->service;
    out->region = parsed->region;
    out->account_id = parsed->account;
    out->resource_id = datum::list(items, count, false);
    return datum::of(*out);
}

datum valid_host_label(datum const& text, datum const& allow_subdomains) {
    if (text.is_nothing()) return datum::of(false);
    return datum::of(is_valid_host_label(need_text(text, "isValidHostLabel"),
                                         allow_subdomains.is_bool() && allow_subdomains.boolean()));
}

datum virtual_hostable_bucket(datum const& text, datum const& allow_subdomains) {
    if (text.is_nothing()) return datum::of(false);
    return datum::of(is_virtual_hostable_bucket(need_text(text, "aws.isVirtualHostableS3Bucket"),
                                                allow_subdomains.is_bool() && allow_subdomains.boolean()));
}

datum string_equals(datum const& a, datum const& b) {
    if (!a.is_text() || !b.is_text()) {
        fail("Both values must be strings, not " + std::string(a.type_text()) + " and " +
             std::string(b.type_text()) + '.');
    }
    return datum::of(a.text() == b.text());
}

datum boolean_equals(datum const& a, datum const& b) {
    if (!a.is_bool() || !b.is_bool()) {
        fail("Both arguments must be bools, not " + std::string(a.type_text()) + " and " +
             std::string(b.type_text()) + '.');
    }
    return datum::of(a.boolean() == b.boolean());
}

datum uri_encode(datum const& text, scratch& memory) {
    if (text.is_nothing()) return datum::null();
    auto const encoded = text.is_text() ? percent_encode(text.text()) : percent_encode(text.display());
    return datum::of(keep_text(memory, encoded));
}

datum parse_url_datum(datum const& text, scratch& memory) {
    if (text.is_nothing()) return datum::null();
    auto parsed = parse_endpoint_url(need_text(text, "parseURL"));
    if (!parsed) return datum::null();
    auto* out = make_in<url_parts>(memory);
    out->scheme = keep_text(memory, parsed->scheme);
    out->authority = keep_text(memory, parsed->authority);
    out->path = keep_text(memory, parsed->path);
    out->normalized_path = keep_text(memory, parsed->normalized_path);
    out->is_ip = parsed->is_ip;
    return datum::of(*out);
}

datum substring(datum const& text, datum const& start, datum const& stop, datum const& reverse) {
    if (!text.is_text()) fail("Input must be a string, not " + std::string(text.type_text()) + '.');
    auto const is_index = [](datum const& d) { return d.kind() == datum_kind::integer || d.is_bool(); };
    if (!is_index(start) || !is_index(stop)) fail("substring needs integers as its bounds.");
    auto const source = text.text();
    auto const size = static_cast<std::int64_t>(source.size());
    auto const is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (start.integer() >= stop.integer() || size < stop.integer() ||
        !std::all_of(source.begin(), source.end(), is_ascii)) {
        return datum::null();
    }
    // Negative bounds count from the end, as slices of the reference do.
    auto const clamp = [size](std::int64_t i) {
        if (i < 0) i = i < -size ? 0 : i + size;
        return std::min(i, size);
    };
    bool const backwards = reverse.is_bool() && reverse.boolean();
    auto const from = clamp(backwards ? size - stop.integer() : start.integer());
    auto const to = clamp(backwards ? (start.integer() < 0 ? size : size - start.integer()) : stop.integer());
    if (from >= to) return datum::of(std::string_view());
    return datum::of(source.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
}

}  // namespace coaws::endpoint::detail
