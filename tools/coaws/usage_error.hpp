// What the user got wrong on the command line.
#pragma once

#include <stdexcept>
#include <string>

namespace cli {

/// Wrong arguments. `what()` is written to standard error as it is, and the program ends with exit code 1.
class usage_error : public std::runtime_error {
  public:
    explicit usage_error(std::string const& message) : std::runtime_error(message) {}
};

}  // namespace cli
