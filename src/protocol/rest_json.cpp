// The `rest-json` protocol: HTTP-bound members, JSON bodies (WIRE-13…15, WIRE-34).
#include <coaws/base/errors_wire.hpp>
#include <coaws/codec/json.hpp>
#include <coaws/value/value_serde.hpp>
#include <utility>

#include "protocol/generic_error.hpp"
#include "protocol/host_prefix.hpp"
#include "protocol/json_errors.hpp"
#include "protocol/protocols.hpp"
#include "protocol/rest_binding.hpp"

namespace coaws::protocol {

namespace {

bool is_raw(schema const* payload) {
    return payload != nullptr &&
           (payload->type() == shape_type::blob || payload->type() == shape_type::string);
}

/// Whether the body is `{}` when nothing was given for it.
bool wants_empty_object(schema const& input) {
    if (schema const* payload = input.payload()) return !is_raw(payload);
    return input.has_body_members();
}

class json_bodies final : public body_reader_factory {
  public:
    std::unique_ptr<shape_reader> make(std::string const& document) const override {
        return std::make_unique<codec::json_reader>(document, codec::json_scalars::fitted,
                                                    document.capacity() - document.size());
    }
};

/// The code from the header, or from a body member that only this protocol looks at.
void set_rest_code(http::response const& response, codec::json_reader const& body, parsed_error& error) {
    if (auto const header = response.headers.find("x-amzn-errortype")) {
        error.code = bare_error_code(*header);
    } else if (auto code = body.member_text(body.has_member("code") ? "code" : "Code")) {
        error.code = bare_error_code(*code);
    }
}

class rest_json final : public wire_protocol {
  public:
    std::string_view name() const noexcept override { return "rest-json"; }

    request_record serialize(service_schema const&, operation_schema const& operation,
                             serializable const& input) const override {
        if (operation.input == nullptr) {
            request_record record;
            record.method = operation.method;
            set_literal_uri(operation.uri, record);
            record.host_prefix = operation.host_prefix;
            return record;
        }
        std::string text;
        codec::json_writer json(text);
        binding_writer binding(operation, json);
        input.write(binding, *operation.input);
        request_record record = binding.finish();
        if (!binding.has_document() && wants_empty_object(*operation.input)) text = "{}";
        if (!text.empty()) {
            record.body = body::from_string(std::move(text));
            if (!record.headers.contains("Content-Type"))
                record.headers.add("Content-Type", "application/json");
        }
        record.host_prefix = expand_host_prefix(operation, input);
        return record;
    }

    void parse(service_schema const&, operation_schema const& operation, http::response& response,
               deserializable& out, response_metadata& metadata) const override {
        read_rest_metadata(response, metadata);
        if (operation.output != nullptr) {
            auto stream = operation.has_event_stream_output ? nullptr : std::move(response.stream);
            read_rest_response(*operation.output, response, std::move(stream), boolean_text::any_case,
                               json_bodies(), out);
        }
        set_transport_metadata(response, metadata);
    }

    parsed_error parse_error(service_schema const& service, operation_schema const&,
                             http::response const& response, response_metadata& metadata) const override {
        set_transport_metadata(response, metadata);
        parsed_error error;
        if (is_generic_error(response)) {
            set_error_from_status(response, error);
            return error;
        }
        {
            codec::json_reader reader(response.body);
            if (!reader.at_object()) {
                throw response_parser_error("Unable to parse response: the error is no JSON object");
            }
            set_error(response, read_error_members(reader), error);
            set_rest_code(response, reader, error);
        }
        set_request_id(response, metadata);
        error.modeled = service.error_for_code(error.code);
        if (error.modeled != nullptr) {
            value_output fields(error.fields);
            read_rest_response(*error.modeled, response, nullptr, boolean_text::any_case, json_bodies(),
                               fields);
        }
        return error;
    }

    // Unlike bodies, events are taken as they are: numbers in texts stay texts.
    std::unique_ptr<shape_reader> read_event_document(std::string_view payload) const override {
        return std::make_unique<codec::json_reader>(payload);
    }
};

}  // namespace

wire_protocol const& rest_json_protocol() noexcept {
    // Never destroyed: operations may still end while the program does.
    static rest_json const& protocol = *new rest_json;
    return protocol;
}

}  // namespace coaws::protocol
