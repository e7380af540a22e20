// What the log says of a call at debug level, without its secrets.
#pragma once

#include <coaws/base/error.hpp>
#include <coaws/pipeline/call_context.hpp>
#include <coaws/value/value.hpp>

namespace coaws::pipeline {

/// Whether anybody reads the lines: tested before parameters are put together for them.
bool logs_calls() noexcept;

void log_call(call_context const& context, value_map const& params);
/// `output` is null for one that was read into a struct.
void log_success(call_context const& context, value_map const* output);
void log_failure(call_context const& context, error const& failure);

}  // namespace coaws::pipeline
