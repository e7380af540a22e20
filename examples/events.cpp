// Handlers: watching calls and changing them on their way, as plain functions and as coroutines.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <exception>
#include <iostream>
#include <optional>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

// A coroutine handler may await whatever it needs; this one spaces requests out. Answering a response would
// stop the request from being sent.
asio::awaitable<std::optional<coaws::http::response>> hold_back(coaws::before_send& e) {
    asio::steady_timer pause(co_await asio::this_coro::executor, 5ms);
    co_await pause.async_wait(asio::use_awaitable);
    std::cout << "before-send: " << e.operation().name << '\n';
    co_return std::nullopt;
}

// On the session: clients made from now on have these handlers.
void watch_everything(coaws::session const& session) {
    session.events().on("before-send.*", hold_back);
    session.events().on("after-call.s3", [](coaws::after_call& e) {
        std::cout << "after-call: " << e.operation().name << " answered " << e.response.status << '\n';
    });
}

// On one client, for one operation: a default that callers need not know. The id makes it removable.
void keep_pages_small(coaws::client const& s3) {
    s3.events().on("provide-client-params.s3.ListObjectsV2", "small-pages",
                   [](coaws::provide_client_params& e) { e.params["MaxKeys"] = 2; });
}

asio::awaitable<void> run() {
    coaws::session session;
    watch_everything(session);
    auto s3 = co_await session.client("s3");
    co_await s3.call("CreateBucket", coaws::args("Bucket", "events"));
    for (auto const* key : {"a", "b", "c"}) {
        auto params = coaws::args("Bucket", "events", "Key", key, "Body", key);
        co_await s3.call("PutObject", std::move(params));
    }
    keep_pages_small(s3);
    auto few = co_await s3.call("ListObjectsV2", coaws::args("Bucket", "events"));
    s3.events().off("provide-client-params.s3.ListObjectsV2", "small-pages");
    auto all = co_await s3.call("ListObjectsV2", coaws::args("Bucket", "events"));
    std::cout << few.at("Contents").size() << " keys with the handler, " << all.at("Contents").size()
              << " without\n";
}

}  // namespace

int main() {
    try {
        asio::io_context io;
        asio::co_spawn(io, run(), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
