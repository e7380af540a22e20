#include "paginate/page_plan.hpp"

#include <doctest/doctest.h>

#include <coaws/base/errors_paging.hpp>
#include <coaws/value/args.hpp>

#include "plan_of.hpp"

using namespace coaws;
using paginate::page_path;
using test::plan_of;

TEST_CASE("an entry of the paginator data is compiled") {
    auto const plan =
        plan_of(R"({"input_token": ["A", "B"], "output_token": ["X", "Y.Z"], "more_results": "More",
                                  "limit_key": "Max", "result_key": ["Items", "Count"],
                                  "non_aggregate_keys": ["Owner.Name"]})");
    CHECK(plan.input_tokens == std::vector<std::string>{"A", "B"});
    REQUIRE(plan.output_tokens.size() == 2);
    CHECK(plan.output_tokens[1].text() == "Y.Z");
    REQUIRE(plan.result_keys.size() == 2);
    CHECK(plan.result_keys[0].text() == "Items");
    REQUIRE(plan.non_aggregate_keys.size() == 1);
    REQUIRE(plan.more_results);
    CHECK(plan.more_results->text() == "More");
    CHECK(plan.limit_key == "Max");
}

TEST_CASE("single texts stand for lists of one") {
    auto const plan = plan_of(R"({"input_token": "A", "output_token": "X", "result_key": "Items"})");
    CHECK(plan.input_tokens.size() == 1);
    CHECK(plan.output_tokens.size() == 1);
    CHECK(plan.result_keys.size() == 1);
    CHECK_FALSE(plan.more_results);
    CHECK(plan.limit_key.empty());
}

TEST_CASE("malformed entries are refused") {
    CHECK_THROWS_AS(plan_of(R"({"output_token": "X"})"), pagination_error);
    CHECK_THROWS_AS(plan_of(R"({"input_token": "X"})"), pagination_error);
    CHECK_THROWS_AS(plan_of(R"({"input_token": "X", "output_token": "a ||"})"), jmespath::jmespath_error);
    CHECK_THROWS_AS(plan_of(R"({"input_token": "X", "output_token": "a", "more_results": ""})"),
                    jmespath::jmespath_error);
}

TEST_CASE("paths find, locate and set") {
    auto page = args("A", args("B", 1), "L", list_of(args("K", "x"), args("K", "y")), "T", "text");
    value storage;

    page_path const dotted("A.B");
    CHECK(dotted.search(page, storage) == value(1));
    REQUIRE(dotted.locate(page) != nullptr);
    *dotted.locate(page) = value(2);
    CHECK(page.at("A").at("B") == value(2));

    page_path const missing("A.C.D");
    CHECK(missing.search(page, storage).is_null());
    CHECK(missing.locate(page) == nullptr);
    missing.set(page, value(3));
    CHECK(page.at("A").at("C").at("D") == value(3));

    page_path const through_text("T.x");
    CHECK(through_text.search(page, storage).is_null());
    CHECK_THROWS_AS(through_text.set(page, value(1)), error);

    page_path const last("Next || L[-1].K");
    CHECK(last.search(page, storage) == value("y"));
    CHECK(last.locate(page) == nullptr);
    CHECK_THROWS_AS(last.set(page, value(1)), invalid_expression_error);

    value empty;
    dotted.set(empty, value(4));
    CHECK(empty == args("A", args("B", 4)));
}
