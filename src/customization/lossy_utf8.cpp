// Bytes that may be no text, as text.
#include "customization/lossy_utf8.hpp"

#include <coaws/base/text.hpp>

namespace coaws::customization {

namespace {

struct sequence {
    std::size_t size;  ///< bytes that belong together, at least one
    bool complete;
};

/// What bytes may follow a lead byte at once: that excludes overlong forms, surrogates and the far end.
struct second_byte {
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
};

second_byte second_of(unsigned char lead) {
    second_byte range;
    if (lead == 0xe0) range.low = 0xa0;
    if (lead == 0xed) range.high = 0x9f;
    if (lead == 0xf0) range.low = 0x90;
    if (lead == 0xf4) range.high = 0x8f;
    return range;
}

std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return 2;
    if (lead >= 0xe0 && lead <= 0xef) return 3;
    if (lead >= 0xf0 && lead <= 0xf4) return 4;
    return 0;
}

sequence next_sequence(std::string_view rest) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    auto const wanted = length_of(byte(0));
    if (wanted == 0) return {1, false};
    auto range = second_of(byte(0));
    for (std::size_t i = 1; i < wanted; ++i) {
        if (i == rest.size() || byte(i) < range.low || byte(i) > range.high) return {i, false};
        range = second_byte();
    }
    return {wanted, true};
}

}  // namespace

std::string lossy_utf8(std::string bytes) {
    if (is_utf8(bytes)) return bytes;
    std::string out;
    out.reserve(bytes.size() + 8);
    std::string_view rest(bytes);
    while (!rest.empty()) {
        auto const s = next_sequence(rest);
        if (s.complete)
            out += rest.substr(0, s.size);
        else
            out += "\xef\xbf\xbd";
        rest.remove_prefix(s.size);
    }
    return out;
}

}  // namespace coaws::customization
