// Client-side monitoring: its documents, and when they are sent.
#include "call_fixture.hpp"
#include "customization/monitoring/csm_document.hpp"

#include <doctest/doctest.h>
#include <boost/system/system_error.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/customization/monitoring.hpp>
#include <vector>

using namespace coaws;
using namespace std::chrono_literals;
using namespace coaws::customization;
namespace asio = boost::asio;

namespace {

constexpr std::string_view model = R"({
  "metadata": {"apiVersion": "2024-05-01", "endpointPrefix": "lighthouse", "protocol": "json",
               "jsonVersion": "1.1", "serviceId": "Light House", "signatureVersion": "v4",
               "targetPrefix": "LightHouse"},
  "operations": {"Shine": {"name": "Shine", "http": {"method": "POST", "requestUri": "/"},
                           "input": {"shape": "ShineInput"}, "errors": [{"shape": "Fog"}]}},
  "shapes": {
    "ShineInput": {"type": "structure", "required": ["Color"], "members": {"Color": {"shape": "Text"}}},
    "Text": {"type": "string"},
    "Fog": {"type": "structure", "exception": true, "members": {"message": {"shape": "Text"}}}}
})";

constexpr std::int64_t start = 1714979289000;

struct monitored : testing_support::call_fixture {
    explicit monitored(std::string client_id = "app") : call_fixture("lighthouse", model) {
        parts.settings.user_agent = "coaws/test";
        target.host = "monitor.example.com";
        target.port = 31000;
        target.client_id = std::move(client_id);
    }

    result<value> shine(value params = args("Color", "red")) {
        if (!core) {
            auto ports = world.ports();
            ports.datagrams = agent;
            // A request takes 40 ms.
            parts.events->on("before-send", [this](before_send&) { world.clock->advance(40ms); });
            register_monitoring(*parts.events, target, ports);
        }
        return call("Shine", std::move(params));
    }

    std::vector<value> documents() const {
        std::vector<value> out;
        for (auto const& one : agent->sent) out.push_back(from_json(one.bytes));
        return out;
    }

    std::shared_ptr<testing::recorded_datagrams> agent = std::make_shared<testing::recorded_datagrams>();
    monitoring_target target;
};

value common(char const* type, std::int64_t at) {
    return args("Version", 1, "ClientId", "app", "Type", type, "Service", "Light House", "Api", "Shine",
                "Timestamp", at);
}

value with(value document, value more) {
    for (auto const& [name, v] : more.as_map()) document[name] = v;
    return document;
}

/// Takes the user agent out of a document, which has to have one.
value without_agent(value document) {
    CHECK(document.at("UserAgent").as_string().starts_with("coaws/test"));
    document.as_map().erase("UserAgent");
    return document;
}

value attempt_at(std::int64_t at) {
    return with(common("ApiCallAttempt", at), args("AttemptLatency", 40, "Fqdn", "service.example.com",
                                                   "AccessKey", "AKIDEXAMPLE", "Region", "eu-west-1"));
}

}  // namespace

