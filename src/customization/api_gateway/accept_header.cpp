// API Gateway answers in HAL unless told otherwise.
#include "customization/api_gateway/accept_header.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

void add_accept(before_call& e) {
    auto& headers = e.request.http.headers;
    if (!headers.contains("Accept")) headers.set("Accept", "application/json");
}

}  // namespace

void register_accept_header(emitter& events) { events.on("before-call.api-gateway", add_accept); }

}  // namespace coaws::customization
