// Reading what a model says about its service.
#include "schema/metadata.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/model/errors.hpp>

namespace coaws::detail {
namespace {

/// Those that the library speaks, the preferred one first.
constexpr std::string_view supported_protocols[] = {"json",  "rest-json", "rest-xml", "smithy-rpc-v2-cbor",
                                                    "query", "ec2"};

std::string choose_protocol(std::string const& service_name, json::view metadata) {
    auto const offered = read_texts(metadata["protocols"]);
    if (offered.empty()) {
        if (!metadata["protocol"].is_string())
            throw undefined_model_attribute_error("\"protocol\" not defined in the metadata of the model: " +
                                                  service_name);
        return std::string(metadata["protocol"].as_string());
    }
    for (auto protocol : supported_protocols)
        if (std::find(offered.begin(), offered.end(), protocol) != offered.end())
            return std::string(protocol);
    throw unsupported_service_protocols_error(
        {std::begin(supported_protocols), std::end(supported_protocols)}, service_name, offered);
}

void check_parts(std::string const& service_name, json::view model) {
    auto bad = [&](std::string_view what) {
        return invalid_model_error("The model of service '" + service_name +
                                   "' is malformed: " + std::string(what));
    };
    if (!model.is_object()) throw bad("it is no JSON object");
    for (auto part : {"metadata", "operations", "shapes", "clientContextParams"})
        if (model[part] && !model[part].is_object()) throw bad(std::string(part) + " is no JSON object");
    if (!model["metadata"]) throw bad("it has no metadata");
}

}  // namespace

service_metadata read_metadata(std::string service_name, json::view model) {
    check_parts(service_name, model);
    auto const metadata = model["metadata"];
    auto text = [&](std::string_view key) { return std::string(metadata[key].as_string()); };

    service_metadata out;
    out.name = std::move(service_name);
    if (!metadata["serviceId"].is_string()) throw missing_service_id_error(out.name);
    out.service_id = text("serviceId");
    out.event_id = hyphenize_service_id(out.service_id);
    out.api_version = text("apiVersion");
    out.endpoint_prefix = text("endpointPrefix");
    out.signing_name = metadata["signingName"].is_string() ? text("signingName") : out.endpoint_prefix;
    out.signature_version = text("signatureVersion");
    out.auth = read_texts(metadata["auth"]);
    out.protocol = choose_protocol(out.name, metadata);
    out.json_version = text("jsonVersion");
    out.target_prefix = text("targetPrefix");
    out.service_abbreviation = text("serviceAbbreviation");
    out.service_full_name = text("serviceFullName");
    out.xml_namespace = text("xmlNamespace");
    out.aws_query_compatible = static_cast<bool>(metadata["awsQueryCompatible"]);
    return out;
}

std::vector<std::string> read_texts(json::view array) {
    std::vector<std::string> out;
    for (auto item : array.items())
        if (item.is_string()) out.emplace_back(item.as_string());
    return out;
}

std::vector<client_context_param> read_client_context_params(json::view model) {
    std::vector<client_context_param> out;
    for (auto const [name, param] : model["clientContextParams"].members())
        out.push_back({std::string(name), std::string(param["type"].as_string())});
    return out;
}

}  // namespace coaws::detail
