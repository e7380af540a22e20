#include "config/python_text.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace coaws::config;

TEST_CASE("strip takes white space of all kinds off both ends") {
    CHECK(strip(" \t a b \r\n") == "a b");
    CHECK(strip("\xc2\xa0x\xe3\x80\x80") == "x");
    CHECK(strip("\x1cx\x1f") == "x");
    CHECK(strip("\xc3\xa9") == "\xc3\xa9");
    CHECK(strip("   ").empty());
    CHECK(strip_right(" a ") == " a");
}

TEST_CASE("lines of files end at line feeds and carriage returns only") {
    CHECK(file_lines("a\nb\r\nc\rd") == std::vector<std::string_view>{"a", "b", "c", "d"});
    CHECK(file_lines("a\n") == std::vector<std::string_view>{"a"});
    CHECK(file_lines("\n\n").size() == 2);
    CHECK(file_lines("a\x0b"
                     "b")
              .size() == 1);
    CHECK(file_lines("").empty());
}

TEST_CASE("lines of texts end at more characters") {
    CHECK(text_lines("a\x0b"
                     "b\xe2\x80\xa8"
                     "c\xc2\x85"
                     "d") == std::vector<std::string_view>{"a", "b", "c", "d"});
    CHECK(text_lines("\na\r\nb").size() == 3);
}

TEST_CASE("integers follow the reference's language") {
    struct row {
        char const* text;
        std::optional<std::int64_t> expected;
    };
    for (auto const& [text, expected] : {
             row{"7", 7},
             row{" +12 ", 12},
             row{"-3", -3},
             row{"1_000", 1000},
             row{"007", 7},
             row{"0", 0},
             row{"-0", 0},
             row{"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
             row{"9223372036854775808", std::nullopt},
             row{"000000000000000000000000000000001", 1},
             row{"", std::nullopt},
             row{"_1", std::nullopt},
             row{"1_", std::nullopt},
             row{"1__0", std::nullopt},
             row{"1.0", std::nullopt},
             row{"x", std::nullopt},
             row{"-", std::nullopt},
         }) {
        CAPTURE(text);
        CHECK(parse_integer(text) == expected);
    }
}

TEST_CASE("only the word true is true") {
    CHECK(parse_boolean("TRUE"));
    CHECK_FALSE(parse_boolean("yes"));
    CHECK_FALSE(parse_boolean("1"));
    CHECK_FALSE(parse_boolean(" true"));
}
