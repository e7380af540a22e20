// Predictions are asked of an endpoint of their own (HND-44).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Sends Predict to the host of its PredictEndpoint.
void register_predict_endpoint(emitter& events);

}  // namespace coaws::customization
