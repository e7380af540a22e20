// The `json` protocol: every operation is a POST of a JSON object, named in a header (WIRE-12, WIRE-33).
#include <coaws/codec/json.hpp>

#include "protocol/generic_error.hpp"
#include "protocol/host_prefix.hpp"
#include "protocol/json_errors.hpp"
#include "protocol/protocols.hpp"

namespace coaws::protocol {

namespace {

std::string serialize_body(operation_schema const& operation, serializable const& input) {
    if (operation.input == nullptr) return "{}";
    std::string text;
    text.reserve(256);
    codec::json_writer writer(text);
    input.write(writer, *operation.input);
    return text;
}

class json_rpc final : public wire_protocol {
  public:
    std::string_view name() const noexcept override { return "json"; }

    request_record serialize(service_schema const& service, operation_schema const& operation,
                             serializable const& input) const override {
        service_metadata const& metadata = service.metadata();
        request_record record;
        record.method = operation.method;
        record.headers.reserve(8);
        record.headers.add_joined("X-Amz-Target", {metadata.target_prefix, ".", operation.name});
        record.headers.add_joined("Content-Type", {"application/x-amz-json-", metadata.json_version});
        if (metadata.aws_query_compatible) record.headers.add("x-amzn-query-mode", "true");
        record.body = body::from_string(serialize_body(operation, input));
        record.host_prefix = expand_host_prefix(operation, input);
        return record;
    }

    void parse(service_schema const&, operation_schema const& operation, http::response& response,
               deserializable& out, response_metadata& metadata) const override {
        if (operation.output != nullptr && !operation.has_event_stream_output) {
            codec::json_reader reader(response.body, codec::json_scalars::as_decoded,
                                      response.body.capacity() - response.body.size());
            out.read(reader, *operation.output);
        }
        set_request_id(response, metadata);
        set_transport_metadata(response, metadata);
    }

    parsed_error parse_error(service_schema const& service, operation_schema const&,
                             http::response const& response, response_metadata& metadata) const override {
        return parse_error_object<codec::json_reader>(service, response, "JSON object", metadata);
    }

    bool sends_initial_response() const noexcept override { return true; }

    std::unique_ptr<shape_reader> read_event_document(std::string_view payload) const override {
        return std::make_unique<codec::json_reader>(payload);
    }
};

}  // namespace

wire_protocol const& json_rpc_protocol() noexcept {
    // Never destroyed: operations may still end while the program does.
    static json_rpc const& protocol = *new json_rpc;
    return protocol;
}

}  // namespace coaws::protocol
