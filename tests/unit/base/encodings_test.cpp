// Percent, form, base64 and hexadecimal encodings.
#include <doctest/doctest.h>

#include <coaws/base/text.hpp>

using namespace coaws;

TEST_CASE("percent_encode keeps the unreserved characters only") {
    struct row {
        std::string_view text, keep, encoded;
    };
    for (auto const& [text, keep, encoded] : {
             row{"", "", ""},
             row{"AZaz09-._~", "", "AZaz09-._~"},
             row{"a b/c", "", "a%20b%2Fc"},
             row{"a b/c", "/", "a%20b/c"},
             row{"\xc3\xa4", "", "%C3%A4"},
             row{"+%\n", "", "%2B%25%0A"},
         }) {
        CAPTURE(text);
        CHECK(percent_encode(text, keep) == encoded);
    }
}

TEST_CASE("percent_decode leaves malformed escapes alone") {
    struct row {
        std::string_view text;
        bool plus;
        std::string_view decoded;
    };
    for (auto const& [text, plus, decoded] : {
             row{"a%20b", false, "a b"},
             row{"a+b", false, "a+b"},
             row{"a+b", true, "a b"},
             row{"%2b", true, "+"},
             row{"%", false, "%"},
             row{"%4", false, "%4"},
             row{"%zz%41", false, "%zzA"},
             row{"100%", false, "100%"},
         }) {
        CAPTURE(text);
        CHECK(percent_decode(text, plus) == decoded);
    }
}

TEST_CASE("percent encoding is undone by decoding for every byte") {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    CHECK(percent_decode(percent_encode(all)) == all);
}

TEST_CASE("form_encode_to writes blanks as plus signs") {
    std::string out = "k=";
    form_encode_to(out, "a b+c~/");
    CHECK(out == "k=a+b%2Bc~%2F");
}

TEST_CASE("base64 both ways") {
    struct row {
        std::string_view bytes, text;
    };
    for (auto const& [bytes, text] : {row{"", ""}, row{"f", "Zg=="}, row{"fo", "Zm8="}, row{"foo", "Zm9v"},
                                      row{"foobar", "Zm9vYmFy"}, row{"\xff\xfe\xfd", "//79"}}) {
        CAPTURE(text);
        CHECK(base64_encode(bytes) == text);
        auto const decoded = base64_decode(text);
        REQUIRE(decoded);
        CHECK(*decoded == bytes);
    }
}

TEST_CASE("base64_decode refuses what is no base64") {
    for (std::string_view text : {"Z", "Zg", "Zg=", "Zg==Zg==", "Z===", "====", "Zm9v\n", "Zm-_", "Zm 9v"}) {
        CAPTURE(text);
        CHECK_FALSE(base64_decode(text));
    }
}

TEST_CASE("hexadecimal both ways") {
    CHECK(hex_encode(std::string_view("\x00\x9f\xff", 3)) == "009fff");
    auto const decoded = hex_decode("009fFF");
    REQUIRE(decoded);
    CHECK(*decoded == std::string_view("\x00\x9f\xff", 3));
    CHECK_FALSE(hex_decode("0"));
    CHECK_FALSE(hex_decode("0g"));
}
