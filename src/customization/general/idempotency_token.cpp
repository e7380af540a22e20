// Filling in idempotency tokens.
#include "customization/general/idempotency_token.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

bool takes_token(operation_schema const& operation) {
    auto const* input = operation.input;
    for (std::size_t i = 0; input != nullptr && i < input->member_count(); ++i)
        if (input->member(i).traits().idempotency_token) return true;
    return false;
}

}  // namespace

void register_idempotency_token(emitter& events, std::shared_ptr<pipeline::randomness> random) {
    events.on_some("before-parameter-build", takes_token,
                   [random = std::move(random)](before_parameter_build& e) {
                       auto const* input = e.operation().input;
                       if (input == nullptr) return;
                       for (std::size_t i = 0; i < input->member_count(); ++i) {
                           auto const& member = input->member(i);
                           if (member.traits().idempotency_token && !e.params.contains(member.name()))
                               e.params[member.name()] = random->uuid4();
                       }
                   });
}

}  // namespace coaws::customization
