// Without writing a coroutine: callbacks, futures, and errors as values.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <coaws/coaws.hpp>
#include <exception>
#include <future>
#include <iostream>
#include <string>
#include <thread>
#include <tuple>

namespace asio = boost::asio;

namespace {

std::string text_of(std::exception_ptr failure) {
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& e) {
        return e.what();
    }
}

// A callback: runs on the session's executor, or on its own where it has one (asio::bind_executor).
void with_a_callback(coaws::client const& sts, std::promise<void>& done) {
    sts.async_call("GetCallerIdentity", coaws::args(), [&](std::exception_ptr failure, coaws::value out) {
        if (failure)
            std::cout << "callback: " << text_of(failure) << '\n';
        else
            std::cout << "callback: account " << out.at("Account").as_string() << '\n';
        done.set_value();
    });
}

// A future: errors are thrown by get().
void with_a_future(coaws::client const& sts) {
    std::future<coaws::value> answer = sts.async_call("GetCallerIdentity", coaws::args(), asio::use_future);
    std::cout << "future: account " << answer.get().at("Account").as_string() << '\n';
}

// as_tuple: error and result as one value, here for parameters that are refused before anything is sent.
void with_a_tuple(coaws::client const& sts, std::promise<void>& done) {
    using outcome = std::tuple<std::exception_ptr, coaws::value>;
    auto handler = [&](outcome got) {
        auto const& failure = std::get<0>(got);
        std::cout << "tuple: " << (failure ? text_of(failure) : coaws::to_json(std::get<1>(got))) << '\n';
        done.set_value();
    };
    auto params = coaws::args("RoleArn", 5);
    sts.async_call("AssumeRole", std::move(params), asio::as_tuple(handler));
}

}  // namespace

int main() {
    asio::io_context io;
    auto busy = asio::make_work_guard(io);  // keeps run() going while there is nothing to do
    std::jthread runs([&io] { io.run(); });
    int status = 0;
    try {
        coaws::session session(io.get_executor());
        coaws::client sts = asio::co_spawn(io, session.client("sts"), asio::use_future).get();
        std::promise<void> done;
        with_a_callback(sts, done);
        done.get_future().wait();
        with_a_future(sts);
        std::promise<void> done_too;
        with_a_tuple(sts, done_too);
        done_too.get_future().wait();
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        status = 1;
    }
    busy.reset();
    return status;
}
