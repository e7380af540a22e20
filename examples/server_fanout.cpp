// Many operations at once, as a server has them: 10,000 of GetItem, 256 in flight.
//
//     server_fanout [THREADS [OPERATIONS]]
//
// With one thread (the default) everything runs on it. With more, the same code runs on an io_context that
// all of them serve: sessions and clients may be shared, and each coroutine may go on on another thread than
// it stopped on.
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <thread>
#include <vector>

namespace asio = boost::asio;

namespace {

constexpr int in_flight = 256;

struct tally {
    std::atomic<int> left{0};
    std::atomic<int> done{0};
    std::atomic<int> failed{0};
};

void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
}

// Stands for the handler of one request. A server would use what it gets; this one counts.
asio::awaitable<void> handle(coaws::client table, tally& counts) {
    auto key = coaws::args("pk", coaws::args("S", "user#000001"), "sk", coaws::args("S", "profile"));
    auto params = coaws::args("TableName", "bench", "Key", std::move(key));
    auto out = co_await table.try_call("GetItem", std::move(params));
    if (out) {
        ++counts.done;
    } else if (counts.failed++ == 0) {
        std::cerr << out.error().what() << '\n';
    }
}

asio::awaitable<void> worker(coaws::client table, tally& counts) {
    while (counts.left-- > 0) co_await handle(table, counts);
}

// The table, where there is none yet. An error ends nothing: the server may have no use for tables.
asio::awaitable<void> make_table(coaws::client table) {
    auto names = coaws::list_of(coaws::args("AttributeName", "pk", "KeyType", "HASH"),
                                coaws::args("AttributeName", "sk", "KeyType", "RANGE"));
    auto types = coaws::list_of(coaws::args("AttributeName", "pk", "AttributeType", "S"),
                                coaws::args("AttributeName", "sk", "AttributeType", "S"));
    auto params = coaws::args("TableName", "bench", "KeySchema", std::move(names), "AttributeDefinitions",
                              std::move(types), "BillingMode", "PAY_PER_REQUEST");
    auto made = co_await table.try_call("CreateTable", std::move(params));
    if (!made) std::cerr << "no table was made: " << made.error().what() << '\n';
}

asio::awaitable<void> serve(coaws::session session, tally& counts) {
    // One idle connection for each operation in flight; the default keeps ten and closes the others after
    // use.
    auto config = coaws::client_config().with_max_pool_connections(in_flight);
    auto table = co_await session.client("dynamodb", config);
    co_await make_table(table);
    auto executor = co_await asio::this_coro::executor;
    for (int i = 0; i < in_flight; ++i) asio::co_spawn(executor, worker(table, counts), rethrow);
}

}  // namespace

int main(int argc, char** argv) {
    int const threads = argc > 1 ? std::atoi(argv[1]) : 1;
    int const operations = argc > 2 ? std::atoi(argv[2]) : 10'000;
    try {
        tally counts;
        counts.left = operations;
        asio::io_context io(threads);
        coaws::session session;
        auto const start = std::chrono::steady_clock::now();
        asio::co_spawn(io, serve(session, counts), rethrow);
        {
            std::vector<std::jthread> helpers;
            for (int i = 1; i < threads; ++i) helpers.emplace_back([&io] { io.run(); });
            io.run();
        }
        std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
        std::cout << counts.done << " done, " << counts.failed << " failed, " << in_flight << " in flight, "
                  << threads << (threads == 1 ? " thread, " : " threads, ") << took.count() << " s\n";
        return counts.done == operations ? 0 : 1;
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
