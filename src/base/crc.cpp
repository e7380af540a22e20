// Cyclic redundancy checks: with the CPU's instructions where it has them, else zlib's CRC-32 and tables.
#include <zlib.h>

#include <array>
#include <coaws/base/digest.hpp>
#include <cstring>
#include <type_traits>

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

// Bits reflected, as all three checks take them.
constexpr std::uint32_t crc32_polynomial = 0xEDB88320;
constexpr std::uint32_t crc32c_polynomial = 0x82F63B78;
constexpr std::uint64_t crc64nvme_polynomial = 0x9A6C9329AC4BC9B5;

constexpr auto crc32c_slices = make_slices(crc32c_polynomial);
constexpr auto crc64nvme_slices = make_slices(crc64nvme_polynomial);

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

// x^exponent modulo a polynomial, bits reflected as the instruction's operands are.
template <auto Polynomial>
constexpr std::uint64_t power_of_x(unsigned exponent) {
    using remainder = std::remove_const_t<decltype(Polynomial)>;
    constexpr unsigned width = 8 * sizeof(remainder);
    auto value = remainder{1} << (width - 1);
    for (; exponent > 0; --exponent) value = (value & 1) != 0 ? value >> 1 ^ Polynomial : value >> 1;
    return std::uint64_t{value} << (64 - width);
}

// Moves 128 bits of the message `Distance` bits forward: the low half stands 64 bits before the high one, and
// a product of reflected operands comes out one bit too low, hence the exponents.
template <auto Polynomial, unsigned Distance>
__attribute__((target("pclmul,sse4.2"))) inline __m128i fold(__m128i bits, __m128i next) noexcept {
    static constexpr std::uint64_t low = power_of_x<Polynomial>(Distance + 63);
    static constexpr std::uint64_t high = power_of_x<Polynomial>(Distance - 1);
    auto const keys = _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
    auto const moved =
        _mm_xor_si128(_mm_clmulepi64_si128(bits, keys, 0x00), _mm_clmulepi64_si128(bits, keys, 0x11));
    return _mm_xor_si128(moved, next);
}

__attribute__((target("pclmul,sse4.2"))) inline __m128i load(char const* at) noexcept {
    return _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
}

// What a message and the check so far come to: 16 bytes with the same remainder, and the bytes behind them.
struct folded {
    char bytes[16];
    std::string_view rest;

    std::string_view front() const noexcept { return {bytes, sizeof bytes}; }
};

// Folds four lanes at once. Needs 64 bytes or more.
template <auto Polynomial>
__attribute__((target("pclmul,sse4.2"))) folded fold_all(std::uint64_t crc, std::string_view bytes) noexcept {
    auto const* at = bytes.data();
    auto left = bytes.size() - 64;
    auto lane0 = _mm_xor_si128(load(at), _mm_cvtsi64_si128(static_cast<long long>(crc)));
    auto lane1 = load(at + 16);
    auto lane2 = load(at + 32);
    auto lane3 = load(at + 48);
    at += 64;
    for (; left >= 64; left -= 64, at += 64) {
        lane0 = fold<Polynomial, 512>(lane0, load(at));
        lane1 = fold<Polynomial, 512>(lane1, load(at + 16));
        lane2 = fold<Polynomial, 512>(lane2, load(at + 32));
        lane3 = fold<Polynomial, 512>(lane3, load(at + 48));
    }
    auto all = fold<Polynomial, 128>(lane0, lane1);
    all = fold<Polynomial, 128>(all, lane2);
    all = fold<Polynomial, 128>(all, lane3);
    for (; left >= 16; left -= 16, at += 16) all = fold<Polynomial, 128>(all, load(at));
    folded result;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(result.bytes), all);
    result.rest = {at, left};
    return result;
}
#endif

// These take and give the check without its inversions.

std::uint32_t update_crc32(std::uint32_t crc, std::string_view bytes) noexcept {
    if (bytes.empty()) return crc;  // zlib starts anew when it gets a null pointer
    return ~static_cast<std::uint32_t>(
        ::crc32_z(~crc, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()));
}

std::uint32_t update_crc32c(std::uint32_t crc, std::string_view bytes) noexcept {
#if defined(__x86_64__)
    if (has_sse42()) return crc32c_by_instruction(crc, bytes);
#endif
    return update_sliced(crc32c_slices, crc, bytes);
}

std::uint64_t update_crc64nvme(std::uint64_t crc, std::string_view bytes) noexcept {
    return update_sliced(crc64nvme_slices, crc, bytes);
}

template <auto Polynomial, auto Update, class Value>
Value check(std::string_view bytes, Value seed) noexcept {
    Value crc = ~seed;
#if defined(__x86_64__)
    if (bytes.size() >= 64 && has_carryless_multiply()) {
        auto const message = fold_all<Polynomial>(crc, bytes);
        return ~Update(Update(Value{0}, message.front()), message.rest);
    }
#endif
    return ~Update(crc, bytes);
}

}  // namespace

std::uint32_t crc32(std::string_view bytes, std::uint32_t seed) noexcept {
    return check<crc32_polynomial, update_crc32>(bytes, seed);
}

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed) noexcept {
    return check<crc32c_polynomial, update_crc32c>(bytes, seed);
}

std::uint64_t crc64nvme(std::string_view bytes, std::uint64_t seed) noexcept {
    return check<crc64nvme_polynomial, update_crc64nvme>(bytes, seed);
}

}  // namespace coaws
