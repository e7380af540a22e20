// Errors that arrive with status 200.
#include "customization/s3/error_in_success.hpp"

#include <algorithm>
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

/// Whether a long document plainly is no error and whole: its root has another name, and its text ends with
/// the root's end tag. Parsing it here would double the work on listings; what may be wrong inside it is
/// found by the protocol's parser.
bool is_plainly_fine(std::string_view text) {
    constexpr std::size_t long_document = 4096;
    constexpr std::string_view blanks = " \t\r\n";
    if (text.size() < long_document) return false;
    if (text.starts_with("<?xml")) text.remove_prefix(std::min(text.find("?>"), text.size() - 2) + 2);
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, text.find_last_not_of(blanks) + 1);
    if (!text.starts_with('<') || !text.ends_with('>')) return false;
    auto const name = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
    if (name.empty() || name == "Error" || name.front() == '!' || name.front() == '?') return false;
    text.remove_suffix(1);
    if (!text.ends_with(name)) return false;
    text.remove_suffix(name.size());
    return text.ends_with("</");
}

void find_error(before_parse& e) {
    auto& response = e.response;
    if (response.status != 200 || response.body.empty() || response.stream ||
        !expects_document(e.operation()) || is_plainly_fine(response.body))
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
