#include <doctest/doctest.h>
#include <coaws/base/errors_config.hpp>
#include <coaws/config/shared_file.hpp>

#include <string>

using namespace coaws;

namespace {

std::string parsed(std::string_view text, bool nested = true) {
    auto result = config::parse_ini(text, "f", nested);
    return result ? to_json(value(std::move(*result))) : "error";
}

struct row {
    char const* name;
    std::string_view text;
    char const* expected;
};

}  // namespace

TEST_CASE("INI texts are read as the reference reads them") {
    for (auto const& [name, text, expected] : {
             row{"empty", "", "{}"},
             row{"both delimiters", "[s]\na = 1\nb: 2\nc=x=y\nd:=z\n",
                 R"({"s":{"a":"1","b":"2","c":"x=y","d":"=z"}})"},
             row{"keys are lower case, values are kept", "[S]\nKey = Value\n", R"({"S":{"key":"Value"}})"},
             row{"whole-line comments", "# x\n[s]\n; y\n  # z\na = 1 ; no\n", R"({"s":{"a":"1 ; no"}})"},
             row{"empty value", "[s]\na =\nb = 1\n", R"({"s":{"a":"","b":"1"}})"},
             row{"continuation", "[s]\na = one\n  two\n\n  three\n\nb = 1",
                 R"({"s":{"a":"one\ntwo\n\nthree","b":"1"}})"},
             row{"comment inside a value", "[s]\na = one\n# c\n  two", R"({"s":{"a":"one\ntwo"}})"},
             row{"no interpolation", "[s]\na = 100%\nb = %(a)s", R"({"s":{"a":"100%","b":"%(a)s"}})"},
             row{"header with text behind it", "[a]]\nx = 1\n[b] tail\n", R"({"a]":{"x":"1"},"b":{}})"},
             row{"indented header", "[s]\na = 1\n[t]\n  b = 2", R"({"s":{"a":"1"},"t":{"b":"2"}})"},
             row{"DEFAULT stands in for every section", "[DEFAULT]\nd = 0\na = 0\n[s]\na = 1\n[t]\n",
                 R"({"s":{"a":"1","d":"0"},"t":{"d":"0","a":"0"}})"},
             row{"carriage returns", "[s]\ra = 1\r\nb = 2", R"({"s":{"a":"1","b":"2"}})"},
             row{"nested block", "[s]\ns3 =\n  Style = path\n\n  b=c=d\nx = 1\n",
                 R"({"s":{"s3":{"Style":"path","b":"c=d"},"x":"1"}})"},
             row{"indent counts characters",
                 "[s]\n a = 1\n\xc2\xa0"
                 "b = 2",
                 R"({"s":{"a":"1","b":"2"}})"},
         }) {
        CAPTURE(name);
        CHECK(parsed(text) == expected);
    }
    CHECK(parsed("[s]\ns3 =\n  a = b\n", false) == R"({"s":{"s3":"\na = b"}})");
}

TEST_CASE("mistakes are reported with path and line, never with the line") {
    for (auto const& [name, text, expected] : {
             row{"no header", "\nSECRET = 1\n", "line 2: a line stands before the first section header"},
             row{"no separator", "[s]\nSECRET\n", "line 2: neither a section header nor a key with a value"},
             row{"no key", "[s]\n= SECRET\n", "line 2: a value without a key"},
             row{"same key", "[s]\na = 1\nA = SECRET\n",
                 "line 3: the key occurs a second time in its section"},
             row{"same section", "[s]\n[t]\n[s]\n", "line 3: the section occurs a second time"},
             row{"unfinished header", "[s\na = 1\n", "line 1: a line stands before the first section header"},
             row{"no UTF-8", "[s]\na = \xff\n", "the text is not UTF-8"},
             row{"block without =", "[s]\ns3 =\n  SECRET\n",
                 "section s, key s3: a line of the indented block has no '='"},
         }) {
        CAPTURE(name);
        auto const result = config::parse_ini(text, "/my/file");
        REQUIRE(!result);
        auto const* error = dynamic_cast<config_parse_error const*>(&result.error());
        REQUIRE(error != nullptr);
        CHECK(error->path() == "/my/file");
        CHECK(error->cause() == expected);
        CHECK(std::string(error->what()).find("SECRET") == std::string::npos);
    }
}
