// Randomness from the kernel.
#include <pthread.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <coaws/transport/system.hpp>
#include <cstdint>
#include <cstring>
#include <mutex>

namespace coaws::transport {
namespace {

// Counts forks: a child must not go on with the bytes that its parent has fetched.
std::atomic<unsigned> fork_count{0};

void watch_forks() {
    static std::once_flag once;
    std::call_once(once, [] {
        ::pthread_atfork(nullptr, nullptr, [] { fork_count.fetch_add(1, std::memory_order_relaxed); });
    });
}

/// Random bytes of one thread, fetched a block at a time: a system call for each number would cost more than
/// all else.
struct byte_block {
    std::array<unsigned char, 256> bytes{};
    std::size_t used = sizeof bytes;
    unsigned forks = 0;

    byte_block() { watch_forks(); }

    void take(void* out, std::size_t count) {
        auto const now = fork_count.load(std::memory_order_relaxed);
        if (used + count > bytes.size() || forks != now) {
            if (::getentropy(bytes.data(), bytes.size()) != 0)
                throw error("No randomness from the system: " + std::string(std::strerror(errno)));
            used = 0;
            forks = now;
        }
        std::memcpy(out, bytes.data() + used, count);
        used += count;
    }
};

byte_block& block_of_thread() {
    static thread_local byte_block block;
    return block;
}

class system_randomness final : public pipeline::randomness {
  public:
    double uniform() override {
        std::uint64_t bits = 0;
        block_of_thread().take(&bits, sizeof bits);
        return static_cast<double>(bits >> 11) * 0x1p-53;
    }

    std::string uuid4() override {
        static constexpr char digits[] = "0123456789abcdef";
        std::array<unsigned char, 16> bytes;
        block_of_thread().take(bytes.data(), bytes.size());
        bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
        bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
        std::string out;
        out.reserve(36);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
            out += digits[bytes[i] >> 4];
            out += digits[bytes[i] & 15];
        }
        return out;
    }
};

}  // namespace

std::shared_ptr<pipeline::randomness> make_system_randomness() {
    return std::make_shared<system_randomness>();
}

}  // namespace coaws::transport
