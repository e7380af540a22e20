// Building schemas from a service model.
#pragma once

#include <coaws/base/json.hpp>
#include <coaws/schema/service_schema.hpp>
#include <memory>
#include <string>

namespace coaws {

/// Wraps a service model (`service-2` document). Metadata is read at once, operations and shapes on first
/// use. `name` is the service's name as the user gave it. Throws unsupported_service_protocols_error
/// (MODEL-11), missing_service_id_error, and error for a document that is no service model.
std::shared_ptr<service_schema const> make_service_schema(std::string name,
                                                          std::shared_ptr<json::document const> model);

}  // namespace coaws
