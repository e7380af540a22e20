// Parameters and results as they may be shown.
#include "value_model.hpp"

#include <doctest/doctest.h>
#include <coaws/value/args.hpp>
#include <coaws/value/redact.hpp>

using namespace coaws;
using test::bake_input;

namespace {

std::string shown(value const& params) { return redacted_text(params.as_map(), bake_input()); }

value till(value code) { return args("Till", args("Code", std::move(code), "Coins", 3)); }

}  // namespace

TEST_CASE("secrets are replaced and all else stays") {
    struct row {
        char const* name;
        value params;
        char const* expected;
    };
    for (auto const& r : {
             row{"scalars", args("Name", "rye", "Count", 2, "Hot", true),
                 R"({"Name":"rye","Count":2,"Hot":true})"},
             row{"sensitive", args("Code", "4711"), R"({"Code":"***"})"},
             row{"sensitive of another kind", args("Code", args("a", "4711")), R"({"Code":"***"})"},
             row{"sensitive inside", till("4711"), R"({"Till":{"Code":"***","Coins":3}})"},
             row{"a list in place of what holds a secret", args("Till", list_of("4711")),
                 R"({"Till":"***"})"},
             row{"a text in place of what holds a secret", args("Till", "4711"), R"({"Till":"***"})"},
             row{"a null there", args("Till", nullptr), R"({"Till":null})"},
             row{"a list in place of a map", args("Labels", list_of(1)), R"({"Labels":[1]})"},
             row{"unknown", args("Cods", "4711"), R"({"Cods":"***"})"},
             row{"unknown inside", args("Recipe", args("Title", "a", "Titel", "4711")),
                 R"({"Recipe":{"Title":"a","Titel":"***"}})"},
             row{"entries with secret names", args("Labels", args("DB_PASSWORD", "4711", "size", "1")),
                 R"({"Labels":{"DB_PASSWORD":"***","size":"1"}})"},
             row{"documents",
                 args("Extra", args("clientSecret", "4711", "a", list_of(args("SessionToken", 1)))),
                 R"({"Extra":{"clientSecret":"***","a":[{"SessionToken":"***"}]}})"},
             row{"blobs", args("Data", blob("abc")), R"({"Data":"<blob of 3 bytes>"})"},
             row{"bodies", args("Data", body::from_file("/x")), R"({"Data":"<body>"})"},
             row{"lists", args("Steps", list_of("a", "b")), R"({"Steps":["a","b"]})"},
         }) {
        CAPTURE(r.name);
        CHECK(shown(r.params) == r.expected);
    }
}

TEST_CASE("a value of any shape can be shown") {
    auto const& code = *bake_input().find_member("Code");
    CHECK(redact("4711", code) == value(redaction_mark));
    CHECK(redact("rye", *bake_input().find_member("Name")) == value("rye"));
}

TEST_CASE("what is nested too deeply is not shown, nor is what is too long") {
    value deep = args("Title", "end");
    for (int i = 0; i < 200; ++i) deep = args("Then", std::move(deep));
    auto const text = shown(args("Recipe", std::move(deep)));
    CHECK(text.find("end") == std::string::npos);
    CHECK(text.find("***") != std::string::npos);

    auto const cut = shown(args("Name", std::string(4084, 'x') + "äöü"));
    CHECK(cut.starts_with(R"({"Name":"xxx)"));
    CHECK(cut.ends_with("xä…"));
}
