// Quoted strings of JSON.
#include "base/json_string.hpp"

#include <doctest/doctest.h>

#include <coaws/base/json.hpp>

using namespace coaws;

namespace {

std::string quoted(std::string_view text, bool ascii = true, bool repair = false) {
    std::string out;
    detail::json_quoting how;
    how.ascii = ascii;
    how.repair = repair;
    return detail::append_json_string(out, text, how) ? out : "refused";
}

}  // namespace

TEST_CASE("strings are quoted as Python's json does, with and without ensure_ascii") {
    struct row {
        std::string_view text, ascii, unicode;
    };
    row const rows[] = {
        {"", R"("")", R"("")"},
        {"plain text of more than two words", R"("plain text of more than two words")",
         R"("plain text of more than two words")"},
        {"\"\\/", R"("\"\\/")", R"("\"\\/")"},
        {"\b\f\n\r\t", R"("\b\f\n\r\t")", R"("\b\f\n\r\t")"},
        {std::string_view("\0\x1f", 2), R"("\u0000\u001f")", R"("\u0000\u001f")"},
        {"\x7f", R"("\u007f")", "\"\x7f\""},
        {"\xc2\x80\xe2\x82\xac", R"("\u0080\u20ac")", "\"\xc2\x80\xe2\x82\xac\""},
        {"\xf0\x9f\x98\x80", R"("\ud83d\ude00")", "\"\xf0\x9f\x98\x80\""},
    };
    for (auto const& [text, ascii, unicode] : rows) {
        CAPTURE(text);
        CHECK(quoted(text) == ascii);
        CHECK(quoted(text, false) == unicode);
    }
}

TEST_CASE("each character is found wherever it stands") {
    for (int c = 0; c < 0x80; ++c) {
        for (std::size_t at = 0; at < 20; ++at) {
            CAPTURE(c);
            std::string text(19, 'x');
            text.insert(at, 1, static_cast<char>(c));
            auto const out = quoted(text);
            CHECK(json::document::parse("[" + out + "]").value()->root().at(0).as_string() == text);
            bool const plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
            CHECK((out == '"' + text + '"') == plain);
        }
    }
}

TEST_CASE("bytes that are no UTF-8 are refused, or replaced one by one") {
    for (std::string_view const text : {"\xff", "12345678\xc3", "a\xe2\x82", "\xed\xa0\x80", "\xc0\x80"}) {
        CAPTURE(text);
        CHECK(quoted(text) == "refused");
        CHECK(quoted(text, false) == "refused");
    }
    CHECK(quoted("a\xff\xc3z", true, true) == R"("a\ufffd\ufffdz")");
    CHECK(quoted("a\xff", false, true) == "\"a\xef\xbf\xbd\"");
    // One that is really there is no fault.
    CHECK(quoted("\xef\xbf\xbd") == R"("\ufffd")");
}
