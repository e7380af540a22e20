// Glacier's tree of SHA-256 digests (HND-35).
#pragma once

#include <coaws/base/digest.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::customization {

/// The plain and the tree hash of bytes fed in pieces of any size. Leaves are digests of 1 MiB each.
class tree_hash {
  public:
    tree_hash();
    void update(std::string_view bytes);

    /// Both in hexadecimal; the object is spent.
    struct result {
        std::string sha256;
        std::string tree;
    };
    result finish();

  private:
    std::unique_ptr<hasher> whole_;
    std::unique_ptr<hasher> leaf_;
    std::size_t leaf_size_ = 0;
    std::vector<std::string> leaves_;
};

}  // namespace coaws::customization
