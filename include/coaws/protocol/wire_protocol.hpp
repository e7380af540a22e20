// How operations travel: one implementation for each of AWS's protocols.
#pragma once

#include <coaws/http/message.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::protocol {

/// A form body before it is encoded: pairs in order, so that event handlers can still edit it (WIRE-10).
using form = std::vector<std::pair<std::string, std::string>>;

/// A serialised operation, before endpoint, handlers and signing (WIRE-01).
struct request_record {
    std::string method = "POST";
    std::string path = "/";  ///< encoded
    std::string query;       ///< encoded, without `?`
    http::fields headers;
    coaws::body body;
    std::optional<form> form_body;  ///< query and ec2: stands instead of `body`
    std::string host_prefix;        ///< filled template, empty when none (WIRE-02)

    request_record() = default;
};

/// What a response says about itself (WIRE-22).
struct response_metadata {
    std::string request_id;
    std::optional<std::string> host_id;
    unsigned status = 0;
    http::fields headers;  ///< as received
    unsigned retry_attempts = 0;
    bool max_attempts_reached = false;
    bool retry_quota_reached = false;
    std::string checksum_algorithm;  ///< lower case, empty when nothing was validated
    value_map extra;                 ///< further children of a query response's ResponseMetadata

    response_metadata() = default;
};

/// An answer of the service that is an error, as far as the wire tells (WIRE-21, WIRE-30…39).
struct parsed_error {
    std::string code;
    std::string message;
    value_map error_members;  ///< other members of `Error`, e.g. Type, QueryErrorCode, BucketName
    value_map fields;         ///< members of the modelled exception shape, and others merged at top level
    schema const* modeled = nullptr;  ///< the modelled exception, or null

    parsed_error() = default;
};

/// A wire protocol: stateless, pure, shared by all threads.
class wire_protocol {
  public:
    virtual ~wire_protocol() = default;

    /// The protocol's name in models, e.g. "rest-json".
    virtual std::string_view name() const noexcept = 0;

    /// Serialises an operation's input; `input` is not asked when the operation has no input shape. Throws
    /// param_validation_error for values that the binding can't take (host labels, missing URI labels).
    virtual request_record serialize(service_schema const& service, operation_schema const& operation,
                                     serializable const& input) const = 0;

    /// Reads a success (status below 301) into `out` and `metadata`. A stream in the response goes to the
    /// payload member, but that of an event stream stays. `metadata.headers` are copied from the response
    /// where the caller left them empty. Throws response_parser_error.
    virtual void parse(service_schema const& service, operation_schema const& operation,
                       http::response& response, deserializable& out, response_metadata& metadata) const = 0;

    /// Reads an error response (status 301 and above), the generic form for empty and HTML bodies of status
    /// 500 and above included, with the modelled exception's fields where the code selects one. Throws
    /// response_parser_error.
    virtual parsed_error parse_error(service_schema const& service, operation_schema const& operation,
                                     http::response const& response, response_metadata& metadata) const = 0;

    /// Whether the first message of an event stream carries the output's other members (ES-06): the protocols
    /// that have no place for them in headers.
    virtual bool sends_initial_response() const noexcept { return false; }

    /// A reader at the root of the document in an event's payload; no bytes are an empty document. `payload`
    /// must outlive it. Throws response_parser_error for what is no document, and in protocols without event
    /// streams.
    virtual std::unique_ptr<shape_reader> read_event_document(std::string_view payload) const;
};

/// The protocol of that name (`json`, `rest-json`, `rest-xml`, `query`, `ec2`, `smithy-rpc-v2-cbor`), or
/// null.
wire_protocol const* find_protocol(std::string_view name) noexcept;

/// Encodes a form body as `application/x-www-form-urlencoded` in order.
std::string encode_form(form const& pairs);

}  // namespace coaws::protocol
