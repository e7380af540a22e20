#include "paginate/page_token.hpp"

#include <doctest/doctest.h>

#include <coaws/base/error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>

using namespace coaws;
using paginate::decode_token;
using paginate::encode_token;

TEST_CASE("resume tokens are byte for byte botocore's") {
    struct {
        value tokens;
        std::string_view text;
    } const cases[] = {
        {args("NextToken", "abc", "boto_truncate_amount", 3),
         "eyJOZXh0VG9rZW4iOiAiYWJjIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogM30="},
        {args("T", "\u00e9\"\n\x7f\U0001f680", "N", 1.5, "B", true, "X", nullptr, "E", list_of(), "M",
              args()),
         "eyJUIjogIlx1MDBlOVwiXG5cdTAwN2ZcdWQ4M2RcdWRlODAiLCAiTiI6IDEuNSwgIkIiOiB0cnVlLCAiWCI6IG51bGwsICJFIjo"
         "gW"
         "10sICJNIjoge319"},
        {args("K", args("a", list_of(1, blob(std::string("\0\xff", 2)), args("b", blob("hi")))),
              "boto_truncate_amount", 0),
         "eyJLIjogeyJhIjogWzEsICJBUDg9IiwgeyJiIjogImFHaz0ifV19LCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAwLCAiYm90b19"
         "lb"
         "mNvZGVkX2tleXMiOiBbWyJLIiwgImEiLCAxXSwgWyJLIiwgImEiLCAyLCAiYiJdXX0="},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(encode_token(c.tokens.as_map()) == c.text);
        auto const back = decode_token(c.text);
        REQUIRE(back);
        CHECK(value(*back) == c.tokens);
    }
}

TEST_CASE("what is no resume token decodes to nothing") {
    for (std::string_view const json : {
             "", "null", "3", "\"text\"", "[1]", "{", "{} x",
             R"({"a": "YQ==", "boto_encoded_keys": "a"})",           // no list
             R"({"a": "YQ==", "boto_encoded_keys": [[]]})",          // a path to nowhere
             R"({"a": "YQ==", "boto_encoded_keys": [["b"]]})",       // nothing there
             R"({"a": ["YQ=="], "boto_encoded_keys": [["a", 1]]})",  // beyond the end
             R"({"a": ["YQ=="], "boto_encoded_keys": [["a", -1]]})",
             R"({"a": ["YQ=="], "boto_encoded_keys": [["a", "x"]]})",
             R"({"a": 1, "boto_encoded_keys": [["a"]]})",     // no text
             R"({"a": "YQ", "boto_encoded_keys": [["a"]]})",  // no base64
             "{\"a\": \"\xff\"}",                             // no UTF-8
         }) {
        CAPTURE(json);
        CHECK_FALSE(decode_token(base64_encode(json)));
    }
    CHECK_FALSE(decode_token("plain service token"));
    CHECK_FALSE(decode_token(base64_encode(std::string(100'000, '['))));
}

TEST_CASE("a list of encoded keys that is null counts as none") {
    auto const back = decode_token(base64_encode(R"({"a": 1, "boto_encoded_keys": null})"));
    REQUIRE(back);
    CHECK(value(*back) == args("a", 1));
}

TEST_CASE("tokens nested beyond bounds are refused") {
    value deep("x");
    for (int i = 0; i < 500; ++i) {
        value_list list;
        list.push_back(std::move(deep));
        deep = value(std::move(list));
    }
    auto const tokens = args("a", std::move(deep));
    CHECK_THROWS_AS(encode_token(tokens.as_map()), error);
}
