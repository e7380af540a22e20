// Cyclic redundancy checks: zlib's CRC-32; CRC-32C and CRC-64/NVME with the CPU's instructions, else by
// table.
#include <zlib.h>

#include <array>
#include <coaws/base/digest.hpp>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#include <wmmintrin.h>
#endif

namespace coaws {
namespace {

// Tables for taking eight bytes a step; row k advances a byte by k further zero bytes.
template <class Value>
using slices = std::array<std::array<Value, 256>, 8>;

template <class Value>
constexpr slices<Value> make_slices(Value reflected_polynomial) {
    slices<Value> table{};
    for (std::size_t byte = 0; byte < 256; ++byte) {
        auto value = static_cast<Value>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1) != 0 ? value >> 1 ^ reflected_polynomial : value >> 1;
        }
        table[0][byte] = value;
    }
    for (std::size_t row = 1; row < 8; ++row) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            auto const previous = table[row - 1][byte];
            table[row][byte] = previous >> 8 ^ table[0][previous & 0xff];
        }
    }
    return table;
}

constexpr auto crc32c_slices = make_slices<std::uint32_t>(0x82F63B78U);
constexpr auto crc64nvme_slices = make_slices<std::uint64_t>(0x9A6C9329AC4BC9B5ULL);

std::uint64_t little_endian_word(unsigned char const* at) noexcept {
    std::uint64_t word = 0;
    for (unsigned i = 0; i < 8; ++i) word |= std::uint64_t{at[i]} << (8 * i);
    return word;
}

template <class Value>
Value update_sliced(slices<Value> const& table, Value crc, std::string_view bytes) noexcept {
    auto const* at = reinterpret_cast<unsigned char const*>(bytes.data());
    auto left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        auto const word = little_endian_word(at) ^ crc;
        crc = 0;
        for (unsigned i = 0; i < 8; ++i) crc ^= table[7 - i][word >> (8 * i) & 0xff];
    }
    for (; left > 0; --left, ++at) crc = crc >> 8 ^ table[0][(crc ^ *at) & 0xff];
    return crc;
}

#if defined(__x86_64__)
bool has_sse42() noexcept {
    static bool const answer = __builtin_cpu_supports("sse4.2");
    return answer;
}

__attribute__((target("sse4.2"))) std::uint32_t crc32c_by_instruction(std::uint32_t crc,
                                                                      std::string_view bytes) noexcept {
    auto const* at = bytes.data();
    auto left = bytes.size();
    std::uint64_t wide = crc;
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        wide = _mm_crc32_u64(wide, word);
    }
    auto narrow = static_cast<std::uint32_t>(wide);
    for (; left > 0; --left, ++at) narrow = _mm_crc32_u8(narrow, static_cast<unsigned char>(*at));
    return narrow;
}

bool has_carryless_multiply() noexcept {
    static bool const answer = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.2");
    return answer;
}

// x^exponent modulo the CRC-64/NVME polynomial, bits reflected as the instruction's operands are.
constexpr std::uint64_t power_of_x(unsigned exponent) {
    std::uint64_t value = std::uint64_t{1} << 63;
    for (; exponent > 0; --exponent)
        value = (value & 1) != 0 ? value >> 1 ^ 0x9A6C9329AC4BC9B5ULL : value >> 1;
    return value;
}

// Moves 128 bits of the message `Distance` bits forward: the low half stands 64 bits before the high one, and
// a product of reflected operands comes out one bit too low, hence the exponents.
template <unsigned Distance>
__attribute__((target("pclmul,sse4.2"))) inline __m128i fold(__m128i bits, __m128i next) noexcept {
    static constexpr std::uint64_t low = power_of_x(Distance + 63);
    static constexpr std::uint64_t high = power_of_x(Distance - 1);
    auto const keys = _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
    auto const moved =
        _mm_xor_si128(_mm_clmulepi64_si128(bits, keys, 0x00), _mm_clmulepi64_si128(bits, keys, 0x11));
    return _mm_xor_si128(moved, next);
}

__attribute__((target("pclmul,sse4.2"))) inline __m128i load(char const* at) noexcept {
    return _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
}

// Folds the message onto 16 bytes that have the same remainder, four lanes at once, and leaves those to the
// table. Needs 64 bytes or more.
__attribute__((target("pclmul,sse4.2"))) std::uint64_t crc64_by_folding(std::uint64_t crc,
                                                                        std::string_view bytes) noexcept {
    auto const* at = bytes.data();
    auto left = bytes.size() - 64;
    auto lane0 = _mm_xor_si128(load(at), _mm_cvtsi64_si128(static_cast<long long>(crc)));
    auto lane1 = load(at + 16);
    auto lane2 = load(at + 32);
    auto lane3 = load(at + 48);
    at += 64;
    for (; left >= 64; left -= 64, at += 64) {
        lane0 = fold<512>(lane0, load(at));
        lane1 = fold<512>(lane1, load(at + 16));
        lane2 = fold<512>(lane2, load(at + 32));
        lane3 = fold<512>(lane3, load(at + 48));
    }
    auto all = fold<128>(fold<128>(fold<128>(lane0, lane1), lane2), lane3);
    for (; left >= 16; left -= 16, at += 16) all = fold<128>(all, load(at));
    char rest[16];
    _mm_storeu_si128(reinterpret_cast<__m128i*>(rest), all);
    crc = update_sliced(crc64nvme_slices, std::uint64_t{0}, std::string_view(rest, sizeof rest));
    return update_sliced(crc64nvme_slices, crc, std::string_view(at, left));
}
#endif

}  // namespace

std::uint32_t crc32(std::string_view bytes, std::uint32_t seed) noexcept {
    return static_cast<std::uint32_t>(
        ::crc32_z(seed, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()));
}

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed) noexcept {
#if defined(__x86_64__)
    if (has_sse42()) return ~crc32c_by_instruction(~seed, bytes);
#endif
    return ~update_sliced(crc32c_slices, ~seed, bytes);
}

std::uint64_t crc64nvme(std::string_view bytes, std::uint64_t seed) noexcept {
#if defined(__x86_64__)
    if (bytes.size() >= 64 && has_carryless_multiply()) return ~crc64_by_folding(~seed, bytes);
#endif
    return ~update_sliced(crc64nvme_slices, ~seed, bytes);
}

}  // namespace coaws
