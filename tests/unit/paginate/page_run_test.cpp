#include "paginate/page_run.hpp"

#include <doctest/doctest.h>

#include <coaws/base/errors_paging.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/value/args.hpp>

#include "plan_of.hpp"

using namespace coaws;
using paginate::page_run;
using paginate::run_limits;

namespace {

constexpr std::string_view simple_entry =
    R"({"input_token": "Token", "output_token": "Next", "limit_key": "Max",
                                              "result_key": ["Items", "Extra"], "non_aggregate_keys": ["Owner.Id"]})";

page_run run_of(run_limits limits, std::string_view entry = simple_entry, value params = args("P", 1),
                schema const* input = nullptr) {
    return {test::plan_of(entry), std::move(params.as_map()), std::move(limits), input};
}

value page_of(value items, value next) { return args("Items", std::move(items), "Next", std::move(next)); }

run_limits items_at_most(std::int64_t count) {
    run_limits limits;
    limits.max_items = count;
    return limits;
}

run_limits starting_with(std::string token) {
    run_limits limits;
    limits.starting_token = std::move(token);
    return limits;
}

value asked(page_run& run) { return value(run.next_params()); }

value given(page_run& run, value page) {
    run.accept(page);
    return page;
}

std::string token(std::string_view json) { return base64_encode(json); }

constexpr std::string_view limit_model = R"({
  "metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "x", "protocol": "json", "jsonVersion": "1.1",
               "serviceId": "X", "signatureVersion": "v4"},
  "operations": {"List": {"name": "List", "http": {"method": "POST", "requestUri": "/"},
                          "input": {"shape": "In"}}},
  "shapes": {"In": {"type": "structure", "members": {"Text": {"shape": "S"}, "Number": {"shape": "I"}}},
             "S": {"type": "string"}, "I": {"type": "integer"}}})";

}  // namespace

TEST_CASE("pages follow the token until there is none") {
    auto run = run_of({});
    CHECK(asked(run) == args("P", 1));
    given(run, page_of(list_of(1), "a"));
    CHECK_FALSE(run.finished());
    CHECK(asked(run) == args("P", 1, "Token", "a"));
    given(run, page_of(list_of(2), "b"));
    CHECK(asked(run) == args("P", 1, "Token", "b"));
    given(run, page_of(list_of(3), nullptr));
    CHECK(run.finished());
    CHECK_FALSE(run.resume_token());
}

TEST_CASE("tokens that are empty or false end the run") {
    for (auto const& next :
         {value(""), value(0), value(0.0), value(false), value(), args(), list_of(), value(blob())}) {
        auto run = run_of({});
        given(run, page_of(list_of(1), next));
        CHECK(run.finished());
    }
    for (auto const& next : {value("x"), value(1), value(true), args("a", 1), list_of(1), value(blob("b"))}) {
        auto run = run_of({});
        given(run, page_of(list_of(1), next));
        CHECK_FALSE(run.finished());
        CHECK(run.next_params().at("Token") == next);
    }
}

TEST_CASE("the text None is no token, but not the end either") {
    auto run = run_of({}, simple_entry, args("Token", "mine"));
    given(run, page_of(list_of(1), "None"));
    CHECK_FALSE(run.finished());
    CHECK(asked(run) == args());
}

TEST_CASE("more_results decides before tokens") {
    auto const entry =
        R"({"input_token": "Token", "output_token": "Next", "result_key": "Items", "more_results": "More"})";
    for (auto const& more : {value(false), value(), value("")}) {
        auto run = run_of({}, entry);
        given(run, args("Items", list_of(1), "Next", "a", "More", more));
        CHECK(run.finished());
    }
    auto run = run_of({}, entry);
    given(run, args("Items", list_of(1), "Next", "a", "More", true));
    CHECK_FALSE(run.finished());
}

TEST_CASE("a part of several tokens is enough, and vanished ones are removed") {
    auto run =
        run_of({}, R"({"input_token": ["K", "V"], "output_token": ["NK", "NV"], "result_key": "Items"})");
    given(run, args("NK", "k", "NV", "v"));
    CHECK(asked(run) == args("P", 1, "K", "k", "V", "v"));
    given(run, args("NK", "k2"));
    CHECK(asked(run) == args("P", 1, "K", "k2"));
}

TEST_CASE("a token out of the items") {
    auto run = run_of(
        {},
        R"({"input_token": "Marker", "output_token": "NextMarker || Items[-1].Key", "result_key": "Items"})");
    given(run, args("Items", list_of(args("Key", "a"), args("Key", "b"))));
    CHECK(run.next_params().at("Marker") == value("b"));
}

TEST_CASE("the same tokens twice are an error of the next page") {
    auto run = run_of({});
    given(run, page_of(list_of(1), "a"));
    asked(run);
    given(run, page_of(list_of(2), "a"));
    CHECK_FALSE(run.finished());
    CHECK_THROWS_WITH_AS(run.next_params(),
                         "Error during pagination: The same next token was received twice: {'Token': 'a'}",
                         pagination_error);
    CHECK(run.finished());
}

TEST_CASE("a starting token that comes back once is no repetition") {
    auto run = run_of(starting_with("a"));
    given(run, page_of(list_of(1), "a"));
    CHECK_NOTHROW(run.next_params());
}

