// JMESPath expressions.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/jmespath.hpp>

using namespace coaws;
using jmespath::expression;
using jmespath::jmespath_error;

namespace {

constexpr std::string_view farm = R"({
    "name": "Hill", "open": true, "none": null, "empty": [], "acres": 12.5,
    "fields": [
        {"crop": "oats", "rows": 4, "tags": ["dry", "old"], "soil": {"ph": 6}},
        {"crop": "beans", "rows": 9, "tags": ["wet"], "soil": {"ph": 7}},
        {"crop": "hops", "rows": 4, "tags": []}
    ],
    "matrix": [[1, 2], [3, [4]], 5],
    "staff": {"ann": {"age": 30}, "bob": {"age": 41}, "cat": null},
    "odd name": "yes", "words": ["b", "ä", "a"]
})";

std::string search(std::string_view text) {
    return to_json(expression::compile(text).search(from_json(farm)));
}

std::string_view failure(std::string_view text) {
    try {
        search(text);
    } catch (jmespath_error const& e) {
        return e.kind_name();
    }
    return "none";
}

}  // namespace

TEST_CASE("expressions select") {
    struct {
        std::string_view text, result;
    } const cases[] = {
        {"name", R"("Hill")"},
        {"@.name", R"("Hill")"},
        {"nothing.at.all", "null"},
        {"name.x", "null"},
        {"\"odd name\"", R"("yes")"},
        {"fields[0].crop", R"("oats")"},
        {"fields[-1].crop", R"("hops")"},
        {"fields[7]", "null"},
        {"fields[99999999999999999999]", "null"},
        {"fields[*].crop", R"(["oats","beans","hops"])"},
        {"fields[].tags[]", R"(["dry","old","wet"])"},
        {"fields[*].soil.ph", "[6,7]"},
        {"fields[::-1].rows", "[4,9,4]"},
        {"fields[1:].crop", R"(["beans","hops"])"},
        {"fields[:99999999999999999999:9223372036854775807].crop", R"(["oats"])"},
        {"fields[?rows > `4`].crop", R"(["beans"])"},
        {"fields[?rows == `4.0`] | [1].crop", R"("hops")"},
        {"fields[?soil].soil | [0]", R"({"ph":6})"},
        {"fields[?!soil].crop", R"(["hops"])"},
        {"fields[?tags && rows < `5`].crop", R"(["oats"])"},
        {"fields[?crop == 'hops' || crop == 'oats'].rows", "[4,4]"},
        {"staff.*.age", "[30,41]"},
        {"matrix[]", "[1,2,3,[4],5]"},
        {"matrix[][]", "[1,2,3,4,5]"},
        {"[name, none]", R"(["Hill",null])"},
        {"{n: name, \"o\": open}", R"({"n":"Hill","o":true})"},
        {"nothing.[a, b]", "null"},
        {"none || name", R"("Hill")"},
        {"name && acres", "12.5"},
        {"!empty", "true"},
        {"name == 'Hill'", "true"},
        {"acres > name", "null"},
        {"name < 'Hilt'", "true"},
        {"`[1, {\"a\": 2}]`", R"([1,{"a":2}])"},
        {"`bare`", R"("bare")"},
        {R"('it\'s')", R"("it's")"},
        {"(fields | [0]).crop", R"("oats")"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(search(c.text) == c.result);
    }
}

TEST_CASE("functions compute") {
    struct {
        std::string_view text, result;
    } const cases[] = {
        {"abs(`-3`)", "3"},
        {"avg(fields[].rows)", "5.666666666666667"},
        {"avg(empty)", "null"},
        {"ceil(acres)", "13"},
        {"floor(acres)", "12"},
        {"sum(fields[].rows)", "17"},
        {"sum(`[9223372036854775807, 1]`)", "9.223372036854776e+18"},
        {"contains(name, 'il')", "true"},
        {"contains(name, `1`)", "false"},
        {"contains(`[1, true]`, `1.0`)", "true"},
        {"contains(`[1]`, `true`)", "false"},
        {"ends_with(name, 'll')", "true"},
        {"starts_with(name, 'll')", "false"},
        {"join(', ', words)", R"("b, ä, a")"},
        {"keys(staff)", R"(["ann","bob","cat"])"},
        {"values(`{\"x\": 1}`)", "[1]"},
        {"length('äö')", "2"},
        {"length(staff)", "3"},
        {"map(&soil.ph, fields)", "[6,7,null]"},
        {"max(fields[].rows)", "9"},
        {"min(words)", R"("a")"},
        {"max(empty)", "null"},
        {"max_by(fields, &rows).crop", R"("beans")"},
        {"min_by(fields, &rows).crop", R"("oats")"},
        {"merge(`{\"a\": 1, \"b\": 2}`, `{\"a\": 3}`)", R"({"a":3,"b":2})"},
        {"not_null(none, name)", R"("Hill")"},
        {"not_null(none, nothing)", "null"},
        {"reverse('aäb')", R"("bäa")"},
        {"reverse(words)", R"(["a","ä","b"])"},
        {"sort(words)", R"(["a","b","ä"])"},
        {"sort_by(fields, &rows)[].crop", R"(["oats","hops","beans"])"},
        {"to_array(name)", R"(["Hill"])"},
        {"to_number('12')", "12"},
        {"to_number(' 1.5e3 ')", "1500.0"},
        {"to_number('inf')", "null"},
        {"to_number('x')", "null"},
        {"to_string(`{\"a\": \"ä\"}`)", R"("{\"a\":\"\\u00e4\"}")"},
        {"[name, open, none, acres, empty, staff][].type(@)",
         R"(["string","boolean","null","number","object"])"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(search(c.text) == c.result);
    }
}

TEST_CASE("errors are told apart") {
    struct {
        std::string_view text, kind;
    } const cases[] = {
        {"", "syntax"},
        {"a.", "syntax"},
        {"a[", "syntax"},
        {"[a,]", "syntax"},
        {"a b", "syntax"},
        {"{a}", "syntax"},
        {"'open", "syntax"},
        {"`\"`", "syntax"},
        {"a = b", "syntax"},
        {"-", "syntax"},
        {"\"a\"(b)", "syntax"},
        {"a[1:2:3:4]", "syntax"},
        {"&a", "syntax"},
        {"@(x)", "syntax"},
        {"abs(a b)", "syntax"},
        {"abs(a,)", "syntax"},
        {"\"\\", "syntax"},
        {"a.1", "syntax"},
        {"\xff", "syntax"},
        {"a[?b", "syntax"},
        {"nope(a)", "unknown-function"},
        {"length()", "invalid-arity"},
        {"length(a, b)", "invalid-arity"},
        {"not_null()", "invalid-arity"},
        {"fields[::0]", "invalid-value"},
        {"abs(name)", "invalid-type"},
        {"length(&a)", "invalid-type"},
        {"sort(matrix)", "invalid-type"},
        {"sort_by(fields, &tags)", "invalid-type"},
        {"sort_by(matrix, &@)", "invalid-type"},
        {"join(',', `[1]`)", "invalid-type"},
        {"map(name, fields)", "invalid-type"},
        {"max(`[1, \"a\"]`)", "invalid-type"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(failure(c.text) == c.kind);
    }
    CHECK_THROWS_WITH_AS(expression::compile("a."),
                         "Invalid jmespath expression: incomplete expression at column 2 of \"a.\"",
                         jmespath_error);
}

TEST_CASE("an error has the type of the Python library") {
    try {
        search("abs(name)");
        FAIL("no error");
    } catch (error const& e) {
        CHECK(e.type() == "JMESPathTypeError");
        CHECK(std::string_view(e.what()) ==
              "In function abs(), invalid type for value, expected one of: number, received: string");
    }
}

TEST_CASE("nesting is bounded, chains are not") {
    CHECK(failure(std::string(100000, '(')) == "syntax");
    CHECK(failure(std::string(100000, '!') + "a") == "syntax");
    CHECK(failure(std::string(100000, '[') + "a") == "syntax");
    std::string projections = "a";
    for (int i = 0; i < 5000; ++i) projections += "[*]";
    CHECK(failure(projections) == "syntax");
    std::string flat = "a";
    for (int i = 0; i < 5000; ++i) flat += "[]";
    CHECK(failure(flat) == "syntax");
    std::string dots = "a", choices = "none", indices = "a";
    for (int i = 0; i < 5000; ++i) {
        dots += ".a";
        choices += " || none";
        indices += "[0]";
    }
    CHECK(search(dots) == "null");
    CHECK(search(choices) == "null");
    CHECK(search(indices) == "null");
}

TEST_CASE("times are ordered as times") {
    value const early(timestamp(std::chrono::seconds(100)));
    value const late(timestamp(std::chrono::seconds(2000000000)));
    value const document =
        args("list", list_of(args("n", 1, "t", late), args("n", 2, "t", early)), "t", early);
    CHECK(to_json(expression::compile("sort_by(list, &t)[].n").search(document)) == "[2,1]");
    CHECK(to_json(expression::compile("list[?t > '2020-01-01'].n").search(document)) == "[1]");
    CHECK(to_json(expression::compile("t == '1970-01-01T00:01:40+00:00'").search(document)) == "true");
    CHECK(to_json(expression::compile("join('', [t])").search(document)) == R"("1970-01-01T00:01:40Z")");
}

TEST_CASE("times beside other texts sort without harm") {
    value_list list;
    for (int i = 0; i < 200; ++i) {
        if (i % 3 == 0) list.emplace_back(timestamp(std::chrono::seconds(i * 1000)));
        if (i % 3 == 1) list.emplace_back("1970-01-0" + std::to_string(i % 9 + 1));
        if (i % 3 == 2) list.emplace_back("word" + std::to_string(i));
    }
    value const document = value(list);
    CHECK(expression::compile("sort(@)").search(document).size() == list.size());
}

TEST_CASE("a result can refer to the document") {
    value const document = from_json(farm);
    value storage;
    auto const& part = expression::compile("fields[1].soil").search_ref(document, storage);
    CHECK(&part == document.find_path("fields[1].soil"));
    CHECK(storage.is_null());
    auto const& made = expression::compile("length(fields)").search_ref(document, storage);
    CHECK(&made == &storage);
    CHECK(made.as_int() == 3);
    CHECK(expression::compile("zzz").search_ref(document, storage).is_null());
}

TEST_CASE("a bare map is a document") {
    value_map map;
    map.append("a", 1);
    CHECK(expression::compile("a").search(map).as_int() == 1);
    CHECK(to_json(expression::compile("@").search(map)) == R"({"a":1})");
}

TEST_CASE("set_path writes at dotted names only") {
    value_map map;
    jmespath::set_path(map, "a.b", 1);
    jmespath::set_path(map, "a.c", 2);
    jmespath::set_path(map, "d", 3);
    CHECK(value(map) == args("a", args("b", 1, "c", 2), "d", 3));
    for (auto const* bad : {"", ".", "a.", "a..b", "a[0]", "a || b", "a.*", "d.x"}) {
        CAPTURE(bad);
        CHECK_THROWS_AS(jmespath::set_path(map, bad, 1), invalid_expression_error);
    }
}
