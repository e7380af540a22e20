#include "paginate/starting_token.hpp"

#include <doctest/doctest.h>

#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>

using namespace coaws;
using paginate::read_starting_token;

namespace {
std::vector<std::string> const one{"Marker"};
std::vector<std::string> const two{"Key", "Id"};
}  // namespace

TEST_CASE("starting tokens of every form") {
    struct {
        std::string text;
        std::vector<std::string> inputs;
        value tokens;
        std::int64_t offset;
    } const cases[] = {
        {base64_encode(R"({"Marker": "m", "boto_truncate_amount": 4})"), one, args("Marker", "m"), 4},
        {base64_encode(R"({"Marker": null})"), one, args("Marker", nullptr), 0},
        {base64_encode(R"({"Other": "m"})"), one, args("Other", "m"), 0},
        {"", one, args("Marker", ""), 0},
        {"opaque", one, args("Marker", "opaque"), 0},
        {"None", one, args("Marker", nullptr), 0},
        {"m___7", one, args("Marker", "m"), 7},
        {"m___ +7 ", one, args("Marker", "m"), 7},
        {"None___7", one, args("Marker", nullptr), 7},
        {"m___x", one, args("Marker", "m___x"), 0},
        {"m___-7", one, args("Marker", "m___-7"), 0},
        {"m___99999999999999999999", one, args("Marker", "m___99999999999999999999"), 0},
        {"k___i___2", two, args("Key", "k", "Id", "i"), 2},
        {"k___None", two, args("Key", "k", "Id", nullptr), 0},
        {"k___i", two, args("Key", "k", "Id", "i"), 0},
        {"k", two, args("Key", "k", "Id", nullptr), 0},
        {"k___i___x", two, args("Key", "k___i___x", "Id", nullptr), 0},
        {base64_encode("\"text\""), one, args("Marker", base64_encode("\"text\"")), 0},
        {base64_encode("[1]"), one, args("Marker", base64_encode("[1]")), 0},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        auto const point = read_starting_token(c.text, c.inputs);
        CHECK(to_json(value(point.tokens)) == to_json(c.tokens));
        CHECK(point.offset == c.offset);
    }
}

TEST_CASE("bad starting tokens are named") {
    CHECK_THROWS_WITH_AS(read_starting_token("a___b___c", one), "Bad starting token: a___b___c", value_error);
    for (std::string_view const amount : {"-1", "1.5", "\"1\"", "null", "true"}) {
        CAPTURE(amount);
        auto const text =
            base64_encode("{\"Marker\": \"m\", \"boto_truncate_amount\": " + std::string(amount) + "}");
        CHECK_THROWS_WITH_AS(read_starting_token(text, one), ("Bad starting token: " + text).c_str(),
                             value_error);
    }
}
