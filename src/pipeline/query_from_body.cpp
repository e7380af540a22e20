// The body of a presigned request as part of its query.
#include "pipeline/query_from_body.hpp"

#include "value/python_text.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::pipeline {

namespace {

/// A name with its encoded `name=value` text, several of them for a list.
using query_part = std::pair<std::string, std::string>;

void append_pair(std::string& out, std::string_view name, std::string_view text) {
    if (!out.empty()) out += '&';
    percent_encode_to(out, name);
    out += '=';
    percent_encode_to(out, text);
}

/// As the reference writes it: texts as they are, anything else as Python does.
std::string text_of(std::string_view name, value const& v) {
    if (auto const* text = v.get_if<std::string>()) return *text;
    // The text is cut beyond that, and no service reads nested parameters from a query.
    constexpr std::size_t most = 2048;
    if ((v.is_map() || v.is_list()) && to_json(v).size() > most)
        throw value_error("Cannot presign: the member " + std::string(name) + " is too large for a URL");
    return detail::python_text(v);
}

query_part part_of(std::string const& name, value const& v) {
    query_part part(name, {});
    if (auto const* list = v.get_if<value_list>()) {
        for (auto const& element : *list) append_pair(part.second, name, text_of(name, element));
    } else {
        append_pair(part.second, name, text_of(name, v));
    }
    return part;
}

std::vector<query_part> parts_of_query(std::string_view query) {
    std::vector<query_part> parts;
    for (auto const text : split(query, '&')) {
        if (text.empty()) continue;
        auto const equals = std::min(text.find('='), text.size());
        parts.emplace_back(percent_decode(text.substr(0, equals), true), text);
    }
    return parts;
}

std::vector<query_part> parts_of_body(prepared_request const& request) {
    std::vector<query_part> parts;
    if (request.form_body) {
        for (auto const& [name, text] : *request.form_body) parts.push_back(part_of(name, value(text)));
        return parts;
    }
    auto const bytes = request.http.body.in_memory();
    if (!bytes) throw value_error("Cannot presign a request with a streamed body");
    if (bytes->empty()) return parts;
    value members;
    try {
        members = from_json(*bytes);
    } catch (error const&) {
        members = value();
    }
    if (!members.is_map())
        throw value_error("Cannot presign a request with a body that is neither a form nor a JSON object");
    for (auto const& [name, v] : members.as_map()) parts.push_back(part_of(name, v));
    return parts;
}

}  // namespace

void move_body_to_query(prepared_request& request) {
    if (!request.form_body && request.http.body.empty()) return;
    auto const added = parts_of_body(request);
    auto parts = parts_of_query(request.http.url.query);
    for (auto const& part : added) {
        auto const same = std::ranges::find(parts, part.first, &query_part::first);
        if (same != parts.end())
            *same = part;
        else
            parts.push_back(part);
    }
    std::string query;
    for (auto const& [name, text] : parts) {
        if (text.empty()) continue;
        if (!query.empty()) query += '&';
        query += text;
    }
    request.http.url.query = std::move(query);
    request.form_body.reset();
    request.http.body = body();
}

}  // namespace coaws::pipeline
