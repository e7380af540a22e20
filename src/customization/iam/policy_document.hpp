// Policies come as URL-encoded JSON (HND-42).
#pragma once

#include <coaws/event/emitter.hpp>

namespace coaws::customization {

/// Decodes every policy document in the outputs of IAM; one that is no JSON stays as it is.
void register_policy_document(emitter& events);

}  // namespace coaws::customization
