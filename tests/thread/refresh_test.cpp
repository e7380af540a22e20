// Credentials that expire while coroutines of all threads ask for them.
#include <doctest/doctest.h>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/credentials/identity_source.hpp>
#include <coaws/credentials/tokens.hpp>
#include <thread>
#include <vector>

using namespace coaws;

namespace {

constexpr int threads = 4;
constexpr int callers = 1000;

class stepped_clock final : public pipeline::clock {
  public:
    timestamp now() const override { return timestamp(std::chrono::seconds(seconds.load())); }
    asio::awaitable<void> sleep(std::chrono::nanoseconds) override { co_return; }

    std::atomic<std::int64_t> seconds = 0;
};

/// Gives keys for an hour, after the other threads have had their chance.
class slow_provider final : public credential_provider {
  public:
    explicit slow_provider(std::shared_ptr<stepped_clock> clock) : clock_(std::move(clock)) {}
    std::string_view name() const override { return "slow"; }
    asio::awaitable<std::optional<credentials>> load(provider_context&) override {
        CHECK(++running == 1);
        auto const number = ++loads;
        for (int i = 0; i < 200; ++i) co_await asio::post(asio::use_awaitable);
        --running;
        if (fail) throw credential_retrieval_error("slow", "down");
        co_return credentials("K" + std::to_string(number), "S", {}, {}, "slow",
                              clock_->now() + std::chrono::hours(1));
    }

    std::atomic<int> loads = 0;
    std::atomic<int> running = 0;
    std::atomic<bool> fail = false;

  private:
    std::shared_ptr<stepped_clock> clock_;
};

struct fixture {
    std::shared_ptr<stepped_clock> clock = std::make_shared<stepped_clock>();
    std::shared_ptr<slow_provider> provider = std::make_shared<slow_provider>(clock);
    std::shared_ptr<pipeline::identity_source> source;

    fixture() {
        auto chain =
            std::make_shared<credential_chain>(std::vector<credential_chain::provider_ptr>{provider});
        auto context = [clock = clock]() -> asio::awaitable<provider_context> {
            provider_context made;
            made.world.clock = clock;
            co_return made;
        };
        source = make_cached_identity_source(std::move(chain), clock, std::move(context));
    }
};

struct tally {
    std::atomic<int> keys = 0;
    std::atomic<int> errors = 0;
    std::atomic<int> stale = 0;
};

asio::awaitable<void> ask(std::shared_ptr<pipeline::identity_source> source, std::string wanted,
                          tally& counts) {
    try {
        auto const keys = co_await source->resolve();
        ++(keys->access_key() == wanted ? counts.keys : counts.stale);
    } catch (error const&) {
        ++counts.errors;
    }
}

asio::awaitable<void> refuse_and_ask(std::shared_ptr<pipeline::identity_source> source, tally& counts) {
    auto const old = co_await source->resolve();
    source->invalidate(old);
    auto const keys = co_await source->resolve();
    ++(keys != old ? counts.keys : counts.stale);
}

/// All callers at once: on one context of all threads, or on a context a thread.
template <class Make>
void run_callers(bool shared, Make make) {
    std::vector<std::unique_ptr<asio::io_context>> loops;
    for (int i = 0; i < (shared ? 1 : threads); ++i)
        loops.push_back(std::make_unique<asio::io_context>(shared ? threads : 1));
    for (int i = 0; i < callers; ++i)
        asio::co_spawn(*loops[static_cast<std::size_t>(i) % loops.size()], make(), asio::detached);
    std::vector<std::thread> pool;
    for (int i = 0; i < threads; ++i)
        pool.emplace_back([&, i] { loops[static_cast<std::size_t>(i) % loops.size()]->run(); });
    for (auto& one : pool) one.join();
}

}  // namespace

TEST_CASE("a thousand callers at the moment of expiry cause one refresh") {
    for (bool shared : {true, false}) {
        CAPTURE(shared);
        fixture f;
        tally first;
        run_callers(shared, [&] { return ask(f.source, "K1", first); });
        CHECK(first.keys == callers);
        f.clock->seconds = 3600;
        tally second;
        run_callers(shared, [&] { return ask(f.source, "K2", second); });
        CHECK(second.keys == callers);
        CHECK(f.provider->loads == 2);
    }
}

TEST_CASE("a refresh that has to succeed and fails reaches every caller") {
    fixture f;
    tally first;
    run_callers(true, [&] { return ask(f.source, "K1", first); });
    f.clock->seconds = 3600;
    f.provider->fail = true;
    tally second;
    run_callers(true, [&] { return ask(f.source, "K2", second); });
    CHECK(second.errors == callers);
    // Who asks after the failure tries again.
    CHECK(f.provider->loads >= 2);
}

TEST_CASE("a thousand refusals of the same keys cause one refresh") {
    fixture f;
    tally counts;
    run_callers(true, [&] { return refuse_and_ask(f.source, counts); });
    CHECK(f.provider->loads <= 3);
    CHECK(counts.keys + counts.stale == callers);
    CHECK(counts.keys > 0);
}
