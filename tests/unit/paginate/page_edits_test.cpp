#include "paginate/page_edits.hpp"

#include <doctest/doctest.h>

#include <coaws/base/errors_paging.hpp>
#include <coaws/value/args.hpp>

#include "plan_of.hpp"

using namespace coaws;
using paginate::item_count;
using paginate::keep_front;
using paginate::page_path;
using paginate::skip_front;

TEST_CASE("items are counted") {
    CHECK(item_count(list_of(1, 2, 3)) == 3);
    CHECK(item_count(args("a", 1, "b", 2)) == 2);
    CHECK(item_count(value("\u00e9\u4e2d!")) == 3);
    CHECK(item_count(value()) == 0);
    CHECK(item_count(value(7)) == 0);
}

TEST_CASE("the end of a page is cut") {
    struct {
        value items;
        std::int64_t count;
        value kept;
    } const cases[] = {
        {list_of(1, 2, 3), 2, list_of(1, 2)},
        {list_of(1, 2, 3), 0, list_of()},
        {list_of(1), 5, list_of(1)},
        {"\u00e9\u4e2d!", 2, "\u00e9\u4e2d"},
        {args("a", 1, "b", 2), 1, args("a", 1)},
    };
    for (auto const& c : cases) {
        auto page = args("R", args("Items", c.items), "Other", list_of(1, 2));
        keep_front(page, page_path("R.Items"), c.count);
        CHECK(page.at("R").at("Items") == c.kept);
        CHECK(page.at("Other").size() == 2);
    }
}

TEST_CASE("the front of a resumed page is skipped and the other results are emptied") {
    struct {
        value items;
        std::int64_t offset;
        value rest;
    } const cases[] = {
        {list_of(1, 2, 3), 1, list_of(2, 3)},
        {list_of(1), 5, list_of()},
        {list_of(1), 0, list_of(1)},
        {"\u00e9\u4e2d!", 1, "\u4e2d!"},
        {args("a", 1, "b", 2), 1, args("b", 2)},
        {7, 0, nullptr},
        {nullptr, 0, nullptr},
    };
    auto const plan = test::plan_of(R"({"input_token": "T", "output_token": "N",
        "result_key": ["Items", "List", "Text", "Number", "Real", "Flag", "Map", "Absent.Deep"]})");
    for (auto const& c : cases) {
        auto page = args("Items", c.items, "List", list_of(1), "Text", "x", "Number", 3, "Real", 1.5, "Flag",
                         true, "Map", args("a", 1));
        skip_front(page, plan, c.offset);
        CHECK(page == args("Items", c.rest, "List", list_of(), "Text", "", "Number", 3, "Real", 1.5, "Flag",
                           true, "Map", nullptr, "Absent", args("Deep", nullptr)));
    }
}

TEST_CASE("an absent primary key of a resumed page is null") {
    auto page = args();
    skip_front(page, test::plan_of(R"({"input_token": "T", "output_token": "N", "result_key": "Items"})"), 2);
    CHECK(page == args("Items", nullptr));
}

TEST_CASE("keys that are no dotted names can't be cut") {
    auto page = args("Items", list_of(1, 2));
    CHECK_THROWS_AS(keep_front(page, page_path("Items[]"), 1), invalid_expression_error);
}
