// The table that the benchmark prints.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace coaws::bench {

/// Collects a line for each piece of work.
class report {
  public:
    /// Only lines whose name contains `wanted` are measured.
    explicit report(std::string wanted = {}) : wanted_(std::move(wanted)) {}
    /// Measures `work`, which handles `bytes` bytes.
    void add(std::string what, std::size_t bytes, std::function<void()> const& work);
    void print() const;

  private:
    std::string wanted_;
    std::vector<std::vector<std::string>> rows_{{"", "ns", "MB/s", "allocations"}};
};

}  // namespace coaws::bench
