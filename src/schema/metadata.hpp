// Reading what a model says about its service.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/schema/service_schema.hpp>
#include <string>
#include <vector>

namespace coaws::detail {

/// Reads the metadata of a model (MODEL-10…12). Throws unsupported_service_protocols_error,
/// missing_service_id_error, undefined_model_attribute_error when no protocol is named, and
/// invalid_model_error for anything that is no service model.
service_metadata read_metadata(std::string service_name, json::view model);
/// The texts of an array; elements of other kinds are passed over.
std::vector<std::string> read_texts(json::view array);
/// The client context parameters of a model (MODEL-24).
std::vector<client_context_param> read_client_context_params(json::view model);

}  // namespace coaws::detail
