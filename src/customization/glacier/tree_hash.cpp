// Glacier's tree of SHA-256 digests.
#include "customization/glacier/tree_hash.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>

namespace coaws::customization {

namespace {

constexpr std::size_t full_leaf = std::size_t{1} << 20;

/// Joins neighbours until one is left; an odd one out rises as it is.
std::string root_of(std::vector<std::string> level) {
    while (level.size() > 1) {
        std::vector<std::string> next;
        next.reserve((level.size() + 1) / 2);
        for (std::size_t i = 0; i + 1 < level.size(); i += 2)
            next.emplace_back(as_bytes(sha256(level[i] + level[i + 1])));
        if (level.size() % 2 == 1) next.push_back(std::move(level.back()));
        level = std::move(next);
    }
    return std::move(level.front());
}

}  // namespace

tree_hash::tree_hash() : whole_(hasher::make("sha256")), leaf_(hasher::make("sha256")) {}

void tree_hash::update(std::string_view bytes) {
    whole_->update(bytes);
    while (!bytes.empty()) {
        auto const part = bytes.substr(0, full_leaf - leaf_size_);
        leaf_->update(part);
        leaf_size_ += part.size();
        bytes.remove_prefix(part.size());
        if (leaf_size_ < full_leaf) continue;
        leaves_.push_back(leaf_->finish());
        leaf_ = hasher::make("sha256");
        leaf_size_ = 0;
    }
}

tree_hash::result tree_hash::finish() {
    if (leaf_size_ > 0 || leaves_.empty()) leaves_.push_back(leaf_->finish());
    result r;
    r.sha256 = hex_encode(whole_->finish());
    r.tree = hex_encode(root_of(std::move(leaves_)));
    return r;
}

}  // namespace coaws::customization