TEST_CASE("HND-57: an attempt and its call are told of, in this order") {
    monitored f;
    f.world.http->reply(200, "{}", {{"x-amzn-RequestId", "r-1"}, {"x-amz-id-2", "h-1"}});
    REQUIRE(f.shine());
    auto const got = f.documents();
    REQUIRE(got.size() == 2);
    CHECK(without_agent(got[0]) ==
          with(attempt_at(start), args("HttpStatusCode", 200, "XAmznRequestId", "r-1", "XAmzId2", "h-1")));
    CHECK(without_agent(got[1]) ==
          with(common("ApiCall", start), args("AttemptCount", 1, "Region", "eu-west-1", "FinalHttpStatusCode",
                                              200, "Latency", 40, "MaxRetriesExceeded", 0)));
    CHECK(f.agent->sent[0].host == "monitor.example.com");
    CHECK(f.agent->sent[0].port == 31000);
    // Members stand in the reference's order, on one line without blanks.
    CHECK(f.agent->sent[0].bytes.starts_with(
        R"({"Version":1,"ClientId":"app","Type":"ApiCallAttempt","Service":"Light House","Api":"Shine",)"
        R"("Timestamp":1714979289000,"AttemptLatency":40,"Fqdn":"service.example.com","UserAgent":")"));
}

// As the reference has it: the last attempt allowed exceeds, whether it could be tried again or not.
TEST_CASE("attempts are told one by one, the last one again with the call") {
    monitored f;
    f.world.http->reply(503, "{}");
    f.world.http->fail(testing::http_failure::read_timeout);
    f.world.http->reply(400, R"({"__type": "Fog", "message": "dense"})", {{"x-amz-request-id", "r-3"}});
    CHECK_FALSE(f.shine());
    auto const got = f.documents();
    REQUIRE(got.size() == 4);
    CHECK(got[0].at("HttpStatusCode") == value(503));
    CHECK(got[0].at("AwsException") == value("503"));
    CHECK(without_agent(got[1]) ==
          with(attempt_at(start + 540),
               args("SdkException", "ReadTimeoutError", "SdkExceptionMessage",
                    "Read timeout on endpoint URL: \"https://service.example.com/\"")));
    CHECK(without_agent(got[2]) ==
          with(attempt_at(start + 1580), args("HttpStatusCode", 400, "XAmzRequestId", "r-3", "AwsException",
                                              "Fog", "AwsExceptionMessage", "dense")));
    CHECK(without_agent(got[3]) ==
          with(common("ApiCall", start),
               args("AttemptCount", 3, "Region", "eu-west-1", "FinalHttpStatusCode", 400, "FinalAwsException",
                    "Fog", "FinalAwsExceptionMessage", "dense", "Latency", 1620, "MaxRetriesExceeded", 1)));
}

TEST_CASE("retries are exceeded where the attempts were used up") {
    struct row {
        char const* name;
        void (*last)(testing::scripted_http&);
        int exceeded;
        char const* failure;
    };
    for (auto const& r : {
             row{"responses", [](testing::scripted_http& h) { h.reply(503); }, 1, nullptr},
             row{"no connection", [](testing::scripted_http& h) { h.fail(testing::http_failure::connect); },
                 1, "EndpointConnectionError"},
             row{"closed",
                 [](testing::scripted_http& h) { h.fail(testing::http_failure::connection_closed); }, 1,
                 "ConnectionClosedError"},
             row{"something else", [](testing::scripted_http& h) { h.fail(value_error("other")); }, 0,
                 "ValueError"},
         }) {
        CAPTURE(r.name);
        monitored f;
        f.world.http->reply(503).reply(503);
        r.last(*f.world.http);
        CHECK_FALSE(f.shine());
        auto const got = f.documents();
        REQUIRE(got.size() == 4);
        CHECK(got[3].at("AttemptCount") == value(3));
        CHECK(got[3].at("MaxRetriesExceeded") == value(r.exceeded));
        CHECK(got[3].get("FinalSdkException", "") == (r.failure == nullptr ? "" : r.failure));
    }
}

TEST_CASE("a call that is never sent is not told of") {
    monitored f;
    CHECK_FALSE(f.shine(args()));
    CHECK(f.agent->sent.empty());
    f.world.http->reply(200, "{}");
    CHECK(f.shine());
    CHECK(f.agent->sent.size() == 2);
}

TEST_CASE("the session token goes along, and what handlers add to the user agent") {
    monitored f;
    f.parts.identity = std::make_shared<testing_support::fixed_identity>(
        std::make_shared<credentials const>("ASIAEXAMPLE", "secret", "the-token"));
    f.parts.events->on("choose-signer", [](choose_signer& e) { e.context.add_feature("Z"); });
    f.world.http->reply(200, "{}");
    REQUIRE(f.shine());
    auto const got = f.documents();
    CHECK(got[0].at("AccessKey").as_string() == "ASIAEXAMPLE");
    CHECK(got[0].at("SessionToken").as_string() == "the-token");
    auto const agent = f.world.http->requests[0].headers.get("User-Agent");
    CHECK(agent.find("m/") != std::string_view::npos);
    CHECK(got[0].at("UserAgent").as_string() == agent);
    CHECK(got[1].at("UserAgent").as_string() == agent);
    CHECK(got[1].find("SessionToken") == nullptr);
}

TEST_CASE("the keys are read from the signature") {
    struct row {
        char const* authorization;
        char const* key;
        char const* region;
    };
    for (auto const& r : {
             row{"AWS4-HMAC-SHA256 Credential=AKID/20240506/us-west-2/s3/aws4_request, Signature=x", "AKID",
                 "us-west-2"},
             row{"AWS AKID:signature", "AKID", ""},
             row{"Bearer token", "", ""},
             row{"AWS4-ECDSA-P256-SHA256 Credential=AKID/20240506/s3/aws4_request", "", ""},
             row{"AWS4-HMAC-SHA256 Credential=AKID/today/us-west-2/s3", "", ""},
             row{"AWS4-HMAC-SHA256 Credential=AKID", "", ""},
             row{"AWS4-HMAC-SHA256 Credential=/20240506/us-west-2/", "", ""},
             row{"AWS AKID", "", ""},
             row{"", "", ""},
         }) {
        CAPTURE(r.authorization);
        http::request request;
        request.url = *http::uri::parse("https://h.example.com:8443/a?b");
        request.headers.set("Authorization", r.authorization);
        value_map attempt;
        describe_request(attempt, request);
        value const found(attempt);
        CHECK(found.get("AccessKey", "") == r.key);
        CHECK(found.get("Region", "") == r.region);
        CHECK(found.get("Fqdn", "") == "h.example.com:8443");
        CHECK(found.get("UserAgent", "none") == "");
    }
}

TEST_CASE("long texts are cut by characters") {
    std::string wide;
    for (int i = 0; i < 600; ++i) wide += "ü";
    auto const cut = [&](std::size_t characters) { return wide.substr(0, 2 * characters); };

    value_map attempt;
    http::request request;
    request.headers.set("User-Agent", wide);
    describe_request(attempt, request);
    CHECK(attempt.at("UserAgent").as_string() == cut(256));

    attempt["Timestamp"] = 0;
    http::response response;
    protocol::parsed_error refusal;
    refusal.code = wide;
    refusal.message = wide;
    attempt_outcome outcome;
    outcome.response = &response;
    outcome.service_error = &refusal;
    describe_outcome(attempt, outcome, timestamp());
    CHECK(attempt.at("AwsException").as_string() == cut(128));
    CHECK(attempt.at("AwsExceptionMessage").as_string() == cut(512));

    error const failure(wide);
    attempt_outcome failed;
    failed.failure = &failure;
    describe_outcome(attempt, failed, timestamp());
    CHECK(attempt.at("SdkExceptionMessage").as_string() == cut(512));
}

TEST_CASE("the client id has at most 255 characters") {
    std::string id;
    for (int i = 0; i < 255; ++i) id += "ü";
    CHECK_NOTHROW(check_client_id(id));
    id += "x";
    auto const text =
        "The value provided for csm_client_id: " + id + " exceeds the maximum length of 255 characters";
    CHECK_THROWS_WITH_AS(check_client_id(id), text.c_str(), value_error);
    monitored f(id);
    emitter events;
    CHECK_THROWS_AS(register_monitoring(events, f.target, f.world.ports()), value_error);
}

TEST_CASE("documents are ASCII, and too long ones are dropped") {
    monitored f;
    f.parts.settings.user_agent = "ü";
    f.world.http->reply(200, "{}", {{"x-amz-id-2", std::string(8192, 'x')}});
    REQUIRE(f.shine());
    REQUIRE(f.agent->sent.size() == 1);
    CHECK(f.documents()[0].at("Type").as_string() == "ApiCall");
    CHECK(f.agent->sent[0].bytes.find("\"UserAgent\":\"\\u00fc") != std::string::npos);
}

namespace {

/// An agent that can't be reached.
class broken_datagrams final : public pipeline::datagrams {
  public:
    asio::awaitable<void> send(std::string, std::uint16_t, std::string) override {
        ++tried;
        throw boost::system::system_error(
            boost::system::errc::make_error_code(boost::system::errc::network_unreachable));
        co_return;
    }

    int tried = 0;
};

}  // namespace

TEST_CASE("a monitor that fails reaches no call") {
    monitored f;
    auto const broken = std::make_shared<broken_datagrams>();
    auto ports = f.world.ports();
    ports.datagrams = broken;
    register_monitoring(*f.parts.events, f.target, ports);
    f.world.http->reply(200, "{}");
    CHECK(f.call("Shine", args("Color", "red")));
    CHECK(broken->tried == 2);
}

TEST_CASE("nothing is sent to a port that does not exist") {
    for (std::int64_t port : {-1, 0, 65536}) {
        CAPTURE(port);
        monitored f;
        f.target.port = port;
        f.world.http->reply(200, "{}");
        CHECK(f.shine());
        CHECK(f.agent->sent.empty());
    }
}
