// Nanoseconds and allocations of a function.
#include "measure.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

// One thread measures.
std::uint64_t allocations = 0;

void* counted(std::size_t size) {
    ++allocations;
    if (void* p = std::malloc(size == 0 ? 1 : size)) return p;
    throw std::bad_alloc();
}

void* openssl_malloc(std::size_t size, char const*, int) {
    ++allocations;
    return std::malloc(size);
}
void* openssl_realloc(void* p, std::size_t size, char const*, int) {
    ++allocations;
    return std::realloc(p, size);
}
void openssl_free(void* p, char const*, int) { std::free(p); }

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }

namespace coaws::bench {

namespace {

using clock = std::chrono::steady_clock;

double run(std::function<void()> const& work, std::uint64_t times) {
    auto const start = clock::now();
    for (std::uint64_t i = 0; i < times; ++i) work();
    return std::chrono::duration<double, std::nano>(clock::now() - start).count();
}

}  // namespace

cost measure(std::function<void()> const& work) {
    constexpr double round_length = 1e6;  // ns
    constexpr int rounds = 101;
    std::uint64_t times = 1;
    while (run(work, times) < round_length) times *= 2;
    auto const before = allocations;
    cost out;
    out.nanoseconds = std::numeric_limits<double>::max();
    for (int i = 0; i < rounds; ++i)
        out.nanoseconds = std::min(out.nanoseconds, run(work, times) / static_cast<double>(times));
    out.allocations = static_cast<double>(allocations - before) / (static_cast<double>(times) * rounds);
    return out;
}

void watch_openssl() { CRYPTO_set_mem_functions(openssl_malloc, openssl_realloc, openssl_free); }

std::string format_number(double number) {
    char text[32];
    if (number < 100) {
        std::snprintf(text, sizeof text, "%.1f", number);
        return text;
    }
    auto out = std::to_string(std::llround(number));
    for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3)
        out.insert(static_cast<std::size_t>(at), ",");
    return out;
}

void print_table(std::vector<std::vector<std::string>> const& rows) {
    std::vector<std::size_t> widths;
    for (auto const& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            std::printf(i == 0 ? "%-*s" : "  %*s", static_cast<int>(widths[i]), row[i].c_str());
        std::printf("\n");
    }
}

}  // namespace coaws::bench
