// Code points of UTF-8.
#include "base/utf8.hpp"

#include <doctest/doctest.h>

using coaws::detail::decode_utf8;

TEST_CASE("code points are read with their lengths") {
    struct row {
        std::string_view text;
        char32_t code_point;
        std::size_t length;
    };
    row const rows[] = {
        {"a", U'a', 1},
        {"\x7f!", 0x7f, 1},
        {"\xc2\x80", 0x80, 2},
        {"\xdf\xbf", 0x7ff, 2},
        {"\xe0\xa0\x80", 0x800, 3},
        {"\xed\x9f\xbf", 0xd7ff, 3},
        {"\xef\xbf\xbd more", 0xfffd, 3},
        {"\xf0\x90\x80\x80", 0x10000, 4},
        {"\xf4\x8f\xbf\xbf", 0x10ffff, 4},
    };
    for (auto const& [text, code_point, length] : rows) {
        CAPTURE(text);
        auto const decoded = decode_utf8(text);
        CHECK(decoded.code_point == code_point);
        CHECK(decoded.length == length);
        CHECK_FALSE(decoded.is_malformed());
    }
}

TEST_CASE("what is no UTF-8 is passed one byte at a time") {
    for (std::string_view const text :
         {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80",
          "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"}) {
        CAPTURE(text);
        auto const decoded = decode_utf8(text);
        CHECK(decoded.is_malformed());
        CHECK(decoded.code_point == 0xfffd);
        CHECK(decoded.length == 1);
    }
}
