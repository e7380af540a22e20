// The least that a client can do: C coroutines on Beast that send prepared bytes. No signing, no retries, no
// time-outs, no decoding. Takes the command line of coaws-bench and prints the same line of JSON.
#include "exchange.hpp"
#include "options.hpp"

#include <sys/resource.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <deque>
#include <exception>
#include <stdexcept>
#include <string>

namespace {

namespace asio = boost::asio;
using coaws::bench::options;

double seconds_of(timeval const& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

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

/// `HOST:PORT` of `http://HOST:PORT`; the host must be an address.
std::string authority_of(std::string const& url) {
    auto text =
        url.starts_with("http://") ? url.substr(7) : throw std::invalid_argument("--endpoint wants http://…");
    while (text.ends_with('/')) text.pop_back();
    return text;
}

asio::ip::tcp::endpoint endpoint_of(std::string const& authority) {
    auto const colon = authority.rfind(':');
    unsigned short port = 80;
    if (colon != authority.npos)
        std::from_chars(authority.data() + colon + 1, authority.data() + authority.size(), port);
    return {asio::ip::make_address(authority.substr(0, colon)), port};
}

void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
}

class bench {
  public:
    explicit bench(options const& o) : options_(o), host_(authority_of(o.endpoint)) {
        request_ = bare::prepare(o.op, host_, o.size);
        for (std::uint64_t i = 0; i < o.concurrency; ++i) connections_.emplace_back(io_.get_executor());
        auto const peer = endpoint_of(host_);
        for (auto& c : connections_) asio::co_spawn(io_, c.open(peer), rethrow);
        io_.run();
    }

    void run(std::uint64_t count) {
        left_ = count;
        for (auto& c : connections_) asio::co_spawn(io_, work(c), rethrow);
        io_.restart();
        io_.run();
    }

  private:
    asio::awaitable<void> work(bare::connection& c) {
        while (left_ > 0) {
            --left_;
            co_await c.run(request_);
        }
    }

    options options_;
    std::string host_;
    bare::prepared request_;
    asio::io_context io_{1};
    std::deque<bare::connection> connections_;
    std::uint64_t left_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    try {
        auto const o = coaws::bench::parse_options(argc, argv);
        bench b(o);
        if (o.warmup > 0) b.run(o.warmup);
        reading const start;
        b.run(o.n);
        reading const end;
        double const wall = std::chrono::duration<double>(end.wall - start.wall).count();
        double const cpu = end.user - start.user + end.system - start.system;
        auto const n = static_cast<double>(o.n);
        std::printf(
            "{\"sdk\": \"bare\", \"op\": \"%s\", \"n\": %llu, \"concurrency\": %llu, \"size\": %llu, "
            "\"wall_s\": %.6f, \"user_s\": %.6f, \"sys_s\": %.6f, \"ops_per_s\": %.1f, \"cpu_us_per_op\": "
            "%.3f, "
            "\"errors\": 0, \"warmup\": %llu}\n",
            o.op.c_str(), static_cast<unsigned long long>(o.n),
            static_cast<unsigned long long>(o.concurrency), static_cast<unsigned long long>(o.size), wall,
            end.user - start.user, end.system - start.system, n / wall, cpu * 1e6 / n,
            static_cast<unsigned long long>(o.warmup));
    } catch (std::exception const& failure) {
        std::fprintf(stderr, "bare-client: %s\n", failure.what());
        return 1;
    }
}
