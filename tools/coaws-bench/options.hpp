// What the benchmark client is told to do.
#pragma once

#include <cstdint>
#include <string>

namespace coaws::bench {

/// The command line: `--endpoint URL --op OP --n N --concurrency C [--size BYTES] [--warmup K]
/// [--client dynamic|typed]`.
struct options {
    std::string endpoint;
    std::string op;
    std::uint64_t n = 1;
    std::uint64_t concurrency = 1;
    std::uint64_t size = 1024;
    std::uint64_t warmup = 0;
    bool typed = false;
};

/// Reads the command line; throws std::invalid_argument naming what is wrong. Without `--warmup`: none for a
/// single operation, for listings by pages and for client creation, else `max(concurrency, min(n / 10,
/// 1000))`.
options parse_options(int argc, char const* const* argv);

}  // namespace coaws::bench
