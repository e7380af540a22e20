// The session's data files as values and models, and what it says of its program.
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/error.hpp>
#include <coaws/version.hpp>
#include <string>
#include <vector>

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

std::string agent_of(session_fixture& f, session const& from, client_config config = {}) {
    auto const made = f.run(from.client("parcels", std::move(config)));
    f.world.http->reply(200, "{}");
    f.run(made.call("SendParcel", small_parcel()));
    return std::string(f.world.http->requests.back().headers.get("User-Agent"));
}

/// The `m/` list of a User-Agent.
std::vector<std::string> features_of(std::string const& agent) {
    std::vector<std::string> all;
    auto const at = agent.find(" m/");
    if (at == std::string::npos) return all;
    auto rest = agent.substr(at + 3, agent.find(' ', at + 3) - at - 3);
    for (std::size_t comma = 0; comma != std::string::npos; rest = rest.substr(comma + 1)) {
        comma = rest.find(',');
        all.push_back(rest.substr(0, comma));
        if (comma == std::string::npos) break;
    }
    return all;
}

bool lists(std::string const& agent, std::string const& feature) {
    auto const all = features_of(agent);
    return std::find(all.begin(), all.end(), feature) != all.end();
}

}  // namespace

TEST_CASE("data files are given as values") {
    session_fixture f;
    auto const from = f.make();
    auto const endpoints = f.run(from.get_data("endpoints"));
    CHECK(endpoints.at("partitions").at(0).at("partition") == value("aws"));
    CHECK(f.run(from.get_data("parcels/2024-05-01/waiters-2")).at("version") == value(2));
    CHECK_THROWS_AS(f.run(from.get_data("nothing")), data_not_found_error);
}

TEST_CASE("a service's model is given as data, of the latest version or of one that is named") {
    session_fixture f;
    auto const from = f.make();
    CHECK(f.run(from.get_service_data("parcels")).get("metadata.apiVersion", "") == "2024-05-01");
    CHECK(f.run(from.get_service_data("parcels", "2019-01-01")).get("metadata.apiVersion", "") ==
          "2019-01-01");
    CHECK_THROWS_AS(f.run(from.get_service_data("nothing")), unknown_service_error);
    CHECK_THROWS_AS(f.run(from.get_service_data("parcels", "1999-01-01")), data_not_found_error);
}

TEST_CASE("EVT-03 handlers see a service's data before the caller does, and may change it") {
    session_fixture f;
    auto const from = f.make();
    std::string seen;
    from.events().on("service-data-loaded.parcel-post", [&](service_data_loaded& e) {
        seen = e.service_name;
        e.data["metadata"]["serviceAbbreviation"] = "Mine";
    });
    from.events().on("service-data-loaded", [&](service_data_loaded& e) -> asio::awaitable<void> {
        seen += " again";
        e.data["operations"].as_map().erase("GetParcel");
        co_return;
    });
    auto const data = f.run(from.get_service_data("parcels"));
    CHECK(seen == "parcels again");
    CHECK(data.get("metadata.serviceAbbreviation", "") == "Mine");
    auto const changed = f.run(from.get_service_model("parcels"));
    CHECK(changed->metadata().service_abbreviation == "Mine");
    CHECK(changed->find_operation("GetParcel") == nullptr);
    // Nobody else's model is touched.
    auto const made = f.run(from.client("parcels"));
    CHECK(made.meta().service_model->find_operation("GetParcel") != nullptr);
    CHECK(f.run(f.make().get_service_data("parcels")).get("metadata.serviceAbbreviation", "") == "Parcels");
}

TEST_CASE("a service's model is the one that its clients use") {
    session_fixture f;
    auto const from = f.make();
    auto const model = f.run(from.get_service_model("parcels"));
    CHECK(model.get() == f.run(from.client("parcels")).meta().service_model);
    CHECK(f.run(from.get_service_model("parcels", "2019-01-01"))->metadata().api_version == "2019-01-01");
    CHECK_THROWS_AS(f.run(from.get_service_model("nothing")), unknown_service_error);
}

TEST_CASE("waiters and paging are given as models") {
    session_fixture f;
    auto const from = f.make();
    CHECK(f.run(from.get_waiter_model("parcels"))->names() == std::vector<std::string>{"ParcelSent"});
    CHECK(!f.run(from.get_paginator_model("gallery")).as_map().empty());
    CHECK_THROWS_AS(f.run(from.get_waiter_model("atlas")), unknown_service_error);
    CHECK_THROWS_AS(f.run(from.get_paginator_model("atlas")), unknown_service_error);
}

TEST_CASE("the program's name stands in front of the library's") {
    session_fixture f;
    auto const from = f.make();
    std::string const own(version);
    CHECK(from.user_agent_name() == "coaws");
    CHECK(from.user_agent_version() == own);
    CHECK(from.user_agent_extra().empty());
    CHECK(agent_of(f, from).starts_with("coaws/" + own + " ua/2.1 "));
    CHECK(from.user_agent().starts_with("coaws/" + own + " C++/20 "));

    from.set_user_agent("my tool", "1.2");
    from.set_user_agent_extra("more/1");
    auto const extra = client_config().with_user_agent_extra("own/2");
    auto const agent = agent_of(f, from, extra);
    CHECK(agent.starts_with("my-tool/1.2 md/coaws#" + own + " ua/2.1 "));
    CHECK(agent.ends_with(" more/1 own/2"));
    f.world.environment->set("AWS_EXECUTION_ENV", "here");
    CHECK(from.user_agent().starts_with("my tool/1.2 C++/20 "));
    CHECK(from.user_agent().ends_with(" exec-env/here more/1"));
    CHECK(f.make().user_agent_name() == "coaws");
}

TEST_CASE("a text that replaces the User-Agent is followed by extras only") {
    session_fixture f;
    auto const from = f.make();
    from.set_user_agent_extra("more/1");
    auto const config = client_config().with_user_agent("mine").with_user_agent_extra("own/2");
    CHECK(agent_of(f, from, config) == "mine more/1 own/2");
}

TEST_CASE("requests tell the features of client and keys") {
    session_fixture f;
    auto const plain = agent_of(f, f.make());
    for (auto const* id : {"D", "Z", "b", "g"}) CHECK(lists(plain, id));
    CHECK(!lists(plain, "N"));
    client_config config;
    config.with_retries(retry_config().with_mode(retry_mode::standard))
        .with_endpoint_url("http://localhost:1")
        .with_request_checksum_calculation(checksum_mode::when_required)
        .with_response_checksum_validation(checksum_mode::when_required)
        .with_credentials(credentials("A", "s"));
    auto const other = agent_of(f, f.make(), config);
    for (auto const* id : {"E", "N", "a", "c", "e"}) CHECK(lists(other, id));
    CHECK(!lists(other, "g"));
    CHECK(lists(
        agent_of(f, f.make(), client_config().with_retries(retry_config().with_mode(retry_mode::adaptive))),
        "F"));
}
