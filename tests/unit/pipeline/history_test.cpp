// The history of calls.
#include "parcel_client.hpp"

#include <doctest/doctest.h>
#include <coaws/pipeline/history.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace coaws;
using testing_support::held_input;
using testing_support::held_output;
using testing_support::parcel_client;
using testing_support::secret_parcel;
namespace asio = boost::asio;

namespace {

struct event {
    std::string type;
    value payload;
    std::string source;
};

/// Records while it lives.
struct recording {
    recording() {
        auto keep = [this](std::string_view type, value const& payload, std::string_view source) {
            events.push_back(event{std::string(type), payload, std::string(source)});
        };
        id = history::add_handler(std::move(keep));
        history::enable();
    }
    ~recording() {
        history::disable();
        history::remove_handler(id);
    }
    recording(recording const&) = delete;
    recording& operator=(recording const&) = delete;

    std::string types() const {
        std::string out;
        for (auto const& e : events) out += e.type + ' ';
        return out;
    }

    std::vector<event> events;
    std::uint64_t id = 0;
};

constexpr char const* parcel = R"({"Parcel": {"ParcelId": "p-1"}})";

}  // namespace

TEST_CASE("a call is recorded from its parameters to its output") {
    parcel_client f;
    f.world.http->reply(200, parcel, {{"x-amzn-RequestId", "r-1"}, {"X-More", "a"}, {"X-More", "b"}});
    recording const history;
    REQUIRE(f.call("send_parcel", secret_parcel()));
    REQUIRE(history.types() == "API_CALL HTTP_REQUEST HTTP_RESPONSE PARSED_RESPONSE ");
    for (auto const& e : history.events) CHECK(e.source == "BOTOCORE");

    auto const& call = history.events[0].payload;
    CHECK(call.at("service").as_string() == "parcels");
    CHECK(call.at("operation").as_string() == "SendParcel");
    CHECK(call.at("params") == secret_parcel());

    auto const& request = history.events[1].payload;
    CHECK(request.at("method").as_string() == "POST");
    CHECK(request.at("url").as_string() == "https://parcels.example.com/");
    CHECK_FALSE(request.at("streaming").as_bool());
    CHECK(request.at("body").as_blob().find("4711") != std::string::npos);
    CHECK(request.at("headers").at("Authorization").as_string().starts_with("AWS4-HMAC-SHA256"));

    auto const& response = history.events[2].payload;
    CHECK(response.at("status_code").as_int() == 200);
    CHECK(response.at("body").as_blob() == parcel);
    CHECK(response.at("headers").at("X-More").as_string() == "a, b");
    CHECK_FALSE(response.at("streaming").as_bool());
    CHECK(response.at("context").at("operation_name").as_string() == "SendParcel");

    auto const& parsed = history.events[3].payload;
    CHECK(parsed.at("Parcel").at("ParcelId").as_string() == "p-1");
    CHECK(parsed.at("ResponseMetadata").at("RequestId").as_string() == "r-1");
    CHECK(parsed.at("ResponseMetadata").find("RetryAttempts") == nullptr);
}

TEST_CASE("every attempt is recorded, errors and failures of sending too") {
    parcel_client f;
    f.world.http->reply(503).fail(testing::http_failure::read_timeout);
    f.world.http->reply(400, R"({"__type": "ParcelLost", "message": "gone", "LastSeen": 1})");
    recording const history;
    CHECK_FALSE(f.call("SendParcel", secret_parcel()));
    CHECK(history.types() ==
          "API_CALL HTTP_REQUEST HTTP_RESPONSE PARSED_RESPONSE HTTP_REQUEST "
          "HTTP_REQUEST HTTP_RESPONSE PARSED_RESPONSE ");
    auto const& parsed = history.events.back().payload;
    CHECK(parsed.at("Error").at("Code").as_string() == "ParcelLost");
    CHECK(parsed.at("Error").at("Message").as_string() == "gone");
    CHECK(parsed.find("LastSeen") != nullptr);
    CHECK(parsed.at("ResponseMetadata").at("HTTPStatusCode").as_int() == 400);
}

TEST_CASE("the parameters are told as the caller gave them, even wrong ones") {
    parcel_client f;
    auto edit = [](provide_client_params& e) { e.params["Size"] = "LARGE"; };
    f.parts.events->on("provide-client-params", std::move(edit));
    recording const history;
    CHECK_FALSE(f.call("SendParcel", args("Size", "SMALL")));
    REQUIRE(history.types() == "API_CALL ");
    CHECK(history.events[0].payload.at("params") == args("Size", "SMALL"));
}

TEST_CASE("typed calls are recorded like others") {
    parcel_client f;
    f.world.http->reply(200, parcel);
    held_input const input(secret_parcel());
    held_output output;
    recording const history;
    asio::io_context io;
    auto work = pipeline::invoke_typed(f.client(), "SendParcel", input, output, call_options());
    REQUIRE(testing_support::run(io, std::move(work)));
    REQUIRE(history.types() == "API_CALL HTTP_REQUEST HTTP_RESPONSE PARSED_RESPONSE ");
    CHECK(history.events[0].payload.at("params") == secret_parcel());
    CHECK(history.events[3].payload.at("Parcel").at("ParcelId").as_string() == "p-1");
    CHECK(output.members.at("Parcel").at("ParcelId").as_string() == "p-1");
}

TEST_CASE("nothing is recorded while it is off, nor of requests that are only built") {
    parcel_client f;
    f.world.http->reply(200, parcel).reply(200, parcel);
    {
        recording const history;
        history::disable();
        CHECK_FALSE(history::enabled());
        CHECK(f.call("SendParcel", secret_parcel()));
        history::enable();
        asio::io_context io;
        auto building = pipeline::build(f.client(), "SendParcel", secret_parcel());
        CHECK(testing_support::run(io, std::move(building)));
        CHECK(history.events.empty());
        CHECK(f.call("SendParcel", secret_parcel()));
        CHECK(history.events.size() == 4);
    }
    CHECK_FALSE(history::enabled());
}

TEST_CASE("handlers that throw, record, come and go do no harm") {
    int throwing = 0, inner = 0, late = 0;
    auto const broken = history::add_handler([&](std::string_view, value const&, std::string_view) {
        ++throwing;
        throw std::runtime_error("handler");
    });
    std::uint64_t fresh = 0;
    auto const meddling = history::add_handler([&](std::string_view, value const&, std::string_view) {
        ++inner;
        history::record("INNER", value(), "TEST");
        history::remove_handler(broken);
        if (fresh == 0)
            fresh = history::add_handler([&](std::string_view, value const&, std::string_view) { ++late; });
    });
    auto const empty = history::add_handler({});
    history::record("LOST", value(), "TEST");
    history::enable();
    history::record("FIRST", value(), "TEST");
    CHECK((throwing == 1 && inner == 1 && late == 0));
    history::record("SECOND", value(), "TEST");
    CHECK((throwing == 1 && inner == 2 && late == 1));
    history::disable();
    for (auto id : {broken, meddling, empty, fresh}) history::remove_handler(id);
}

TEST_CASE("handlers run one at a time, whatever the threads") {
    int plain = 0;
    auto const id =
        history::add_handler([&](std::string_view, value const&, std::string_view) { plain = plain + 1; });
    history::enable();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            for (int n = 0; n < 500; ++n) history::record("TICK", value(n), "TEST");
        });
    for (auto& t : threads) t.join();
    history::disable();
    history::remove_handler(id);
    CHECK(plain == 2000);
}
