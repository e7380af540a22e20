// Base64 as Python reads it: what is no base64 character is passed over.
#include "paginate/lenient_base64.hpp"

namespace coaws::paginate {
namespace {

constexpr unsigned foreign = 64;

unsigned sextet(char c) noexcept {
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 26;
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0') + 52;
    if (c == '+') return 62;
    return c == '/' ? 63 : foreign;
}

}  // namespace

std::optional<std::string> lenient_base64_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size() / 4 * 3 + 3);
    unsigned group = 0;
    int held = 0;  // characters of the group so far
    int pads = 0;
    for (char const c : text) {
        if (c == '=') {
            if (held >= 2 && held + ++pads >= 4) return out;
            continue;
        }
        unsigned const six = sextet(c);
        if (six == foreign) continue;
        pads = 0;
        group = (group << 6 | six) & 0xffffffU;
        held = (held + 1) % 4;
        if (held == 1) continue;
        int const spare = held == 2 ? 4 : held == 3 ? 2 : 0;
        out += static_cast<char>(group >> spare & 0xffU);
    }
    if (held != 0) return std::nullopt;
    return out;
}

}  // namespace coaws::paginate
