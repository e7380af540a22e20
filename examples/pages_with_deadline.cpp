// Pages until a deadline: what has come by then counts, and the rest is fetched another time. Runs in a world
// of its own (coaws::testing::world) with a service that stops answering; only the model of S3 has to be
// found.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <coaws/testing.hpp>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

struct listing {
    std::vector<std::string> keys;
    std::optional<std::string> rest;  // where to go on
};

asio::awaitable<void> list_keys(coaws::client s3, listing& found) {
    auto params = coaws::args("Bucket", "mine");
    if (found.rest) params["ContinuationToken"] = *found.rest;
    auto pages = s3.paginate("ListObjectsV2", std::move(params));
    while (auto page = co_await pages.next()) {
        for (auto const& object : page->at("Contents").as_list())
            found.keys.push_back(object.at("Key").as_string());
        auto const* token = page->find("NextContinuationToken");
        found.rest = token == nullptr ? std::nullopt : std::optional(token->as_string());
    }
}

// Cancelling ends whatever the pages are waiting for: a connection, an answer, a pause between attempts.
void list_until(coaws::testing::world& w, coaws::client const& s3, std::chrono::milliseconds patience,
                listing& found) {
    asio::cancellation_signal stop;
    asio::steady_timer deadline(w.executor(), patience);
    auto ended = [&](std::exception_ptr failure) {
        deadline.cancel();
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (boost::system::system_error const& e) {
            if (e.code() != asio::error::operation_aborted) throw;
        }
    };
    asio::co_spawn(w.executor(), list_keys(s3, found), asio::bind_cancellation_slot(stop.slot(), ended));
    deadline.async_wait([&](boost::system::error_code cancelled) {
        if (!cancelled) stop.emit(asio::cancellation_type::terminal);
    });
    w.run_loop();
}

// Stands for a service that has become slow.
asio::awaitable<void> hang(coaws::before_send&) {
    asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::use_awaitable);
}

std::string page(std::string const& key, std::string const& next) {
    return "<ListBucketResult><Contents><Key>" + key + "</Key></Contents><IsTruncated>" +
           (next.empty() ? "false" : "true") + "</IsTruncated>" +
           (next.empty() ? "" : "<NextContinuationToken>" + next + "</NextContinuationToken>") +
           "</ListBucketResult>";
}

void show(char const* when, listing const& found) {
    std::cout << when << ':';
    for (auto const& key : found.keys) std::cout << ' ' << key;
    std::cout << (found.rest ? " and more\n" : "\n");
}

}  // namespace

int main() {
    try {
        coaws::testing::world w;
        auto s3 = w.client("s3");
        listing found;

        w.http().reply(200, page("a", "2")).answer([&] {
            s3.events().on("before-send.s3", "slow", hang);
            coaws::http::response second;
            second.status = 200;
            second.body = page("b", "3");
            return second;
        });
        list_until(w, s3, 200ms, found);
        show("at the deadline", found);

        s3.events().off("before-send.s3", "slow");
        w.http().reply(200, page("c", ""));
        list_until(w, s3, 1min, found);
        show("later", found);
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
