// Building C++ text.
#include "source_text.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace codegen;

TEST_CASE("lines are indented, empty ones are not") {
    source_text out;
    out.line("a", std::string("b")).in().line("c").blank().out().line("d");
    CHECK(out.text() == "ab\n    c\n\nd\n");
    CHECK(out.lines() == 4);
}

TEST_CASE("documentation is the first paragraph, and never goes on in the next line") {
    source_text out;
    out.doc("").doc("<p>One <b>text</b>.</p><p>Another.</p>");
    out.doc("<p>A path: C:\\</p>");
    out.plain_doc("\n\nx\\ \\ \n/* y */\n\nz");
    CHECK(out.text() == "/// One text.\n/// A path: C:\n/// x\n/// /* y */\n");
    source_text cut;
    cut.plain_doc("1\n2\n3\n4\n5\n6");
    CHECK(cut.lines() == 5);
}

TEST_CASE("literals hold any byte") {
    CHECK(quoted("a\"b\\") == R"("a\"b\\")");
    CHECK(quoted(std::string("\0\n1\x7f", 4)) == R"("\000\0121\177")");
    CHECK(quoted("\xc3\xa9") == "\"\xc3\xa9\"");
}
