#include <coaws/paginate/paginator.hpp>

#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/base/errors_paging.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/jmespath.hpp>

#include "scripted_invoker.hpp"

using namespace coaws;
using test::run;
using test::scripted_invoker;

namespace {

constexpr std::string_view model = R"({
  "metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "x", "protocol": "json", "jsonVersion": "1.1",
               "serviceId": "X", "signatureVersion": "v4"},
  "operations": {
    "ListItems": {"name": "ListItems", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "In"}},
    "GetItem": {"name": "GetItem", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "In"}}},
  "shapes": {"In": {"type": "structure", "members": {"Token": {"shape": "S"}}}, "S": {"type": "string"}}})";

constexpr std::string_view paginators = R"({"pagination": {
  "ListItems": {"input_token": "Token", "output_token": "Next", "result_key": ["Items", "Count"],
                "limit_key": "Max", "non_aggregate_keys": ["Owner"]}}})";

struct fixture {
    std::shared_ptr<scripted_invoker> invoker = std::make_shared<scripted_invoker>(model);
    std::shared_ptr<json::document const> document = json::document::parse(paginators).value();

    paginator paginator_for(std::string operation) const {
        auto source = [held = document]() -> asio::awaitable<std::shared_ptr<json::document const>> {
            return given(held);
        };
        return {invoker, source, std::move(operation)};
    }

    static asio::awaitable<std::shared_ptr<json::document const>> given(
        std::shared_ptr<json::document const> document) {
        co_return document;
    }

    void answer(value v) const { invoker->answers.emplace_back(std::move(v)); }
    void answer_three_pages() const {
        answer(args("Items", list_of(1, 2), "Count", 2, "Owner", "me", "Next", "a"));
        answer(args("Items", list_of(3, 4), "Count", 2, "Owner", "you", "Next", "b"));
        answer(args("Items", list_of(5), "Count", 1));
    }
};

// Written as users write it: the paginator and the iterator are temporaries.
asio::awaitable<std::vector<value>> all_pages(page_iterator pages) {
    std::vector<value> all;
    while (auto page = co_await pages.next()) all.push_back(std::move(*page));
    co_return all;
}

}  // namespace

TEST_CASE("pages come lazily, with the feature id of paginators") {
    fixture f;
    f.answer_three_pages();
    run([&]() -> asio::awaitable<void> {
        auto pages = f.paginator_for("list_items").paginate(args("P", 1));
        CHECK(f.invoker->calls.empty());
        auto const first = co_await pages.next();
        REQUIRE(first);
        CHECK(first->at("Next") == value("a"));
        CHECK(f.invoker->calls.size() == 1);
        auto const rest = co_await all_pages(pages);
        CHECK(rest.size() == 2);
        auto const end = co_await pages.next();
        CHECK_FALSE(end);
        CHECK_FALSE(pages.resume_token());
    });
    REQUIRE(f.invoker->calls.size() == 3);
    CHECK(f.invoker->calls[0].params == args("P", 1));
    CHECK(f.invoker->calls[2].params == args("P", 1, "Token", "b"));
    for (auto const& call : f.invoker->calls) CHECK(call.feature == "C");
}

TEST_CASE("each paginate is a fresh run over the same parameters") {
    fixture f;
    f.answer_three_pages();
    f.answer_three_pages();
    run([&]() -> asio::awaitable<void> {
        auto const maker = f.paginator_for("ListItems");
        auto const first = co_await all_pages(maker.paginate());
        auto const second = co_await all_pages(maker.paginate());
        CHECK(first == second);
    });
    CHECK(f.invoker->calls[3].params == args());
}

TEST_CASE("all pages as one result") {
    fixture f;
    f.answer_three_pages();
    run([&]() -> asio::awaitable<void> {
        auto const whole = co_await f.paginator_for("ListItems").paginate().build_full_result();
        CHECK(whole == args("Items", list_of(1, 2, 3, 4, 5), "Count", 5, "Owner", "me"));
    });
}

TEST_CASE("a result cut short carries the token to resume") {
    fixture f;
    f.answer_three_pages();
    run([&]() -> asio::awaitable<void> {
        auto pages = f.paginator_for("ListItems").paginate(args(), pagination_config{}.with_max_items(3));
        auto const whole = co_await pages.build_full_result();
        auto const token = base64_encode(R"({"Token": "a", "boto_truncate_amount": 1})");
        CHECK(whole == args("Items", list_of(1, 2, 3), "Count", 4, "Owner", "me", "NextToken", token));
        CHECK(pages.resume_token().value_or("") == token);
        CHECK(pages.non_aggregate_part().at("Owner") == value("me"));
    });
}

