// Resume tokens: a map of service tokens as one opaque text, and back (PAGE-05).
#include "paginate/page_token.hpp"

#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>

#include "paginate/lenient_base64.hpp"
#include "paginate/token_json.hpp"

namespace coaws::paginate {
namespace {

constexpr std::string_view encoded_keys_key = "boto_encoded_keys";
constexpr std::size_t max_depth = 200;

/// Whether blobs are anywhere inside; in nearly every token there are none.
bool has_blob(value const& v, std::size_t depth = 0) {
    if (depth > max_depth) throw value_error("A pagination token is nested too deeply");
    if (auto const* list = v.get_if<value_list>()) {
        for (auto const& item : *list)
            if (has_blob(item, depth + 1)) return true;
    } else if (auto const* map = v.get_if<value_map>()) {
        for (auto const& entry : *map)
            if (has_blob(entry.second, depth + 1)) return true;
    }
    return v.is_blob();
}

/// Replaces the blobs inside by base64 texts and lists where they were. `path` is the way to `v`.
void encode_blobs(value& v, value_list& path, value_list& encoded_keys) {
    if (auto* list = v.get_if<value_list>()) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            path.emplace_back(i);
            encode_blobs((*list)[i], path, encoded_keys);
            path.pop_back();
        }
    } else if (auto* map = v.get_if<value_map>()) {
        for (auto& [key, item] : *map) {
            path.emplace_back(key);
            encode_blobs(item, path, encoded_keys);
            path.pop_back();
        }
    } else if (auto* bytes = v.get_if<blob>()) {
        v = value(base64_encode(bytes->bytes));
        encoded_keys.emplace_back(path);
    }
}

value* step_into(value& at, value const& step) noexcept {
    if (auto const* key = step.get_if<std::string>()) return at.find(*key);
    auto const* index = step.get_if<std::int64_t>();
    auto* list = at.get_if<value_list>();
    if (index == nullptr || list == nullptr || *index < 0) return nullptr;
    auto const i = static_cast<std::size_t>(*index);
    return i < list->size() ? &(*list)[i] : nullptr;
}

/// Turns the text at a path back into a blob; false when there is none.
bool decode_blob(value& token, value const& path) {
    auto const* steps = path.get_if<value_list>();
    if (steps == nullptr || steps->empty()) return false;
    value* at = &token;
    for (auto const& step : *steps) {
        at = step_into(*at, step);
        if (at == nullptr) return false;
    }
    auto const* text = at->get_if<std::string>();
    auto bytes = text == nullptr ? std::nullopt : lenient_base64_decode(*text);
    if (!bytes) return false;
    *at = value(blob(std::move(*bytes)));
    return true;
}

std::optional<value> parse_json(std::string const& text) {
    try {
        return from_json(text);
    } catch (error const&) {
        return std::nullopt;
    }
}

}  // namespace

std::string encode_token(value_map const& tokens) {
    std::string json;
    value token(tokens);
    if (has_blob(token)) {
        value_list path;
        value_list encoded_keys;
        encode_blobs(token, path, encoded_keys);
        token[encoded_keys_key] = value(std::move(encoded_keys));
    }
    append_token_json(json, token);
    return base64_encode(json);
}

std::optional<value_map> decode_token(std::string_view text) {
    auto const json = lenient_base64_decode(text);
    if (!json || !is_utf8(*json)) return std::nullopt;
    auto token = parse_json(*json);
    if (!token || !token->is_map()) return std::nullopt;
    value encoded_keys;
    if (auto* held = token->find(encoded_keys_key)) encoded_keys = std::move(*held);
    token->as_map().erase(encoded_keys_key);
    if (encoded_keys.is_null()) return std::move(token->as_map());
    auto const* paths = encoded_keys.get_if<value_list>();
    if (paths == nullptr) return std::nullopt;
    for (auto const& path : *paths)
        if (!decode_blob(*token, path)) return std::nullopt;
    return std::move(token->as_map());
}

}  // namespace coaws::paginate
