// The query protocol: form in, XML out (WIRE-10, WIRE-30). The base of ec2, which names some things
// differently.
#pragma once

#include <coaws/codec/query_writer.hpp>
#include <coaws/codec/xml_document.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <string_view>

namespace coaws::protocol {

/// Stateless; `ec2_wire_protocol` overrides the differences.
class query_wire_protocol : public wire_protocol {
  public:
    std::string_view name() const noexcept override { return "query"; }
    request_record serialize(service_schema const& service, operation_schema const& operation,
                             serializable const& input) const final;
    void parse(service_schema const& service, operation_schema const& operation, http::response& response,
               deserializable& out, response_metadata& metadata) const final;
    parsed_error parse_error(service_schema const& service, operation_schema const& operation,
                             http::response const& response, response_metadata& metadata) const final;

  protected:
    virtual codec::query_dialect dialect() const noexcept { return codec::query_dialect::query; }
    /// Name of the element with the request id in an error response.
    virtual std::string_view error_request_id() const noexcept { return "RequestId"; }
    /// Where the members of a modelled exception are.
    virtual codec::xml_document::index error_root(codec::xml_document const& document) const;
    /// Takes the request id, and what stands beside it, from a success response.
    virtual void read_metadata(codec::xml_document const& document, response_metadata& metadata) const;
};

}  // namespace coaws::protocol
