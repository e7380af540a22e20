// Values as Python prints them.
#include "value/python_text.hpp"

#include <doctest/doctest.h>

#include <coaws/value/args.hpp>

using namespace coaws;
using detail::python_text;

TEST_CASE("a text stands for itself, but has quotes and escapes inside of other values") {
    CHECK(python_text(value("it's\n\x7f")) == "it's\n\x7f");
    std::pair<char const*, char const*> const rows[] = {
        {"plain", "['plain']"},
        {"it's", "[\"it's\"]"},
        {"it's \"so\"", "['it\\'s \"so\"']"},
        {"\\\t\r\n", R"(['\\\t\r\n'])"},
        {"\x01\x1f\x7f", R"(['\x01\x1f\x7f'])"},
        {"ü€😀", "['ü€😀']"},
        // Controls, marks of direction, separators, private characters: whatever does not show.
        {"\u0080\u0085\u00a0\u00ad", R"(['\x80\x85\xa0\xad'])"},
        {"\u200b\u202e\u2028\u3000\ufeff", R"(['\u200b\u202e\u2028\u3000\ufeff'])"},
        {"\ue000\uf8ff", R"(['\ue000\uf8ff'])"},
        {"\U000e0041\U0010fffd", R"(['\U000e0041\U0010fffd'])"},
        // Not assigned, but neither hidden.
        {"\u0378", "['\u0378']"},
        // Their neighbours.
        {"\u00a1\u00ac\u00ae\u2010\u2027\u2030\ufefe", "['\u00a1\u00ac\u00ae\u2010\u2027\u2030\ufefe']"},
    };
    for (auto const& [text, printed] : rows) {
        CAPTURE(text);
        CHECK(python_text(list_of(text)) == printed);
    }
}

TEST_CASE("values of all kinds") {
    CHECK(python_text(list_of(nullptr, true, false, -3, 1.5, 1e20)) == "[None, True, False, -3, 1.5, 1e+20]");
    CHECK(python_text(args("a", list_of(), "b", args("c", 1))) == "{'a': [], 'b': {'c': 1}}");
    CHECK(python_text(list_of(blob("a'\xff"))) == "[b\"a'\\xff\"]");
    CHECK(python_text(list_of(timestamp(std::chrono::seconds(90)))) ==
          "[datetime.datetime(1970, 1, 1, 0, 1, 30, tzinfo=tzutc())]");
}

TEST_CASE("what is long or deep is cut") {
    CHECK(python_text(list_of(std::string(100000, 'x'))).size() < 5000);
    value deep;
    for (int i = 0; i < 200; ++i) deep = list_of(std::move(deep));
    CHECK(python_text(deep).find("[...]") != std::string::npos);
}
