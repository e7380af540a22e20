// Matching of region names against a partition's `regionRegex`.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace coaws::endpoint {

/// A compiled region pattern: literals, classes, groups, alternatives, repetition and `$`, anchored at the
/// start. Matching keeps the set of positions reached so far, so it takes a bounded number of steps for any
/// pattern.
class region_pattern {
  public:
    /// Matches nothing.
    region_pattern() = default;
    /// Throws endpoint_resolution_error for a malformed or unsupported pattern.
    explicit region_pattern(std::string_view pattern);

    /// Whether the pattern fits from the start of the name; a name that is too long for a region never does.
    /// Thread-safe.
    bool matches(std::string_view region) const noexcept;

    static constexpr std::size_t longest_region = 127;

    /// Positions between the bytes of a name, a bit each.
    using positions = std::bitset<longest_region + 1>;
    using byte_set = std::bitset<256>;

    enum class node_kind : std::uint8_t { bytes, group, end };

    /// An atom and how often it may occur.
    struct node {
        node_kind kind = node_kind::bytes;
        byte_set bytes;
        std::vector<std::vector<node>> alternatives;  ///< of a group
        std::size_t least = 1;
        std::size_t most = 1;
    };

  private:
    node root_;
    bool empty_ = true;
};

}  // namespace coaws::endpoint
