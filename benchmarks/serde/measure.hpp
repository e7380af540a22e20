// Time and heap allocations of a piece of work.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

namespace bench {

/// Heap allocations of the process so far (operator new; defined in measure.cpp).
std::uint64_t allocations() noexcept;

/// Repeats `work`, which handles `bytes` bytes, for about a third of a second and prints a line: ns an
/// operation (the least of several slices), MB/s, allocations.
template <class Work>
void measure(std::string const& what, std::size_t bytes, Work work) {
    using clock = std::chrono::steady_clock;
    work();
    auto const before = allocations();
    work();
    auto const allocated = allocations() - before;
    double best = 1e18;
    for (int slice = 0; slice < 8; ++slice) {
        std::uint64_t count = 0;
        auto const start = clock::now();
        auto now = start;
        do {
            work();
            ++count;
            now = clock::now();
        } while (now - start < std::chrono::milliseconds(40));
        auto const each =
            std::chrono::duration<double, std::nano>(now - start).count() / static_cast<double>(count);
        if (each < best) best = each;
    }
    std::printf("%-44s %10.0f ns %8.0f MB/s %7llu allocations\n", what.c_str(), best,
                static_cast<double>(bytes) / best * 1e3, static_cast<unsigned long long>(allocated));
}

}  // namespace bench
