#include "report.hpp"

#include <utility>

#include "measure.hpp"

namespace coaws::bench {

void report::add(std::string what, std::size_t bytes, std::function<void()> const& work) {
    if (what.find(wanted_) == std::string::npos) return;
    auto const taken = measure(work);
    rows_.push_back({std::move(what), format_number(taken.nanoseconds),
                     format_number(static_cast<double>(bytes) / taken.nanoseconds * 1e3),
                     format_number(taken.allocations)});
}

void report::print() const { print_table(rows_); }

}  // namespace coaws::bench
