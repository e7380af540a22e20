#include <doctest/doctest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/credentials/identity_source.hpp>

#include <thread>

#include "memory_world.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

/// Waits until it is let go, then gives keys numbered by load.
class gated_provider final : public credential_provider {
  public:
    std::string_view name() const override { return "gated"; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        auto const number = ++loads;
        if (gated) {
            auto executor = co_await asio::this_coro::executor;
            asio::steady_timer poll(executor);
            while (!open) {
                poll.expires_after(std::chrono::milliseconds(1));
                co_await poll.async_wait(asio::use_awaitable);
            }
        }
        if (fail) throw credential_retrieval_error("gated", "no luck");
        if (absent) co_return std::nullopt;
        bypassed = context.bypass_cache;
        co_return credentials("K" + std::to_string(number), "S", {}, {}, "gated", expires);
    }

    std::atomic<int> loads{0};
    std::atomic<bool> gated{false};
    std::atomic<bool> open{false};
    std::atomic<bool> fail{false};
    std::atomic<bool> absent{false};
    std::atomic<bool> bypassed{false};
    std::optional<timestamp> expires;
};

struct fixture {
    memory_world world;
    std::shared_ptr<gated_provider> provider = std::make_shared<gated_provider>();
    int contexts = 0;
    std::shared_ptr<pipeline::identity_source> source = make_source();

    std::shared_ptr<pipeline::identity_source> make_source() {
        auto chain =
            std::make_shared<credential_chain>(std::vector<credential_chain::provider_ptr>{provider});
        return make_cached_identity_source(chain, world.clock, [this]() -> asio::awaitable<provider_context> {
            ++contexts;
            co_return world.context();
        });
    }
    std::string resolve() {
        auto const keys = run(source->resolve());
        return keys == nullptr ? "none" : keys->access_key();
    }
};

/// Counts what callers got.
struct tally {
    std::atomic<int> keys{0};
    std::atomic<int> errors{0};
    std::atomic<int> cancelled{0};
};

asio::awaitable<void> ask(std::shared_ptr<pipeline::identity_source> source, tally& counts) {
    try {
        auto const keys = co_await source->resolve();
        if (keys != nullptr) ++counts.keys;
    } catch (boost::system::system_error const&) {
        ++counts.cancelled;
    } catch (error const&) {
        ++counts.errors;
    }
}

}  // namespace

TEST_CASE("keys without expiry are looked for once") {
    fixture f;
    CHECK(f.contexts == 0);
    CHECK(f.resolve() == "K1");
    CHECK(f.resolve() == "K1");
    CHECK(f.provider->loads == 1);
    CHECK(f.contexts == 1);
}

TEST_CASE("keys are refreshed inside the windows") {
    fixture f;
    f.provider->expires = f.world.clock->now() + std::chrono::hours(1);
    CHECK(f.resolve() == "K1");
    f.world.clock->advance(std::chrono::minutes(46));
    f.provider->fail = true;
    CHECK(f.resolve() == "K1");
    CHECK(f.provider->loads == 2);
    f.world.clock->advance(std::chrono::minutes(6));
    CHECK_THROWS_AS(f.resolve(), credential_retrieval_error);
    f.provider->fail = false;
    f.provider->expires = f.world.clock->now() + std::chrono::hours(1);
    CHECK(f.resolve() == "K4");
    CHECK(f.resolve() == "K4");
}

TEST_CASE("keys found near their expiry are refreshed before they are handed out") {
    fixture f;
    f.provider->expires = f.world.clock->now() + std::chrono::minutes(5);
    CHECK(f.resolve() == "K2");
}

TEST_CASE("that there are none is remembered for a while; failures are not") {
    fixture f;
    f.provider->absent = true;
    CHECK(f.resolve() == "none");
    CHECK(f.resolve() == "none");
    CHECK(f.provider->loads == 1);
    f.world.clock->advance(std::chrono::minutes(2));
    f.provider->fail = true;
    CHECK_THROWS_AS(f.resolve(), credential_retrieval_error);
    f.provider->fail = false;
    f.provider->absent = false;
    CHECK(f.resolve() == "K3");
}

TEST_CASE("many callers on one loop share a search, its keys or its error") {
    for (bool fail : {false, true}) {
        CAPTURE(fail);
        fixture f;
        f.provider->gated = true;
        f.provider->fail = fail;
        tally counts;
        asio::io_context loop;
        for (int i = 0; i < 10; ++i) asio::co_spawn(loop, ask(f.source, counts), asio::detached);
        loop.poll();
        CHECK(f.provider->loads == 1);
        f.provider->open = true;
        loop.run();
        CHECK(f.provider->loads == 1);
        CHECK((fail ? counts.errors : counts.keys) == 10);
    }
}

