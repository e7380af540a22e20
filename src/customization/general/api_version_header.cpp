// Naming the API version to the operation that discovers endpoints.
#include "customization/general/api_version_header.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

bool discovers_endpoints(operation_schema const& operation) { return operation.endpoint_operation; }

void add_api_version(before_call& e) {
    e.request.http.headers.set("x-amz-api-version", e.service().metadata().api_version);
}

}  // namespace

void register_api_version_header(emitter& events) {
    events.on_some("before-call", discovers_endpoints, add_api_version);
}

}  // namespace coaws::customization
