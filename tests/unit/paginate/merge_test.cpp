#include "paginate/merge.hpp"

#include <doctest/doctest.h>

#include <coaws/value/args.hpp>
#include <limits>

#include "plan_of.hpp"

using namespace coaws;
using paginate::merge_non_aggregate;
using paginate::merge_page;

namespace {

value merged(value first, value second) {
    auto const plan =
        test::plan_of(R"({"input_token": "T", "output_token": "N", "result_key": ["A.B", "C"]})");
    value whole{value_map()};
    merge_page(whole, args("A", args("B", std::move(first), "X", 1), "C", list_of(1)), plan);
    merge_page(whole, args("A", args("B", std::move(second)), "C", list_of(2, 3), "D", 4), plan);
    CHECK(whole.at("C") == list_of(1, 2, 3));
    CHECK(whole.find("D") == nullptr);
    auto const* found = whole.find_path("A.B");
    return found == nullptr ? value("absent") : *found;
}

}  // namespace

TEST_CASE("results of pages are added up") {
    struct {
        value first;
        value second;
        value whole;
    } const cases[] = {
        {list_of("a"), list_of("b", "c"), list_of("a", "b", "c")},
        {"ab", "c", "abc"},
        {1, 2, 3},
        {1, 0.5, 1.5},
        {nullptr, list_of(1), list_of(1)},
        {list_of(1), nullptr, list_of(1)},
        {nullptr, nullptr, "absent"},
        {args("a", 1), args("b", 2), args("a", 1)},  // of anything else the first one counts
        {list_of(1), "x", list_of(1)},
        {"x", 1, "x"},
        {true, true, true},
    };
    for (auto const& c : cases) CHECK(merged(c.first, c.second) == c.whole);
}

TEST_CASE("sums beyond 64 bits become doubles") {
    auto const most = std::numeric_limits<std::int64_t>::max();
    CHECK(merged(most, most) == value(static_cast<double>(most) * 2));
}

TEST_CASE("members for the whole result are merged, maps inside one another") {
    auto const plan = test::plan_of(R"({"input_token": "T", "output_token": "N", "result_key": "R"})");
    auto whole = args("a", args("x", 1, "y", 2), "b", 1, "c", list_of(1));
    auto const part = args("a", args("y", 3, "z", 4), "b", args("q", 1), "c", list_of(2), "d", nullptr);
    merge_non_aggregate(whole, part.as_map(), plan);
    CHECK(whole == args("a", args("x", 1, "y", 3, "z", 4), "b", args("q", 1), "c", list_of(2), "d", nullptr));
}

TEST_CASE("a member for the whole result that holds results leaves those of all pages") {
    auto const plan = test::plan_of(
        R"({"input_token": "T", "output_token": "N", "result_key": ["Scan.Found", "Scan.Count", "Other"]})");
    auto const first =
        args("Scan", args("Found", list_of("a", "b"), "Count", 2, "At", 7), "Other", list_of(1));
    value whole{value_map()};
    merge_page(whole, first, plan);
    merge_page(whole, args("Scan", args("Found", list_of("c"), "Count", 1)), plan);
    merge_non_aggregate(whole, args("Scan", first.at("Scan")).as_map(), plan);
    // Numbers are those of the first page, as in the reference.
    CHECK(whole ==
          args("Scan", args("Found", list_of("a", "b", "c"), "Count", 2, "At", 7), "Other", list_of(1)));
}
