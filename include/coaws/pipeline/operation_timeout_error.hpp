// The error of a call that ran out of its deadline.
#pragma once

#include <coaws/base/error.hpp>
#include <string>

namespace coaws {

/// A call did not end within `call_options::with_deadline` (LIM-03; the reference has no such limit).
class operation_timeout_error : public error_kind<operation_timeout_error> {
  public:
    static constexpr std::string_view type_name = "OperationTimeoutError";
    explicit operation_timeout_error(std::string const& operation)
        : error_kind("The " + operation + " operation did not finish within its deadline") {}
};

}  // namespace coaws
