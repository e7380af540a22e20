// The table that the benchmark prints.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace coaws::bench {

/// Collects a line for each piece of work.
class report {
  public:
    /// Measures `work`, which handles `bytes` bytes.
    void add(std::string what, std::size_t bytes, std::function<void()> const& work);
    void print() const;

  private:
    std::vector<std::vector<std::string>> rows_{{"", "ns", "MB/s", "allocations"}};
};

}  // namespace coaws::bench
