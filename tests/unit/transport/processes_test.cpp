// Real children: those that end well, fail, talk too much, or have to be killed.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/transport/system.hpp>
#include <functional>
#include <thread>

#include "run_awaitable.hpp"

using namespace coaws;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

pipeline::process_request command(std::vector<std::string> words) {
    pipeline::process_request request;
    request.command = std::move(words);
    return request;
}

pipeline::process_result run_command(pipeline::process_request request) {
    asio::io_context io;
    auto const processes = transport::make_system_processes();
    return testing_support::run(io, processes->run(std::move(request)));
}

pipeline::process_result run_script(std::string text) {
    return run_command(command({"sh", "-c", std::move(text)}));
}

bool has_children() {
    siginfo_t info{};
    return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

}  // namespace

TEST_CASE("a child's output and exit status come back") {
    auto const good = run_script("printf out; printf err >&2");
    CHECK(good.status == 0);
    CHECK(good.out == "out");
    CHECK(good.err == "err");
    CHECK_FALSE(good.too_long);
    CHECK(run_script("exit 7").status == 7);
    CHECK(run_script("kill -TERM $$").status == -SIGTERM);
    CHECK_FALSE(has_children());
}

TEST_CASE("much output on both streams comes whole") {
    auto const result = run_script("head -c 300000 /dev/zero; head -c 200000 /dev/zero >&2; echo end");
    CHECK(result.out.size() == 300004);
    CHECK(result.err.size() == 200000);
}

TEST_CASE("words are arguments, whatever they hold") {
    auto const result = run_command(command({"printf", "%s|", "a b", "$HOME", "'x'", "*", ""}));
    CHECK(result.out == "a b|$HOME|'x'|*||");
}

TEST_CASE("the environment is this process's, or another") {
    ::setenv("COAWS_TEST_CHILD", "seen", 1);
    CHECK(run_script("printf %s \"$COAWS_TEST_CHILD\"").out == "seen");
    ::unsetenv("COAWS_TEST_CHILD");
    auto request = command({"sh", "-c", "printf %s \"$A-$HOME\""});
    request.environment.emplace();
    request.environment->emplace_back("A", "b c");
    CHECK(run_command(std::move(request)).out == "b c-");
}

TEST_CASE("what can't be started is an error with the system's text") {
    CHECK_THROWS_WITH_AS(run_command(command({"/no/such/program"})),
                         "[Errno 2] No such file or directory: '/no/such/program'", file_error);
    CHECK_THROWS_AS(run_command(command({"/etc/hostname"})), file_error);
    CHECK_THROWS_AS(run_command(command({})), file_error);
    CHECK_THROWS_AS(run_command(command({"a", std::string("b\0c", 3)})), file_error);
}

TEST_CASE("a child that writes without end is stopped") {
    auto request = command({"sh", "-c", "while :; do echo more; done"});
    request.output_limit = 10000;
    auto const result = run_command(std::move(request));
    CHECK(result.too_long);
    CHECK(result.out.size() <= 10000);
    CHECK(result.status == -SIGKILL);
    CHECK_FALSE(has_children());
}

TEST_CASE("a child does not see this process's descriptors, and signals are as usual") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    auto const result =
        run_script("ls /proc/self/fd | tr '\\n' ' '; grep -E 'SigBlk|SigIgn' /proc/self/status");
    ::close(ends[0]);
    ::close(ends[1]);
    // 3 is the folder that ls reads.
    CHECK(result.out.starts_with("0 1 2 3 "));
    CHECK(result.out.find("SigBlk:\t0000000000000000") != std::string::npos);
}

TEST_CASE("cancellation kills the child and leaves no zombie") {
    // The grandchild keeps the pipes open: nobody waits for it.
    for (std::string const script :
         {"sleep 60", "sleep 60 & wait", "trap '' TERM; while :; do sleep 1; done"}) {
        CAPTURE(script);
        asio::io_context io;
        asio::cancellation_signal signal;
        auto const processes = transport::make_system_processes();
        std::exception_ptr outcome;
        auto work = processes->run(command({"sh", "-c", script}));
        auto keep = [&](std::exception_ptr failure, pipeline::process_result) { outcome = failure; };
        asio::co_spawn(io, std::move(work), asio::bind_cancellation_slot(signal.slot(), std::move(keep)));
        asio::steady_timer timer(io, 100ms);
        timer.async_wait([&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
        auto const begin = std::chrono::steady_clock::now();
        io.run();
        CHECK(std::chrono::steady_clock::now() - begin < 20s);
        REQUIRE(outcome != nullptr);
        try {
            std::rethrow_exception(outcome);
        } catch (boost::system::system_error const& e) {
            CHECK(e.code() == asio::error::operation_aborted);
        }
        CHECK_FALSE(has_children());
    }
}

TEST_CASE("a context may end while its child runs; the child goes with it") {
    auto const processes = transport::make_system_processes();
    {
        asio::io_context io;
        auto work = processes->run(command({"sleep", "60"}));
        asio::co_spawn(io, std::move(work), [](std::exception_ptr, pipeline::process_result) {});
        io.run_for(200ms);
    }
    // It is reaped when the next one is started, at the latest.
    for (int i = 0; i < 100 && has_children(); ++i) {
        std::this_thread::sleep_for(10ms);
        run_script("true");
    }
    CHECK_FALSE(has_children());
}

TEST_CASE("many children at once on one loop, and the loop never waits") {
    asio::io_context io;
    auto const processes = transport::make_system_processes();
    int ended = 0;
    for (int i = 0; i < 20; ++i) {
        auto work = processes->run(command({"sh", "-c", "sleep 0.2; echo done"}));
        asio::co_spawn(io, std::move(work), [&](std::exception_ptr failure, pipeline::process_result result) {
            CHECK_FALSE(failure);
            CHECK(result.out == "done\n");
            ++ended;
        });
    }
    int beats = 0;
    std::chrono::steady_clock::duration largest{};
    auto last = std::chrono::steady_clock::now();
    asio::steady_timer heart(io);
    std::function<void()> beat = [&] {
        auto const now = std::chrono::steady_clock::now();
        largest = std::max(largest, now - last);
        last = now;
        if (ended == 20) return;
        ++beats;
        heart.expires_after(1ms);
        heart.async_wait([&](boost::system::error_code) { beat(); });
    };
    beat();
    io.run();
    CHECK(ended == 20);
    MESSAGE("largest gap between heartbeats: ",
            std::chrono::duration_cast<std::chrono::microseconds>(largest).count(), " us");
    CHECK(beats > 20);
}
