// Nanoseconds and allocations of a function, for the small benchmarks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::bench {

/// What one execution of a function takes.
struct cost {
    double nanoseconds = 0;
    double allocations = 0;  ///< of `operator new` and of OpenSSL
};

/// The best of 101 rounds of about a millisecond, after a warm-up: what else the machine does only adds.
cost measure(std::function<void()> const& work);

/// Lets `count_allocations` see what OpenSSL allocates. To be called first of all.
void watch_openssl();

/// A table on standard output; the first row is its head.
void print_table(std::vector<std::vector<std::string>> const& rows);

/// `1,234` for numbers of 100 and above, else with one decimal.
std::string format_number(double number);

/// Keeps a result from being optimised away.
template <class T>
void keep(T const& result) {
    asm volatile("" : : "g"(&result) : "memory");
}

}  // namespace coaws::bench
