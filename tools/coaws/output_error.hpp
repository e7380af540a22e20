// Output that can't be written.
#pragma once

#include <cstring>
#include <stdexcept>
#include <string>

namespace cli {

/// Standard output or a file can't be written. The program ends with exit code 255.
class output_error : public std::runtime_error {
  public:
    /// `number` is an errno value.
    output_error(std::string const& where, int number)
        : std::runtime_error("Unable to write to " + where + ": " + std::strerror(number)), number_(number) {}
    int number() const noexcept { return number_; }

  private:
    int number_;
};

}  // namespace cli
