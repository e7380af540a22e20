// Runs every target over its corpus: each file as it is, cut short at many places, and with single bytes
// changed.
#include "fuzz/targets.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> corpus_of(std::string_view target) {
    std::vector<fs::path> files;
    char const* folder = std::getenv("COAWS_FUZZ_CORPUS");
    REQUIRE(folder != nullptr);
    for (auto const& entry : fs::directory_iterator(fs::path(folder) / target))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::string contents(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Runs a target on a copy of exactly that size, so that a byte read beyond it is found.
void run(coaws::fuzz::target const& target, std::string const& input) {
    auto const exact = std::make_unique<char[]>(input.size());
    std::ranges::copy(input, exact.get());
    target.run({exact.get(), input.size()});
}

constexpr std::size_t most_cuts = 200;
constexpr std::size_t changes = 300;

void run_with_damage(coaws::fuzz::target const& target, std::string const& input, std::uint32_t seed) {
    run(target, input);
    auto const step = std::max<std::size_t>(1, input.size() / most_cuts);
    for (std::size_t size = 0; size < input.size(); size += step) run(target, input.substr(0, size));
    std::minstd_rand random(seed);
    for (std::size_t i = 0; i < changes && !input.empty(); ++i) {
        auto damaged = input;
        damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
        if (i % 3 == 0) damaged.insert(random() % damaged.size(), damaged.substr(random() % damaged.size()));
        run(target, damaged);
    }
}

}  // namespace

TEST_CASE("no parser of foreign bytes fails otherwise than by its own errors") {
    for (auto const& target : coaws::fuzz::targets) {
        SUBCASE(std::string(target.name).c_str()) {
            auto const files = corpus_of(target.name);
            CHECK_FALSE(files.empty());
            std::uint32_t seed = 1;
            for (auto const& file : files) {
                CAPTURE(file);
                CHECK_NOTHROW(run_with_damage(target, contents(file), seed++));
            }
        }
    }
}

TEST_CASE("deep nesting is refused, not followed") {
    std::string const openers[] = {
        "[",  "{\"a\":", "<a>", "\x81", "\xa1\x61\x61",     "(",
        "a[", "!",       "&",   "a.b|", "{\"map\":{\"a\":", "<node><list><member>"};
    for (auto const& opener : openers) {
        std::string deep;
        for (int i = 0; i < 100'000; ++i) deep += opener;
        for (auto const& target : coaws::fuzz::targets) {
            CAPTURE(target.name);
            CAPTURE(opener);
            CHECK_NOTHROW(run(target, deep));
        }
    }
}
