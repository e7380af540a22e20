// Templates written in JSON come as documents.
#include "customization/cloudformation/template_body.hpp"

#include "customization/parameters.hpp"

#include <coaws/base/error.hpp>
#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void parse_template(after_call& e) {
    auto const* text = find_text(e.parsed, "TemplateBody");
    if (text == nullptr) return;
    try {
        auto parsed = from_json(*text);
        e.parsed["TemplateBody"] = std::move(parsed);
    } catch (error const&) {
        // Most likely YAML, which stays text.
    }
}

}  // namespace

void register_template_body(emitter& events) {
    events.on("after-call.cloudformation.GetTemplate", parse_template);
}

}  // namespace coaws::customization
