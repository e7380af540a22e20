// Documentation as plain text.
#include "html_text.hpp"

#include <doctest/doctest.h>

TEST_CASE("HTML becomes plain text") {
    struct {
        std::string_view html;
        std::string_view text;
    } const cases[] = {
        {"", ""},
        {"<p></p>", ""},
        {"<p>One  <b>two</b>\n three</p>", "One two three\n"},
        {"<p>a</p><p>b</p>", "a\n\nb\n"},
        {"a<br>b", "a\nb\n"},
        {"<ul><li><p>a</p></li><li>b</li></ul><p>c</p>", "* a\n* b\n\nc\n"},
        {"<ol><li>a</li><li>b</li></ol>", "1. a\n2. b\n"},
        {"&lt;tag&gt; &amp;&quot;&#39;&#x41;&nbsp;&unknown; &", "<tag> &\"'A &unknown; &\n"},
        {"<code>x &lt; y</code>", "x < y\n"},
        {"<pre>a\n  b</pre>", "  a\n    b\n"},
        {"a <!-- hidden --> b", "a b\n"},
        {"1 < 2", "1 < 2\n"},
        {"<p>open <b>tag", "open tag\n"},
        {"x<", "x<\n"},
        {"<note><p>careful</p></note>", "Note: careful\n"},
        {"&#xD800;&#0;&#99999999999;", "&#xD800;&#0;&#99999999999;\n"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.html);
        CHECK(cli::html_to_text(c.html) == c.text);
    }
}

TEST_CASE("lines are wrapped and indented") {
    CHECK(cli::html_to_text("<p>aaaa bbbb cccc dddd eeee ffff</p>", 4, 24) ==
          "    aaaa bbbb cccc dddd\n    eeee ffff\n");
    CHECK(cli::html_to_text("<ul><li>aaaa bbbb cccc dddd eeee</li></ul>", 0, 22) ==
          "* aaaa bbbb cccc dddd\n  eeee\n");
}

TEST_CASE("deep lists stay on the page") {
    std::string deep;
    for (int i = 0; i < 5'000; ++i) deep += "<ul><li>";
    auto const text = cli::html_to_text(deep + "end");
    CHECK(text.size() < 200);
    CHECK(text.find("end") != std::string::npos);
}
