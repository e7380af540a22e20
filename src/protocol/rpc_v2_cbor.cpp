// The `smithy-rpc-v2-cbor` protocol (WIRE-17, WIRE-38).
#include <coaws/codec/cbor.hpp>
#include <utility>

#include "protocol/generic_error.hpp"
#include "protocol/host_prefix.hpp"
#include "protocol/json_errors.hpp"
#include "protocol/protocols.hpp"

namespace coaws::protocol {

namespace {

void set_headers(service_schema const& service, operation_schema const& operation, request_record& record) {
    constexpr std::string_view cbor = "application/cbor";
    constexpr std::string_view events = "application/vnd.amazon.eventstream";
    std::string_view type = operation.has_event_stream_output ? events : cbor;
    record.headers.reserve(8);
    record.headers.add("smithy-protocol", "rpc-v2-cbor");
    if (service.metadata().aws_query_compatible) record.headers.add("x-amzn-query-mode", "true");
    record.headers.add("Accept", type);
    if (!record.body.empty()) record.headers.add("Content-Type", type);
}

/// An empty body is fine only where nothing could be in it.
void read_body(schema const& shape, std::string_view body, deserializable& out) {
    if (body.empty() && shape.member_count() == 0) return;
    codec::cbor_reader reader(body);
    out.read(reader, shape);
}

class rpc_v2_cbor final : public wire_protocol {
  public:
    std::string_view name() const noexcept override { return "smithy-rpc-v2-cbor"; }

    request_record serialize(service_schema const& service, operation_schema const& operation,
                             serializable const& input) const override {
        request_record record;
        record.path = "/service/" + service.metadata().target_prefix + "/operation/" + operation.name;
        if (operation.input != nullptr) {
            std::string bytes;
            bytes.reserve(256);
            codec::cbor_writer writer(bytes);
            input.write(writer, *operation.input);
            record.body = body::from_string(std::move(bytes));
        }
        record.host_prefix = expand_host_prefix(operation, input);
        set_headers(service, operation, record);
        return record;
    }

    void parse(service_schema const&, operation_schema const& operation, http::response& response,
               deserializable& out, response_metadata& metadata) const override {
        if (operation.output != nullptr) {
            if (!operation.has_event_stream_output) read_body(*operation.output, response.body, out);
            set_request_id(response, metadata);
        }
        set_transport_metadata(response, metadata);
    }

    parsed_error parse_error(service_schema const& service, operation_schema const&,
                             http::response const& response, response_metadata& metadata) const override {
        return parse_error_object<codec::cbor_reader>(service, response, "CBOR map", metadata);
    }

    bool sends_initial_response() const noexcept override { return true; }

    std::unique_ptr<shape_reader> read_event_document(std::string_view payload) const override {
        constexpr std::string_view empty_map = "\xa0";
        return std::make_unique<codec::cbor_reader>(payload.empty() ? empty_map : payload);
    }
};

}  // namespace

wire_protocol const& rpc_v2_cbor_protocol() noexcept {
    // Never destroyed: operations may still end while the program does.
    static rpc_v2_cbor const& protocol = *new rpc_v2_cbor;
    return protocol;
}

}  // namespace coaws::protocol
