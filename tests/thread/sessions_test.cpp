// One session and its clients used from all threads of one io_context.
#include "thread/canned_transport.hpp"

#include <doctest/doctest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <coaws/pipeline/events.hpp>
#include <cstdlib>
#include <exception>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;

namespace {

constexpr unsigned threads = 4;
constexpr unsigned tasks = 64;

coaws::session make_session(std::shared_ptr<coaws::test::canned_transport> transport) {
    char const* data = std::getenv("COAWS_BOTOCORE_DATA");
    REQUIRE_MESSAGE(data != nullptr,
                    "COAWS_BOTOCORE_DATA names the folder of the pinned models; tools/test sets it");
    coaws::session_options options;
    options.with_environment(false).with_shared_files(false).with_model_path(data);
    coaws::pipeline::world world;
    world.transport = std::move(transport);
    options.with_world(std::move(world));
    coaws::session session(std::move(options));
    session.set_credentials(coaws::credentials("AKIDEXAMPLE", "example"));
    return session;
}

coaws::client_config in_region() {
    coaws::client_config config;
    config.with_region("eu-west-1");
    return config;
}

/// Runs `task` that many times at once on a context of four threads; throws the first failure.
void run_on_threads(std::function<asio::awaitable<void>(unsigned)> task) {
    asio::io_context io(threads);
    std::vector<std::exception_ptr> failures(tasks);
    for (unsigned i = 0; i < tasks; ++i) {
        auto const done = [&failures, i](std::exception_ptr failure) { failures[i] = std::move(failure); };
        asio::co_spawn(io, task(i), done);
    }
    std::vector<std::thread> pool;
    for (unsigned i = 0; i < threads; ++i) pool.emplace_back([&io] { io.run(); });
    for (auto& thread : pool) thread.join();
    for (auto const& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

asio::awaitable<void> make_client_and_call(coaws::session session, unsigned i) {
    static char const* const services[] = {"dynamodb", "sqs", "kms"};
    static char const* const operations[] = {"ListTables", "ListQueues", "ListKeys"};
    auto const config = in_region();
    auto const client = co_await session.client(services[i % 3], config);
    for (unsigned call = 0; call < 4; ++call) {
        auto const output = co_await client.try_call(operations[i % 3], coaws::value());
        CHECK(output.has_value());
    }
}

asio::awaitable<void> register_and_call(coaws::client client, unsigned i) {
    auto const id = "task-" + std::to_string(i);
    auto const handler = [](coaws::before_parameter_build&) {};
    client.events().on("before-parameter-build.dynamodb", id, handler);
    auto const output = co_await client.try_call("ListTables", coaws::value());
    CHECK(output.has_value());
    client.events().off("before-parameter-build.dynamodb", id);
}

asio::awaitable<coaws::client> make_dynamodb(coaws::session session) {
    auto const config = in_region();
    co_return co_await session.client("dynamodb", config);
}

}  // namespace

TEST_CASE("clients of several services are made and used by all threads at once") {
    auto const transport = std::make_shared<coaws::test::canned_transport>(200, "{}");
    auto const session = make_session(transport);
    auto const task = [session](unsigned i) { return make_client_and_call(session, i); };
    CHECK_NOTHROW(run_on_threads(task));
    CHECK(transport->sent() == tasks * 4);
}

TEST_CASE("handlers come and go while operations run") {
    auto const transport = std::make_shared<coaws::test::canned_transport>(200, "{}");
    auto const session = make_session(transport);
    asio::io_context io;
    coaws::client client;
    auto const keep = [&client](std::exception_ptr failure, coaws::client made) {
        if (failure) std::rethrow_exception(failure);
        client = std::move(made);
    };
    asio::co_spawn(io, make_dynamodb(session), keep);
    io.run();
    auto const task = [client](unsigned i) { return register_and_call(client, i); };
    CHECK_NOTHROW(run_on_threads(task));
    CHECK(transport->sent() == tasks);
}
