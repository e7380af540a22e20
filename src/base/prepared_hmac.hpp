// HMAC-SHA-256 with a key that signs many texts.
#pragma once

#include <coaws/base/digest.hpp>
#include <memory>
#include <string_view>

namespace coaws {

/// Keeps the state of the hash behind the key, which saves half the work for a short text. Not thread-safe.
/// The state is wiped on destruction.
class prepared_hmac {
  public:
    /// `key` is at most 64 bytes long and is not kept.
    explicit prepared_hmac(std::string_view key);
    ~prepared_hmac();
    prepared_hmac(prepared_hmac const&) = delete;
    prepared_hmac& operator=(prepared_hmac const&) = delete;

    sha256_digest sign(std::string_view text);

  private:
    struct contexts;
    std::unique_ptr<contexts> contexts_;
};

}  // namespace coaws
