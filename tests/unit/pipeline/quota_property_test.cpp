// Random calls against a quota that is counted by hand (RETRY-23): what a whole call takes and gives back.
#include "../model/test_models.hpp"
#include "../transport/run_awaitable.hpp"
#include "scripted_world.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/value/args.hpp>
#include <cstddef>
#include <random>
#include <vector>

using namespace coaws;
using testing::http_failure;
using testing_support::scripted_world;
namespace asio = boost::asio;

namespace {

enum class outcome { success, refusal, unavailable, timeout };

/// The rules as they are written down, for one call after the other.
class obvious_quota {
  public:
    /// The attempts that a call makes whose attempts would end so.
    std::size_t attempts(std::vector<outcome> const& script, std::size_t limit) {
        unsigned taken = 0;
        for (std::size_t made = 1;; ++made) {
            auto const now = script[made - 1];
            if (now == outcome::success) left_ = std::min(500u, left_ + (taken == 0 ? 1 : taken));
            if (now == outcome::success || now == outcome::refusal || made == limit) return made;
            unsigned const cost = now == outcome::timeout ? 10 : 5;
            if (cost > left_) {
                ++refused;
                return made;
            }
            left_ -= cost;
            taken = cost;
        }
    }

    unsigned refused = 0;

  private:
    unsigned left_ = 500;
};

pipeline::client_parts unsigned_client(scripted_world const& world) {
    pipeline::client_parts parts;
    parts.service = testing_data::service("parcels");
    retry::strategy_options how;
    how.mode = retry::mode::standard;
    parts.retries = retry::make_strategy(how, nullptr);
    parts.events = std::make_shared<emitter>();
    parts.world = world.ports();
    parts.settings.signature_version = "none";
    parts.settings.endpoint_url = "https://parcels.example.com";
    return parts;
}

struct fixture {
    void script(outcome next) {
        if (next == outcome::timeout)
            world.http->fail(http_failure::read_timeout);
        else
            world.http->reply(next == outcome::success ? 200 : next == outcome::refusal ? 400 : 503, "{}");
    }

    /// The attempts that a call makes.
    std::size_t call(std::vector<outcome> const& attempts, std::size_t limit) {
        world.http->requests.clear();
        world.http->clear();
        for (auto next : attempts) script(next);
        auto const options = call_options().with_max_attempts(static_cast<unsigned>(limit));
        asio::io_context io;
        auto work = pipeline::invoke(core, "DescribeDepots", args(), options);
        static_cast<void>(testing_support::run(io, std::move(work)));
        return world.http->requests.size();
    }

    scripted_world world;
    pipeline::client_core core{unsigned_client(world)};
};

}  // namespace

TEST_CASE("any sequence of calls makes as many attempts as the obvious model says") {
    unsigned refused = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        std::mt19937 dice(seed);
        fixture f;
        obvious_quota model;
        // Some runs fail nearly always, others recover.
        unsigned const failing = 2 + dice() % 8;
        for (int step = 0; step < 150; ++step) {
            CAPTURE(step);
            std::vector<outcome> script;
            for (int i = 0; i < 3; ++i) {
                bool const fails = dice() % 10 < failing;
                script.push_back(static_cast<outcome>((fails ? 2 : 0) + dice() % 2));
            }
            std::size_t const limit = 1 + dice() % 3;
            REQUIRE(f.call(script, limit) == model.attempts(script, limit));
        }
        refused += model.refused;
    }
    CHECK(refused > 50);
}