TEST_CASE("searches flatten lists one level") {
    struct {
        std::string expression;
        value found;
    } const cases[] = {
        {"Items", list_of(1, 2, 3, 4, 5)},
        {"Items[?@ > `3`]", list_of(4, 5)},
        {"Owner", list_of("me", "you", nullptr)},
        {"[Items]", list_of(list_of(1, 2), list_of(3, 4), list_of(5))},
    };
    for (auto const& c : cases) {
        fixture f;
        f.answer_three_pages();
        run([&]() -> asio::awaitable<void> {
            auto found = f.paginator_for("ListItems").paginate().search(c.expression);
            value_list all;
            while (auto item = co_await found.next()) all.push_back(std::move(*item));
            CHECK(value(std::move(all)) == c.found);
        });
    }
}

TEST_CASE("a malformed search fails at once") {
    fixture f;
    auto pages = f.paginator_for("ListItems").paginate();
    CHECK_THROWS_AS((void)pages.search("Items["), jmespath::jmespath_error);
}

TEST_CASE("one sequence for each result key, over one run") {
    fixture f;
    f.answer_three_pages();
    run([&]() -> asio::awaitable<void> {
        auto pages = f.paginator_for("ListItems").paginate();
        auto const keys = co_await pages.result_keys();
        CHECK(keys == std::vector<std::string>{"Items", "Count"});
        auto sequences = co_await pages.result_key_iters();
        REQUIRE(sequences.size() == 2);
        CHECK(f.invoker->calls.empty());
        value_list items;
        value_list counts;
        auto const count = co_await sequences[1].next();
        counts.push_back(*count);
        while (auto item = co_await sequences[0].next()) items.push_back(std::move(*item));
        while (auto item = co_await sequences[1].next()) counts.push_back(std::move(*item));
        CHECK(value(items) == list_of(1, 2, 3, 4, 5));
        CHECK(value(counts) == list_of(2, 2, 1));
    });
    CHECK(f.invoker->calls.size() == 3);
}

TEST_CASE("operations without pages are named as they were asked for") {
    fixture f;
    for (std::string const operation : {"get_item", "GetItem", "no_such_operation"}) {
        run([&]() -> asio::awaitable<void> {
            auto pages = f.paginator_for(operation).paginate();
            for (int i = 0; i < 2; ++i) {
                std::string told;
                try {
                    co_await pages.result_keys();
                } catch (operation_not_pageable_error const& e) {
                    told = e.operation_name();
                }
                CHECK(told == operation);
            }
        });
    }
    f.document = nullptr;
    auto work = [&]() -> asio::awaitable<void> {
        auto pages = f.paginator_for("ListItems").paginate();
        co_await pages.next();
    };
    CHECK_THROWS_AS(run(work), operation_not_pageable_error);
}

TEST_CASE("a failure ends the run") {
    fixture f;
    f.answer(args("Items", list_of(1), "Next", "a"));
    f.invoker->answers.emplace_back(client_error("ListItems", args("Error", args("Code", "Busy"))));
    run([&]() -> asio::awaitable<void> {
        auto pages = f.paginator_for("ListItems").paginate();
        co_await pages.next();
        std::string code;
        try {
            co_await pages.next();
        } catch (client_error const& e) {
            code = e.code();
        }
        CHECK(code == "Busy");
        auto const after = co_await pages.next();
        CHECK_FALSE(after);
    });
    CHECK(f.invoker->calls.size() == 2);
}

TEST_CASE("bad configuration comes from the first page") {
    fixture f;
    auto const config = pagination_config{}.with_starting_token("a___b___c");
    auto first_page = [&]() -> asio::awaitable<void> {
        auto pages = f.paginator_for("ListItems").paginate(args(), config);
        co_await pages.next();
    };
    CHECK_THROWS_WITH_AS(run(first_page), "Bad starting token: a___b___c", value_error);
    CHECK(f.invoker->calls.empty());
}

TEST_CASE("cancelling a page ends the run") {
    fixture f;
    asio::io_context io;
    asio::cancellation_signal signal;
    bool cancelled = false;
    bool ended = false;
    auto work = [&]() -> asio::awaitable<void> {
        co_await asio::this_coro::throw_if_cancelled(false);
        co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
        auto pages = f.paginator_for("ListItems").paginate();
        try {
            co_await pages.next();
        } catch (boost::system::system_error const& e) {
            cancelled = e.code() == asio::error::operation_aborted;
        }
        co_await asio::this_coro::reset_cancellation_state();
        auto const after = co_await pages.next();
        ended = !after;
    };
    asio::co_spawn(io, work(), asio::bind_cancellation_slot(signal.slot(), [](std::exception_ptr) {}));
    asio::steady_timer timer(io, std::chrono::milliseconds(5));
    timer.async_wait([&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
    io.run();
    CHECK(cancelled);
    CHECK(ended);
    CHECK(f.invoker->calls.size() == 1);
}

TEST_CASE("whether an operation has pages") {
    auto const document = json::document::parse(paginators).value();
    CHECK(is_pageable(document.get(), "ListItems"));
    CHECK_FALSE(is_pageable(document.get(), "list_items"));
    CHECK_FALSE(is_pageable(document.get(), "GetItem"));
    CHECK_FALSE(is_pageable(nullptr, "ListItems"));
}
