// The rest-xml protocol (WIRE-13, WIRE-14, WIRE-16, WIRE-35…37).
#include <coaws/base/errors.hpp>
#include <coaws/codec/xml_document.hpp>
#include <coaws/codec/xml_reader.hpp>
#include <coaws/codec/xml_writer.hpp>
#include <coaws/value/value_serde.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/generic_error.hpp"
#include "protocol/host_prefix.hpp"
#include "protocol/protocols.hpp"
#include "protocol/rest_binding.hpp"
#include "protocol/xml_errors.hpp"

namespace coaws::protocol {

using codec::xml_document;
using codec::xml_reader;

namespace {

/// Reads the root element, whatever its name, or nothing where there is none (WIRE-32).
std::unique_ptr<shape_reader> read_root(std::string_view text) {
    auto document = std::make_unique<xml_document const>(text, codec::empty_text::empty_element);
    return std::make_unique<xml_reader>(std::move(document), xml_document::root());
}

class output_reader_factory final : public body_reader_factory {
  public:
    std::unique_ptr<shape_reader> make(std::string const& document) const override {
        return read_root(document);
    }
};

/// Reads modelled exceptions from an error body that was parsed already.
class error_reader_factory final : public body_reader_factory {
  public:
    explicit error_reader_factory(xml_document const& document) noexcept : document_(document) {}
    std::unique_ptr<shape_reader> make(std::string const&) const override {
        return std::make_unique<xml_reader>(document_, find_error_root(document_));
    }

  private:
    xml_document const& document_;
};

/// What is left to say when the body says nothing (WIRE-35): this is what a HEAD request gets.
void set_error_without_body(http::response const& response, parsed_error& error,
                            response_metadata& metadata) {
    set_error_from_status(response, error);
    metadata.request_id = response.headers.get("x-amz-request-id");
    metadata.host_id = std::string(response.headers.get("x-amz-id-2"));
}

void set_error_from_document(xml_document const& document, http::response const& response,
                             parsed_error& error, response_metadata& metadata) {
    value_map members = xml_children(document, xml_document::root());
    if (document.name(xml_document::root()) == "Error") {
        // S3 repeats the ids in the body; those of the headers count.
        read_rest_metadata(response, metadata);
        members.erase("RequestId");
        members.erase("HostId");
        set_error_members(std::move(members), error);
        return;
    }
    metadata.request_id = take_text(members, "RequestId");
    set_error(std::move(members), error);
}

/// The error body as XML; nothing when it is empty or malformed.
std::unique_ptr<xml_document const> parse_error_body(std::string_view text) {
    if (text.empty()) return nullptr;
    try {
        return std::make_unique<xml_document const>(text);
    } catch (response_parser_error const&) {
        return nullptr;
    }
}

request_record serialize_without_input(operation_schema const& operation) {
    request_record record;
    record.method = operation.method;
    std::string_view const uri = operation.uri;
    std::size_t const mark = uri.find('?');
    record.path = uri.substr(0, mark);
    if (mark != std::string_view::npos) record.query = uri.substr(mark + 1);
    return record;
}

class rest_xml_wire_protocol final : public wire_protocol {
  public:
    std::string_view name() const noexcept override { return "rest-xml"; }

    request_record serialize(service_schema const&, operation_schema const& operation,
                             serializable const& input) const override {
        request_record record;
        if (operation.input == nullptr) {
            record = serialize_without_input(operation);
        } else {
            std::string text;
            codec::xml_writer document(text);
            binding_writer writer(operation, document);
            input.write(writer, *operation.input);
            record = writer.finish();
            if (writer.has_document()) record.body = body::from_string(std::move(text));
        }
        record.host_prefix = expand_host_prefix(operation, input);
        return record;
    }

    void parse(service_schema const&, operation_schema const& operation, http::response& response,
               deserializable& out, response_metadata& metadata) const override {
        set_transport_metadata(response, metadata);
        read_rest_metadata(response, metadata);
        if (operation.output == nullptr) return;
        auto stream = operation.has_event_stream_output ? nullptr : std::move(response.stream);
        read_rest_response(*operation.output, response, std::move(stream), boolean_text::exact,
                           output_reader_factory(), out);
    }

    parsed_error parse_error(service_schema const& service, operation_schema const&,
                             http::response const& response, response_metadata& metadata) const override {
        set_transport_metadata(response, metadata);
        parsed_error error;
        if (is_generic_error(response)) {
            set_error_from_status(response, error);
            return error;
        }
        auto const document = parse_error_body(response.body);
        if (document == nullptr) {
            set_error_without_body(response, error, metadata);
            return error;
        }
        set_error_from_document(*document, response, error, metadata);
        error.modeled = service.error_for_code(error.code);
        if (error.modeled != nullptr) {
            value_output out(error.fields);
            read_rest_response(*error.modeled, response, nullptr, boolean_text::exact,
                               error_reader_factory(*document), out);
        }
        return error;
    }

    std::unique_ptr<shape_reader> read_event_document(std::string_view payload) const override {
        return read_root(payload);
    }
};

}  // namespace

wire_protocol const& rest_xml_protocol() noexcept {
    static rest_xml_wire_protocol const protocol;
    return protocol;
}

}  // namespace coaws::protocol
