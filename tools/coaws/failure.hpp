// From an exception to what the user reads and the program's exit code.
#pragma once

#include <exception>
#include <string>

#include "exit_code.hpp"

namespace cli {

/// What to write to standard error, and how to end.
struct failure_report {
    exit_code code = exit_code::success;
    std::string text;

    failure_report() = default;
};

/// Reports an exception; null is success.
failure_report report_failure(std::exception_ptr failure);

}  // namespace cli
