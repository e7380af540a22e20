// Errors as OAuth words them.
#include "customization/sso_oidc/error_description.hpp"

#include <coaws/base/error.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

bool is_empty(value const* v) {
    return v == nullptr || v->is_null() || (v->is_string() && v->as_string().empty());
}

void add_message(http::response& response) {
    auto document = from_json(response.body);
    auto* map = document.get_if<value_map>();
    if (map == nullptr) return;
    auto const* description = map->find("error_description");
    if (is_empty(description)) return;
    auto const* message = map->find("Message");
    if (!is_empty(message != nullptr ? message : map->find("message"))) return;
    auto text = *description;
    (*map)["Message"] = std::move(text);
    response.body = to_json(document);
}

void translate_error(before_parse& e) {
    if (e.response.status < 400 || e.response.stream) return;
    try {
        add_message(e.response);
    } catch (error const&) {
        // No JSON: the parser deals with it.
    }
}

}  // namespace

void register_error_description(emitter& events) { events.on("before-parse.sso-oidc.*", translate_error); }

}  // namespace coaws::customization
