// Checking parameters against their shape (VAL-*).
#pragma once

#include <coaws/base/errors.hpp>
#include <coaws/schema/schema.hpp>
#include <coaws/value/value.hpp>
#include <vector>

namespace coaws {

/// Every problem of `params` under the structure shape `input`, in botocore's order and wording
/// (VAL-02…VAL-10); empty when it is valid.
///
/// Values of sensitive members, and values that hold such members, are printed as `***`; long values are cut.
/// Below 1,000 levels the reason is `nested too deeply`. Pure, thread-safe.
std::vector<validation_problem> find_validation_problems(value_map const& params, schema const& input);

/// Throws param_validation_error with all problems in one report (VAL-01, VAL-11) unless there are none.
void validate_parameters(value_map const& params, schema const& input);

}  // namespace coaws
