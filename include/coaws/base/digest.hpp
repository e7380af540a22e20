// Cryptographic digests and message authentication, over OpenSSL algorithms fetched once a process.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace coaws {

/// A SHA-256 value.
using sha256_digest = std::array<std::uint8_t, 32>;

/// SHA-256 of the bytes.
sha256_digest sha256(std::string_view bytes);
/// HMAC-SHA-256. `key` and `bytes` are not kept.
sha256_digest hmac_sha256(std::string_view key, std::string_view bytes);
/// Raw digests as byte strings.
std::string md5(std::string_view bytes);
std::string sha1(std::string_view bytes);
std::string hmac_sha1(std::string_view key, std::string_view bytes);
std::string sha512(std::string_view bytes);
/// Lower-case hex of a digest.
std::string hex(sha256_digest const& digest);
/// A view of a digest's bytes, valid as long as the digest.
inline std::string_view as_bytes(sha256_digest const& digest) noexcept {
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

/// Overwrites memory that held a secret; not removed by the optimiser.
void cleanse(void* data, std::size_t size) noexcept;

/// A digest or checksum fed in pieces. Algorithms: md5, sha1, sha256, sha512, crc32, crc32c, crc64nvme.
class hasher {
  public:
    virtual ~hasher() = default;
    /// Takes the next bytes; they are not kept.
    virtual void update(std::string_view bytes) = 0;
    /// The value, big-endian; the hasher is spent.
    virtual std::string finish() = 0;

    /// Makes a hasher by lower-case name; null for an unknown name.
    static std::unique_ptr<hasher> make(std::string_view algorithm);
};

/// CRC values continued from `seed` (0 to start).
std::uint32_t crc32(std::string_view bytes, std::uint32_t seed = 0) noexcept;
std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed = 0) noexcept;
std::uint64_t crc64nvme(std::string_view bytes, std::uint64_t seed = 0) noexcept;

}  // namespace coaws
