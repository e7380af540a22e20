// Cases, trimming, splitting and UTF-8.
#include <doctest/doctest.h>

#include <coaws/base/text.hpp>

using namespace coaws;

TEST_CASE("ASCII cases leave other bytes alone") {
    CHECK(ascii_lower("AZaz\xc3\x84@[") == "azaz\xc3\x84@[");
    CHECK(ascii_upper("AZaz\xc3\xa4`{") == "AZAZ\xc3\xa4`{");
    CHECK(iequals("X-Amz-Date", "x-aMZ-date"));
    CHECK_FALSE(iequals("a", "ab"));
    CHECK_FALSE(iequals("@", "`"));
}

TEST_CASE("trim takes blanks off both ends") {
    CHECK(trim(" \t\r\n\v\fa b \n") == "a b");
    CHECK(trim("   ") == "");
    CHECK(trim("") == "");
}

TEST_CASE("split gives one part more than separators") {
    CHECK(split("", ',') == std::vector<std::string_view>{""});
    CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
}

TEST_CASE("is_utf8 follows the standard's table") {
    for (std::string_view good : {"", "a", "\xc3\xa4", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                                  "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
        CAPTURE(good);
        CHECK(is_utf8(good));
    }
    for (std::string_view bad :
         {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "a\xff", "\xe2\x82"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_utf8(bad));
    }
}

TEST_CASE("append_utf8 and utf8_length agree") {
    std::string out;
    for (char32_t c : {U'a', U'\u00e4', U'\u20ac', U'\U0001f600'}) append_utf8(out, c);
    CHECK(out == "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80");
    CHECK(utf8_length(out) == 4);
    CHECK(is_utf8(out));
}
