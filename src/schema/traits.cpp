// Reading traits from shapes and references.
#include "schema/traits.hpp"

#include <coaws/base/text.hpp>

namespace coaws::detail {
namespace {

struct flag_trait {
    std::string_view key;
    void (*set)(schema_traits&, bool);
};

constexpr flag_trait flag_traits[] = {
    {"flattened", [](schema_traits& t, bool on) { t.flattened = on; }},
    {"idempotencyToken", [](schema_traits& t, bool on) { t.idempotency_token = on; }},
    {"hostLabel", [](schema_traits& t, bool on) { t.host_label = on; }},
    {"jsonvalue", [](schema_traits& t, bool on) { t.json_value = on; }},
    {"sensitive", [](schema_traits& t, bool on) { t.sensitive = on; }},
    {"streaming", [](schema_traits& t, bool on) { t.streaming = on; }},
    {"xmlAttribute", [](schema_traits& t, bool on) { t.xml_attribute = on; }},
    {"eventstream", [](schema_traits& t, bool on) { t.event_stream = on; }},
    {"event", [](schema_traits& t, bool on) { t.event = on; }},
    {"eventheader", [](schema_traits& t, bool on) { t.event_header = on; }},
    {"eventpayload", [](schema_traits& t, bool on) { t.event_payload = on; }},
    {"union", [](schema_traits& t, bool on) { t.is_union = on; }},
    {"exception", [](schema_traits& t, bool on) { t.exception = on; }},
    {"requiresLength", [](schema_traits& t, bool on) { t.requires_length = on; }},
    {"endpointdiscoveryid", [](schema_traits& t, bool on) { t.endpoint_discovery_id = on; }},
};

binding read_binding(std::string_view location) noexcept {
    if (location == "uri") return binding::uri;
    if (location == "querystring") return binding::querystring;
    if (location == "header") return binding::header;
    if (location == "headers") return binding::headers;
    if (location == "statusCode") return binding::status_code;
    return binding::body;
}

timestamp_format read_format(std::string_view name) noexcept {
    if (iequals(name, "iso8601")) return timestamp_format::iso8601;
    if (iequals(name, "unixTimestamp")) return timestamp_format::unix_timestamp;
    if (iequals(name, "rfc822")) return timestamp_format::rfc822;
    return timestamp_format::unset;
}

void read_namespace(schema_traits& traits, json::view modeled) {
    auto const uri = modeled.is_string() ? modeled : modeled["uri"];
    traits.xml_namespace_uri = uri.as_string();
    traits.xml_namespace_prefix = modeled["prefix"].as_string();
}

/// Traits that hold more than a flag. Unknown keys are passed over.
void apply_valued_trait(schema_traits& traits, std::string_view key, json::view modeled) {
    if (key == "locationName") {
        traits.location_name = modeled.as_string();
    } else if (key == "location") {
        traits.has_location = modeled.is_string();
        traits.location = read_binding(modeled.as_string());
    } else if (key == "queryName") {
        traits.query_name = modeled.as_string();
    } else if (key == "xmlNamespace") {
        read_namespace(traits, modeled);
    } else if (key == "timestampFormat") {
        traits.format = read_format(modeled.as_string());
    } else if (key == "contextParam") {
        traits.context_param = modeled["name"].as_string();
    } else if (key == "min") {
        auto const kind = modeled.kind();
        if (kind == json::kind::integer || kind == json::kind::big_integer || kind == json::kind::number)
            traits.min = modeled.as_double();
    } else if (key == "error") {
        traits.error_code = modeled["code"].as_string();
    } else if (key == "retryable") {
        traits.retryable = !modeled.is_null();
        traits.throttling = modeled["throttling"].as_bool();
    }
}

}  // namespace

void apply_traits(schema_traits& traits, json::view modeled) {
    for (auto const [key, value] : modeled.members()) {
        if (key == "shape" || key == "documentation" || key == "type") continue;
        bool is_flag = false;
        for (auto const& flag : flag_traits)
            if (flag.key == key) {
                flag.set(traits, value.as_bool());
                is_flag = true;
                break;
            }
        if (!is_flag) apply_valued_trait(traits, key, value);
    }
}

void settle_error_code(schema_traits& traits, std::string_view shape_name) {
    if (traits.exception && traits.error_code.empty()) traits.error_code = shape_name;
}

}  // namespace coaws::detail
