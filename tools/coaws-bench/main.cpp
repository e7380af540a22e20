// A benchmark client: one client, C coroutines that take operations from one count, one line of JSON.
#include "operations.hpp"

#include <sys/resource.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <string>

namespace {

namespace asio = boost::asio;
using namespace coaws::bench;

double seconds_of(timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

/// Wall and processor time of this process at one moment.
struct reading {
    std::chrono::steady_clock::time_point wall = std::chrono::steady_clock::now();
    double user = 0;
    double system = 0;

    reading() {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        user = seconds_of(used.ru_utime);
        system = seconds_of(used.ru_stime);
    }
};

/// Peak resident memory; not ru_maxrss, which is inherited from the launcher.
long peak_kb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::strtol(line.c_str() + 6, nullptr, 10);
    return 0;
}

double since_spawn_ms() {
    char const* spawned = std::getenv("BENCH_T0_NS");
    if (spawned == nullptr) return -1;
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    return (std::chrono::duration<double, std::nano>(now).count() - std::strtod(spawned, nullptr)) / 1e6;
}

struct outcome {
    std::uint64_t errors = 0;
    std::uint64_t warmup_errors = 0;
    double client_create_ms = 0;
    long rss_after_client_kb = 0;
    double wall = 0;
    double user = 0;
    double system = 0;
};

asio::awaitable<void> worker(operation const& run, std::uint64_t& left, std::uint64_t& errors) {
    while (left > 0) {
        --left;
        try {
            co_await run();
        } catch (std::exception const& failure) {
            if (errors++ < 3) std::fprintf(stderr, "%s\n", failure.what());
        }
    }
}

/// Runs `count` operations with `concurrency` of them in flight; gives the number that failed.
std::uint64_t run_all(asio::io_context& io, operation const& run, std::uint64_t count,
                      std::uint64_t concurrency) {
    std::uint64_t left = count;
    std::uint64_t errors = 0;
    for (std::uint64_t i = 0; i < std::min(concurrency, count); ++i) {
        auto work = worker(run, left, errors);
        asio::co_spawn(io, std::move(work), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
    }
    io.restart();
    io.run();
    return errors;
}

template <class T>
T run_one(asio::io_context& io, asio::awaitable<T> work) {
    std::exception_ptr failure;
    std::optional<T> got;
    asio::co_spawn(io, std::move(work), [&](std::exception_ptr e, T v) {
        failure = e;
        if (!e) got.emplace(std::move(v));
    });
    io.restart();
    io.run();
    if (failure) std::rethrow_exception(failure);
    return std::move(*got);
}

void take_time(outcome& o, reading const& from, reading const& to) {
    o.wall = std::chrono::duration<double>(to.wall - from.wall).count();
    o.user = to.user - from.user;
    o.system = to.system - from.system;
}

outcome measure(options const& o) {
    asio::io_context io(1);
    coaws::session session(coaws::session_options().with_shared_files(false));
    outcome result;
    auto const before = std::chrono::steady_clock::now();
    auto making = session.client(std::string(service_of(o.op)), bench_config(o));
    auto const client = run_one(io, std::move(making));
    result.client_create_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
    result.rss_after_client_kb = peak_kb();
    if (o.op == "s3_list_pages" && !o.typed) {
        reading const start;
        auto const keys = run_one(io, list_pages(client, o.n));
        take_time(result, start, reading());
        result.errors = keys == o.n * 1000 ? 0 : 1;
        return result;
    }
    operation run;
    if (o.typed)
        run = make_typed_operation(client, o);
    else if (o.op == "client_create")
        run = [session, config = bench_config(o)]() -> asio::awaitable<void> {
            auto making_one = session.client("s3", config);
            co_await std::move(making_one);
        };
    else
        run = make_operation(client, o);
    if (o.warmup > 0) result.warmup_errors = run_all(io, run, o.warmup, o.concurrency);
    reading const start;
    result.errors = run_all(io, run, o.n, o.concurrency);
    take_time(result, start, reading());
    return result;
}

void print(options const& o, outcome const& r) {
    auto const n = static_cast<double>(o.n);
    std::printf(
        "{\"sdk\": \"%s\", \"op\": \"%s\", \"n\": %llu, \"concurrency\": %llu, \"size\": %llu, "
        "\"wall_s\": %.6f, "
        "\"user_s\": %.6f, \"sys_s\": %.6f, \"max_rss_kb\": %ld, \"ops_per_s\": %.1f, \"cpu_us_per_op\": "
        "%.3f, "
        "\"errors\": %llu, \"warmup\": %llu, \"client_create_ms\": %.3f, \"rss_after_client_kb\": %ld, "
        "\"since_spawn_ms\": %.3f}\n",
        o.typed ? "coaws typed" : "coaws", o.op.c_str(), static_cast<unsigned long long>(o.n),
        static_cast<unsigned long long>(o.concurrency), static_cast<unsigned long long>(o.size), r.wall,
        r.user, r.system, peak_kb(), n / r.wall, (r.user + r.system) * 1e6 / n,
        static_cast<unsigned long long>(r.errors + r.warmup_errors),
        static_cast<unsigned long long>(o.warmup), r.client_create_ms, r.rss_after_client_kb,
        since_spawn_ms());
}

}  // namespace

int main(int argc, char** argv) {
    try {
        auto const o = parse_options(argc, argv);
        auto const r = measure(o);
        print(o, r);
        return r.errors + r.warmup_errors == 0 ? 0 : 1;
    } catch (std::exception const& failure) {
        std::fprintf(stderr, "coaws-bench: %s\n", failure.what());
        return 1;
    }
}
