// What a call to S3 remembers of its parameters for redirects and sessions.
#pragma once

#include <coaws/pipeline/call_context.hpp>
#include <string_view>

namespace coaws::customization {

/// The note that holds the parameters which endpoints depend on, as a map.
inline constexpr std::string_view endpoint_params_note = "s3.params";

/// The remembered parameters, or null when nothing was remembered.
inline value_map const* endpoint_params(call_context const& context) noexcept {
    auto const* note = context.notes.find(endpoint_params_note);
    return note == nullptr ? nullptr : note->get_if<value_map>();
}

}  // namespace coaws::customization
