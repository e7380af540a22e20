// Predictions are asked of an endpoint of their own.
#include "customization/machine_learning/predict_endpoint.hpp"

#include <coaws/base/param_validation_error.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>

namespace coaws::customization {

namespace {

void switch_host(request_created& e) {
    auto const bytes = e.request.body.in_memory();
    if (!bytes) return;
    auto const input = from_json(*bytes);
    auto const given = input.get("PredictEndpoint", "");
    if (given.empty()) return;
    auto const target = http::uri::parse(given);
    if (!target || target->authority.empty())
        throw param_validation_error("Invalid value for parameter PredictEndpoint: it is no URL: " + given);
    e.request.url.scheme = target->scheme;
    e.request.url.authority = target->authority;
}

}  // namespace

void register_predict_endpoint(emitter& events) {
    events.on("request-created.machine-learning.Predict", switch_host);
}

}  // namespace coaws::customization
