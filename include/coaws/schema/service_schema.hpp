// A service and its operations, as protocols, signing and endpoints need them.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/schema/schema.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// An endpoint parameter fed by an operation: a constant (staticContextParams) or a JMESPath over the input.
struct static_context_param {
    std::string name;
    json::view literal;  ///< bool, string or array of strings; lives as long as the service schema
};
struct operation_context_param {
    std::string name;
    std::string path;
};

/// HTTP checksum behaviour of an operation (MISC-30, MISC-34).
struct http_checksum_trait {
    bool request_required = false;
    std::string request_algorithm_member;        ///< empty when not modelled
    std::string request_validation_mode_member;  ///< empty when not modelled
    std::vector<std::string> response_algorithms;
};

/// One operation (MODEL-20…23). Immutable; lives as long as its service schema.
struct operation_schema {
    std::string name;      ///< key of the operations map; the name on the wire
    std::string api_name;  ///< modelled `name`
    std::string method = "POST";
    std::string uri = "/";
    std::string host_prefix;        ///< template, empty when none
    std::string auth_type;          ///< modelled `authtype`
    std::vector<std::string> auth;  ///< modelled `auth` trait ids
    std::string result_wrapper;  ///< query: element around the output's members, empty when none (MODEL-31)
    std::string documentation;   ///< as modelled (HTML)
    schema const* input = nullptr;
    schema const* output = nullptr;
    std::vector<schema const*> errors;
    std::vector<static_context_param> static_context_params;
    std::vector<operation_context_param> operation_context_params;
    std::vector<std::string> compression_encodings;  ///< requestcompression
    http_checksum_trait checksum;
    bool http_checksum_required = false;
    bool unsigned_payload = false;
    bool deprecated = false;
    bool endpoint_operation = false;
    bool endpoint_discovery = false;
    bool endpoint_discovery_required = false;
    bool has_streaming_input = false;  ///< the payload member is a blob (MODEL-22)
    bool has_streaming_output = false;
    bool has_event_stream_input = false;
    bool has_event_stream_output = false;
};

/// A client context parameter of the service (MODEL-24).
struct client_context_param {
    std::string name;
    std::string type;
};

/// Metadata of a service (MODEL-10).
struct service_metadata {
    std::string name;  ///< the folder it was loaded from, as `session.client` takes it
    std::string service_id;
    std::string event_id;  ///< hyphenised service id (MODEL-12)
    std::string api_version;
    std::string endpoint_prefix;
    std::string signing_name;  ///< signingName, else endpointPrefix
    std::string signature_version;
    std::vector<std::string> auth;
    std::string protocol;  ///< chosen by MODEL-11
    std::string json_version;
    std::string target_prefix;
    std::string service_abbreviation;
    std::string service_full_name;
    std::string xml_namespace;
    bool aws_query_compatible = false;
};

/// A service: metadata, operations and shapes, resolved from a model on first use.
///
/// Thread-safety: all functions may be called from any thread; what they return is immutable and lives as
/// long as the service schema.
class service_schema {
  public:
    virtual ~service_schema() = default;

    virtual service_metadata const& metadata() const noexcept = 0;
    virtual std::vector<client_context_param> const& client_context_params() const noexcept = 0;
    /// Names of all operations, in model order.
    virtual std::vector<std::string> const& operation_names() const noexcept = 0;
    /// The operation by its exact CamelCase name or its xform_name (with `_` or `-`), or null.
    virtual operation_schema const* find_operation(std::string_view name) const = 0;
    /// A shape as a root, by name, or null.
    virtual schema const* find_shape(std::string_view shape_name) const = 0;
    /// The modelled exception for an error code (MODEL-24, MODEL-33), or null.
    virtual schema const* error_for_code(std::string_view code) const = 0;
    /// Documentation of a shape or, with a member, of that member reference; HTML as modelled, empty when
    /// none.
    virtual std::string_view documentation(std::string_view shape_name,
                                           std::string_view member = {}) const = 0;
    /// The modelled `enum` values of a string shape, empty when none.
    virtual std::vector<std::string> enum_values(std::string_view shape_name) const = 0;
    /// Documentation of the service.
    virtual std::string_view documentation() const = 0;
    /// Names of all shapes, in model order; empty where the service was not made from a model.
    virtual std::vector<std::string_view> shape_names() const { return {}; }
    /// Every shape with the exception trait, in model order (MODEL-24).
    virtual std::vector<schema const*> error_shapes() const { return {}; }
    /// The operation that discovers endpoints, or null (MODEL-24).
    virtual operation_schema const* endpoint_discovery_operation() const { return nullptr; }
    /// Whether some operation can't be called without a discovered endpoint (MODEL-24).
    virtual bool endpoint_discovery_required() const { return false; }
};

}  // namespace coaws
