// Derivation and caching of signing keys.
#include "auth/signing_key.hpp"

#include "base/prepared_hmac.hpp"

#include <array>
#include <memory>
#include <string>

namespace coaws::auth {
namespace {

void wipe(std::string& secret) noexcept {
    secret.resize(secret.capacity());
    cleanse(secret.data(), secret.size());
    secret.clear();
}

sha256_digest derive(std::string_view secret, std::string_view day, std::string_view region,
                     std::string_view service) {
    std::string start;
    start.reserve(4 + secret.size());
    start.append("AWS4").append(secret);
    auto key = hmac_sha256(start, day);
    wipe(start);
    key = hmac_sha256(as_bytes(key), region);
    key = hmac_sha256(as_bytes(key), service);
    return hmac_sha256(as_bytes(key), "aws4_request");
}

struct cached_key {
    std::string secret;
    std::string day;
    std::string region;
    std::string service;
    sha256_digest key{};
    std::unique_ptr<prepared_hmac> mac;  ///< of the key, made when a text is signed

    cached_key() = default;
    cached_key(cached_key const&) = delete;
    cached_key& operator=(cached_key const&) = delete;
    ~cached_key() {
        wipe(secret);
        cleanse(key.data(), key.size());
    }
};

// A cache a thread: no lock on the way of every request, at the price of deriving once more for each thread.
class key_cache {
  public:
    static key_cache& of_thread() {
        static thread_local key_cache cache;
        return cache;
    }
    cached_key& get(std::string_view secret, std::string_view day, std::string_view region,
                    std::string_view service) {
        for (auto& slot : slots_) {
            // The day is set in used slots only.
            if (slot.day == day && slot.secret == secret && slot.region == region &&
                slot.service == service) {
                return slot;
            }
        }
        auto const key = derive(secret, day, region, service);
        auto& slot = slots_[oldest_];
        oldest_ = (oldest_ + 1) % slots_.size();
        wipe(slot.secret);
        slot.day.clear();  // an exception below leaves a slot that matches nothing
        slot.secret = secret;
        slot.region = region;
        slot.service = service;
        slot.key = key;
        slot.mac.reset();
        slot.day = day;
        return slot;
    }

  private:
    std::array<cached_key, 16> slots_;
    std::size_t oldest_ = 0;
};

}  // namespace

sha256_digest signing_key(std::string_view secret, std::string_view day, std::string_view region,
                          std::string_view service) {
    return key_cache::of_thread().get(secret, day, region, service).key;
}

sha256_digest sign_with_key(std::string_view secret, std::string_view day, std::string_view region,
                            std::string_view service, std::string_view text) {
    auto& slot = key_cache::of_thread().get(secret, day, region, service);
    if (!slot.mac) slot.mac = std::make_unique<prepared_hmac>(as_bytes(slot.key));
    return slot.mac->sign(text);
}

}  // namespace coaws::auth
