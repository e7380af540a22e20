#include <coaws/base/shell_words.hpp>

#include <doctest/doctest.h>
#include <coaws/base/errors_parameters.hpp>

using namespace coaws;

TEST_CASE("a command line is split as a POSIX shell does, without expanding anything") {
    struct row {
        char const* line;
        std::vector<std::string> words;
    };
    std::vector<row> const rows = {
        {"", {}},
        {"  \t\r\n ", {}},
        {"a b\tc\nd", {"a", "b", "c", "d"}},
        {"'a b' \"c d\"", {"a b", "c d"}},
        {"a'b c'd\"e f\"g", {"ab cde fg"}},
        {"'' \"\" x", {"", "", "x"}},
        {R"(a\ b \" \\)", {"a b", "\"", "\\"}},
        {R"('a\b' "a\b" "a\"b" "a\\b" "a\$b")", {"a\\b", "a\\b", "a\"b", "a\\b", "a\\$b"}},
        {R"("it's" 'say "x"')", {"it's", "say \"x\""}},
        {"$HOME *.txt # no comment; a|b > c &",
         {"$HOME", "*.txt", "#", "no", "comment;", "a|b", ">", "c", "&"}},
        {"a\\\nb", {"a\nb"}},
        {"caf\xc3\xa9 'na\xc3\xafve'", {"caf\xc3\xa9", "na\xc3\xafve"}},
    };
    for (auto const& r : rows) {
        CAPTURE(r.line);
        CHECK(shell_words(r.line).value() == r.words);
    }
}

TEST_CASE("what is left open is an error") {
    CHECK_THROWS_WITH_AS(shell_words("a 'b").value(), "No closing quotation", value_error);
    CHECK_THROWS_WITH_AS(shell_words("\"a").value(), "No closing quotation", value_error);
    CHECK_THROWS_WITH_AS(shell_words("a \\").value(), "No escaped character", value_error);
    CHECK_THROWS_WITH_AS(shell_words("\"a\\").value(), "No escaped character", value_error);
}