TEST_CASE("max_items cuts the page and leaves a token") {
    struct {
        std::int64_t max;
        std::size_t pages;
        value last;
        std::string json;
    } const cases[] = {
        {0, 1, list_of(), R"({"Token": null, "boto_truncate_amount": 0})"},
        {-5, 1, list_of(), R"({"Token": null, "boto_truncate_amount": 0})"},
        {1, 1, list_of(1), R"({"Token": null, "boto_truncate_amount": 1})"},
        {2, 1, list_of(1, 2), R"({"Token": "a"})"},
        {3, 2, list_of(3), R"({"Token": "a", "boto_truncate_amount": 1})"},
        {4, 2, list_of(3, 4), R"({"Token": "b"})"},
        {5, 3, list_of(5), ""},
        {9, 3, list_of(5), ""},
    };
    for (auto const& c : cases) {
        CAPTURE(c.max);
        value const pages[] = {page_of(list_of(1, 2), "a"), page_of(list_of(3, 4), "b"),
                               page_of(list_of(5), nullptr)};
        auto run = run_of(items_at_most(c.max));
        std::size_t count = 0;
        value last;
        while (!run.finished()) last = given(run, pages[count++]);
        CHECK(count == c.pages);
        CHECK(last.at("Items") == c.last);
        CHECK(run.resume_token().value_or("") == token(c.json));
    }
}

TEST_CASE("other result keys of a cut page stay whole") {
    auto run = run_of(items_at_most(1));
    auto const page = given(run, args("Items", list_of(1, 2), "Extra", list_of(7, 8)));
    CHECK(page == args("Items", list_of(1), "Extra", list_of(7, 8)));
}

TEST_CASE("a page without items counts as empty") {
    auto run = run_of(items_at_most(1));
    given(run, args("Next", "a"));
    CHECK_FALSE(run.finished());
    auto const page = given(run, page_of(list_of(1, 2), nullptr));
    CHECK(page.at("Items") == list_of(1));
    CHECK(run.resume_token().value_or("") == token(R"({"Token": "a", "boto_truncate_amount": 1})"));
}

TEST_CASE("a resumed run goes on where the last one ended") {
    auto limits = items_at_most(1);
    limits.starting_token = token(R"({"Token": "a", "boto_truncate_amount": 1})");
    auto run = run_of(limits);
    CHECK(asked(run) == args("P", 1, "Token", "a"));
    auto const page = given(run, args("Items", list_of(1, 2, 3), "Extra", list_of(7), "Next", "b"));
    CHECK(page.at("Items") == list_of(2));
    CHECK(page.at("Extra") == list_of());
    // Counted from the start of the page, not from where this run began.
    CHECK(run.resume_token().value_or("") == token(R"({"Token": "a", "boto_truncate_amount": 2})"));
}

TEST_CASE("the offset of a resumed run counts for its first page only") {
    auto limits = items_at_most(3);
    limits.starting_token = token(R"({"Token": "a", "boto_truncate_amount": 1})");
    auto run = run_of(limits);
    given(run, page_of(list_of(1, 2), "b"));
    auto const page = given(run, page_of(list_of(3, 4, 5), "c"));
    CHECK(page.at("Items") == list_of(3, 4));
    CHECK(run.resume_token().value_or("") == token(R"({"Token": "b", "boto_truncate_amount": 2})"));
}

TEST_CASE("a service's own token starts a run, and a null one removes the parameter") {
    auto run = run_of(starting_with("raw"));
    CHECK(asked(run) == args("P", 1, "Token", "raw"));
    auto other = run_of(starting_with(token(R"({"Token": null})")), simple_entry, args("Token", "mine"));
    CHECK(asked(other) == args());
}

TEST_CASE("a token with other names can't be resumed again") {
    auto limits = items_at_most(1);
    limits.starting_token = token(R"({"Other": "x"})");
    auto run = run_of(limits);
    CHECK(asked(run) == args("P", 1, "Other", "x"));
    auto page = page_of(list_of(1, 2), nullptr);
    CHECK_THROWS_WITH_AS(run.accept(page), "Bad starting token: {'Other': 'x', 'boto_truncate_amount': 1}",
                         value_error);
    CHECK(run.finished());
}

TEST_CASE("members for the whole result come from the first page") {
    auto run = run_of({});
    given(run, args("Owner", args("Id", "o", "Name", "n"), "Next", "a"));
    given(run, args("Owner", args("Id", "p")));
    CHECK(value(run.non_aggregate_part()) == args("Owner", args("Id", "o")));
    auto other = run_of({});
    given(other, args());
    CHECK(value(other.non_aggregate_part()) == args("Owner", args("Id", nullptr)));
}

TEST_CASE("the page size takes the type of its member") {
    auto const service = make_service_schema("x", json::document::parse(limit_model).value());
    auto const* input = service->find_operation("List")->input;
    run_limits limits;
    limits.page_size = 5;
    struct {
        std::string_view key;
        value size;
    } const cases[] = {{"Text", "5"}, {"Number", 5}, {"Unknown", 5}};
    for (auto const& c : cases) {
        auto const entry = R"({"input_token": "T", "output_token": "N", "result_key": "I", "limit_key": ")" +
                           std::string(c.key) + "\"}";
        auto run = run_of(limits, entry, args(), input);
        CHECK(run.next_params().at(c.key) == c.size);
    }
    CHECK_THROWS_WITH_AS(
        run_of(limits, R"({"input_token": "T", "output_token": "N", "result_key": "I"})"),
        "Error during pagination: PageSize parameter is not supported for the pagination interface "
        "for this operation.",
        pagination_error);
}
