// Errors that arrive with status 200.
#include "customization/s3/error_in_success.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_document.hpp>
#include <coaws/pipeline/events.hpp>
#include <string_view>

namespace coaws::customization {

namespace {

bool expects_document(operation_schema const& operation) {
    if (operation.output == nullptr || operation.has_event_stream_output) return false;
    auto const* payload = operation.output->payload();
    return payload == nullptr ||
           (payload->type() != shape_type::blob && payload->type() != shape_type::string);
}

/// Whether the root is `Error` outside every namespace. Names are views of the text, whose start tag tells.
bool is_error_document(std::string_view text) {
    codec::xml_document const document(text);
    auto const name = document.name(codec::xml_document::root());
    if (name != "Error" || name.data() == text.data() || name.data()[-1] != '<') return false;
    auto const tag = text.substr(static_cast<std::size_t>(name.data() - text.data()));
    return tag.substr(0, tag.find('>')).find("xmlns=") == std::string_view::npos;
}

void find_error(before_parse& e) {
    auto& response = e.response;
    if (response.status != 200 || response.body.empty() || response.stream ||
        !expects_document(e.operation()))
        return;
    bool failed = true;
    try {
        failed = is_error_document(response.body);
    } catch (response_parser_error const&) {
        // A connection that broke leaves part of a document: as good as an error of the service.
    }
    if (failed) response.status = 500;
}

}  // namespace

void register_error_in_success(emitter& events) { events.on_first("before-parse.s3.*", find_error); }

}  // namespace coaws::customization
