// What the configuration says of client-side monitoring, and observers given in code.
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/error.hpp>
#include <coaws/pipeline/metrics.hpp>

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

struct monitored : session_fixture {
    monitored() { world.environment->set("AWS_CSM_ENABLED", "true"); }

    /// A call of a client of a fresh session.
    void call() {
        auto ports = world.ports();
        ports.datagrams = agent;
        auto const from = session(options().with_world(ports));
        auto const parcels = run(from.client("parcels"));
        world.http->reply(200, "{}");
        run(parcels.call("SendParcel", small_parcel()));
    }

    std::shared_ptr<testing::recorded_datagrams> agent = std::make_shared<testing::recorded_datagrams>();
};

class counting_observer final : public metrics_observer {
  public:
    void call_ended(call_metrics const& metrics) override { attempts += static_cast<int>(metrics.attempts); }

    int attempts = 0;
};

}  // namespace

TEST_CASE("clients are monitored where the configuration asks for it") {
    monitored f;
    f.call();
    REQUIRE(f.agent->sent.size() == 2);
    CHECK(f.agent->sent[0].host == "127.0.0.1");
    CHECK(f.agent->sent[0].port == 31000);
    CHECK(from_json(f.agent->sent[0].bytes).at("Service").as_string() == "Parcel Post");
    CHECK(from_json(f.agent->sent[0].bytes).at("ClientId").as_string().empty());

    f.world.environment->set("AWS_CSM_ENABLED", "false");
    f.call();
    f.world.environment->unset("AWS_CSM_ENABLED");
    f.call();
    CHECK(f.agent->sent.size() == 2);

    f.config_file("[default]\ncsm_enabled = true\ncsm_host = agent\ncsm_port = 5\ncsm_client_id = app\n");
    f.call();
    REQUIRE(f.agent->sent.size() == 4);
    CHECK(f.agent->sent[2].host == "agent");
    CHECK(f.agent->sent[2].port == 5);
    CHECK(from_json(f.agent->sent[2].bytes).at("ClientId").as_string() == "app");
}

TEST_CASE("wrong settings of the monitor are told when a client is made") {
    struct row {
        char const* name;
        std::string text;
    };
    for (auto const& r : {row{"AWS_CSM_PORT", "x"}, row{"AWS_CSM_CLIENT_ID", std::string(256, 'i')}}) {
        CAPTURE(r.name);
        monitored f;
        f.world.environment->set(r.name, r.text);
        CHECK_THROWS_AS(f.client(), value_error);
    }
}

TEST_CASE("a client's observer is its own, or that of its session") {
    session_fixture f;
    auto const own = std::make_shared<counting_observer>();
    auto const shared = std::make_shared<counting_observer>();
    auto const from = f.make();
    from.set_default_client_config(client_config().with_metrics_observer(shared));
    struct row {
        client_config config;
        int own;
        int shared;
    };
    for (auto& r : {row{client_config(), 0, 1}, row{client_config().with_metrics_observer(own), 1, 1},
                    row{client_config().with_metrics_observer(nullptr), 1, 1}}) {
        auto const parcels = f.run(from.client("parcels", r.config));
        f.world.http->reply(200, "{}");
        f.run(parcels.call("SendParcel", small_parcel()));
        CHECK(own->attempts == r.own);
        CHECK(shared->attempts == r.shared);
    }
}
