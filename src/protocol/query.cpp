// The query protocol.
#include "protocol/query.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_reader.hpp>
#include <coaws/value/value_serde.hpp>
#include <utility>

#include "protocol/generic_error.hpp"
#include "protocol/host_prefix.hpp"
#include "protocol/protocols.hpp"
#include "protocol/xml_errors.hpp"

namespace coaws::protocol {

using codec::xml_document;

namespace {

/// A member called Action or Version takes the place of the protocol's own pair.
void replace_leading_pairs(form& pairs) {
    for (std::size_t leading = 0; leading < 2; ++leading) {
        for (std::size_t i = 2; i < pairs.size(); ++i) {
            if (pairs[i].first != pairs[leading].first) continue;
            pairs[leading].second = std::move(pairs[i].second);
            pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(i));
            --i;
        }
    }
}

xml_document::index find_output(xml_document const& document, operation_schema const& operation) {
    if (operation.result_wrapper.empty()) return xml_document::root();
    auto const inner = document.find_child(xml_document::root(), operation.result_wrapper);
    if (inner != xml_document::none) return inner;
    throw response_parser_error("Unable to parse response: it has no element \"" + operation.result_wrapper +
                                "\"");
}

/// A `ResponseMetadata` of an error response, which is rare but allowed.
void take_metadata(value_map& members, response_metadata& metadata) {
    if (value* inner = members.find("ResponseMetadata"); inner != nullptr && inner->is_map()) {
        metadata.extra = std::move(inner->as_map());
        metadata.request_id = take_text(metadata.extra, "RequestId");
    }
    members.erase("ResponseMetadata");
}

}  // namespace

request_record query_wire_protocol::serialize(service_schema const& service,
                                              operation_schema const& operation,
                                              serializable const& input) const {
    request_record record;
    record.method = operation.method;
    record.headers.add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    form& pairs = record.form_body.emplace();
    pairs.reserve(8);
    pairs.emplace_back("Action", operation.name);
    pairs.emplace_back("Version", service.metadata().api_version);
    if (operation.input != nullptr) {
        codec::query_writer writer(pairs, dialect());
        input.write(writer, *operation.input);
        replace_leading_pairs(pairs);
    }
    record.host_prefix = expand_host_prefix(operation, input);
    return record;
}

void query_wire_protocol::parse(service_schema const&, operation_schema const& operation,
                                http::response& response, deserializable& out,
                                response_metadata& metadata) const {
    set_transport_metadata(response, metadata);
    // The body has to be XML even where nothing is expected in it (WIRE-27).
    xml_document const document(response.body);
    if (operation.output != nullptr) {
        codec::xml_reader reader(document, find_output(document, operation));
        out.read(reader, *operation.output);
    }
    read_metadata(document, metadata);
}

void query_wire_protocol::read_metadata(xml_document const& document, response_metadata& metadata) const {
    auto const element = document.find_child(xml_document::root(), "ResponseMetadata");
    if (element == xml_document::none) return;
    for (auto c = document.first(element); c < document.end(element); c = document.end(c)) {
        std::string_view const name = document.name(c);
        std::string_view const text = document.text(c);
        if (name == "RequestId") {
            metadata.request_id = text;
        } else if (!metadata.extra.contains(name)) {
            metadata.extra.append(std::string(name), text.empty() ? value() : value(text));
        }
    }
}

parsed_error query_wire_protocol::parse_error(service_schema const& service, operation_schema const&,
                                              http::response const& response,
                                              response_metadata& metadata) const {
    set_transport_metadata(response, metadata);
    parsed_error error;
    if (is_generic_error(response)) {
        set_error_from_status(response, error);
        return error;
    }
    xml_document const document(response.body);
    value_map members = xml_children(document, xml_document::root());
    if (value* errors = members.find("Errors"); errors != nullptr && errors->is_map()) {
        value_map inner = std::move(errors->as_map());
        members.erase("Errors");
        for (auto& [name, v] : inner) members[name] = std::move(v);
    }
    take_metadata(members, metadata);
    if (members.contains(error_request_id())) metadata.request_id = take_text(members, error_request_id());
    set_error(std::move(members), error);
    error.modeled = service.error_for_code(error.code);
    if (error.modeled != nullptr) {
        codec::xml_reader reader(document, error_root(document));
        value_output out(error.fields);
        out.read(reader, *error.modeled);
    }
    return error;
}

xml_document::index query_wire_protocol::error_root(xml_document const& document) const {
    return find_error_root(document);
}

wire_protocol const& query_protocol() noexcept {
    static query_wire_protocol const protocol;
    return protocol;
}

}  // namespace coaws::protocol
