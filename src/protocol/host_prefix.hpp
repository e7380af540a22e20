// Filling the host prefix of an operation from its input.
#pragma once

#include <coaws/schema/service_schema.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <string>

namespace coaws::protocol {

/// The operation's host prefix with its labels replaced by host label members of the input; empty when it has
/// none (WIRE-02). A prefix without labels costs a copy only. Throws param_validation_error for values that
/// are no host label.
std::string expand_host_prefix(operation_schema const& operation, serializable const& input);

}  // namespace coaws::protocol