TEST_CASE("a cancelled caller leaves the search to the others, even the one who began it") {
    fixture f;
    f.provider->gated = true;
    tally counts;
    asio::io_context loop;
    std::vector<asio::cancellation_signal> signals(3);
    for (auto& signal : signals) {
        asio::co_spawn(loop, ask(f.source, counts),
                       asio::bind_cancellation_slot(signal.slot(), asio::detached));
    }
    loop.poll();
    signals[0].emit(asio::cancellation_type::terminal);
    signals[2].emit(asio::cancellation_type::terminal);
    loop.poll();
    CHECK(counts.cancelled == 2);
    CHECK(counts.keys == 0);
    f.provider->open = true;
    loop.run();
    CHECK(counts.keys == 1);
    CHECK(f.provider->loads == 1);
    CHECK(f.resolve() == "K1");
}

TEST_CASE("a search that nobody waits for any more is cancelled, and the next caller begins another") {
    fixture f;
    f.provider->gated = true;
    tally counts;
    asio::io_context loop;
    std::vector<asio::cancellation_signal> signals(2);
    for (auto& signal : signals) {
        asio::co_spawn(loop, ask(f.source, counts),
                       asio::bind_cancellation_slot(signal.slot(), asio::detached));
    }
    loop.poll();
    for (auto& signal : signals) signal.emit(asio::cancellation_type::terminal);
    // Ends, although the provider would wait for ever.
    loop.run();
    CHECK(counts.cancelled == 2);
    CHECK(f.provider->loads == 1);
    f.provider->open = true;
    CHECK(f.resolve() == "K2");
}

TEST_CASE("who comes while a deserted search is being cancelled gets another") {
    fixture f;
    f.provider->gated = true;
    tally counts;
    asio::io_context loop;
    asio::cancellation_signal signal;
    asio::co_spawn(loop, ask(f.source, counts), asio::bind_cancellation_slot(signal.slot(), asio::detached));
    loop.poll();
    signal.emit(asio::cancellation_type::terminal);
    f.provider->open = true;
    asio::co_spawn(loop, ask(f.source, counts), asio::detached);
    loop.run();
    CHECK(counts.cancelled == 1);
    CHECK(counts.keys == 1);
}

TEST_CASE("keys that were refused are fetched anew, past the cache") {
    fixture f;
    f.provider->expires = f.world.clock->now() + std::chrono::hours(1);
    auto const old = run(f.source->resolve());
    CHECK(old->access_key() == "K1");
    CHECK(f.source->invalidate(old));
    CHECK(f.resolve() == "K2");
    CHECK(f.provider->bypassed);
    CHECK(f.source->invalidate(old));
    CHECK(f.resolve() == "K2");
    CHECK(f.provider->loads == 2);
}

TEST_CASE("keys that have expired when they come are an error") {
    fixture f;
    f.provider->expires = f.world.clock->now();
    CHECK_THROWS_WITH_AS(f.resolve(),
                         "Error when retrieving credentials from gated: Credentials were refreshed, but the "
                         "refreshed credentials are still expired.",
                         credential_retrieval_error);
    fixture other;
    other.provider->expires = other.world.clock->now() + std::chrono::minutes(20);
    CHECK(other.resolve() == "K1");
    other.world.clock->advance(std::chrono::minutes(15));
    other.provider->absent = true;
    CHECK_THROWS_WITH_AS(other.resolve(),
                         "Error when retrieving credentials from gated: Credential refresh failed, response "
                         "did not contain: access_key, secret_key, token, expiry_time",
                         credential_retrieval_error);
}

TEST_CASE("a search whose loop is destroyed is begun anew by those who wait elsewhere") {
    fixture f;
    f.provider->gated = true;
    tally counts;
    asio::io_context survivor;
    {
        asio::io_context doomed;
        asio::co_spawn(doomed, ask(f.source, counts), asio::detached);
        doomed.poll();
        asio::co_spawn(survivor, ask(f.source, counts), asio::detached);
        survivor.poll();
        CHECK(f.provider->loads == 1);
    }
    f.provider->open = true;
    survivor.run();
    CHECK(counts.keys == 1);
    CHECK(f.provider->loads == 2);
}

TEST_CASE("callers on many threads share one search") {
    fixture f;
    f.provider->gated = true;
    tally counts;
    constexpr int threads = 4;
    constexpr int callers = 50;
    std::vector<std::thread> pool;
    for (int i = 0; i < threads; ++i) {
        pool.emplace_back([&] {
            asio::io_context loop;
            for (int k = 0; k < callers; ++k) asio::co_spawn(loop, ask(f.source, counts), asio::detached);
            loop.run();
        });
    }
    f.provider->open = true;
    for (auto& one : pool) one.join();
    CHECK(counts.keys == threads * callers);
    CHECK(f.provider->loads == 1);
}

TEST_CASE("a static source always gives its keys") {
    auto const source = make_static_identity_source(credentials("A", "S"));
    CHECK(run(source->resolve())->access_key() == "A");
    CHECK(run(source->resolve()) == run(source->resolve()));
    CHECK_FALSE(source->invalidate(run(source->resolve())));
}
