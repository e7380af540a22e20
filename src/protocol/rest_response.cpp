// Reading a whole REST response: headers, then payload or body.
#include <coaws/base/errors_wire.hpp>
#include <coaws/base/text.hpp>
#include <coaws/http/body.hpp>
#include <utility>

#include "protocol/rest_binding.hpp"
#include "protocol/rest_payload_reader.hpp"

namespace coaws::protocol {

raw_payload_reader::raw_payload_reader(schema const& payload, std::string_view bytes,
                                       std::shared_ptr<pipeline::incoming_body> stream) noexcept
    : payload_(payload), bytes_(bytes), stream_(std::move(stream)) {}

wire_kind raw_payload_reader::peek(schema const& s) {
    return s.type() == shape_type::blob ? wire_kind::bytes : wire_kind::string;
}

schema const* raw_payload_reader::next_member(schema const&) {
    return std::exchange(offered_, true) ? nullptr : &payload_;
}

void raw_payload_reader::check_text() const {
    if (!is_utf8(bytes_)) throw response_parser_error("Unable to parse response: the body is no UTF-8 text");
}

void raw_payload_reader::read_string(schema const&, std::string& out) {
    check_text();
    out += bytes_;
}

void raw_payload_reader::read_blob(schema const&, std::string& out) { out += bytes_; }

wire_scalar raw_payload_reader::read_scalar(schema const&) {
    check_text();
    return bytes_;
}

std::unique_ptr<coaws::body> raw_payload_reader::take_stream(schema const&) {
    if (stream_ == nullptr) return nullptr;
    return std::make_unique<coaws::body>(coaws::body::from_incoming(std::move(stream_)));
}

std::unique_ptr<coaws::body> document_payload_reader::take_stream(schema const&) { return nullptr; }

namespace {

void read_payload(schema const& output, schema const& payload, http::response const& response,
                  std::shared_ptr<pipeline::incoming_body> stream, body_reader_factory const& bodies,
                  deserializable& out) {
    if (payload.traits().event_stream) return;
    if (payload.type() == shape_type::blob || payload.type() == shape_type::string) {
        raw_payload_reader reader(payload, response.body, std::move(stream));
        out.read(reader, output);
        return;
    }
    auto document = bodies.make(response.body);
    document_payload_reader reader(output, payload, *document);
    out.read(reader, output);
}

}  // namespace

void read_rest_response(schema const& output, http::response const& response,
                        std::shared_ptr<pipeline::incoming_body> stream, boolean_text booleans,
                        body_reader_factory const& bodies, deserializable& out) {
    if (has_located_members(output)) {
        header_reader headers(response, booleans);
        out.read(headers, output);
    }
    if (schema const* payload = output.payload()) {
        read_payload(output, *payload, response, std::move(stream), bodies, out);
        return;
    }
    if (output.has_event_stream()) return;
    auto document = bodies.make(response.body);
    out.read(*document, output);
}

void read_rest_metadata(http::response const& response, response_metadata& metadata) {
    if (auto const id = response.headers.find("x-amzn-requestid")) {
        metadata.request_id = *id;
    } else if (auto const s3_id = response.headers.find("x-amz-request-id")) {
        metadata.request_id = *s3_id;
        metadata.host_id = std::string(response.headers.get("x-amz-id-2"));
    }
}

}  // namespace coaws::protocol
