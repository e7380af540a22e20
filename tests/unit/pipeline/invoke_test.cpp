// The life of one operation, step by step.
#include "parcel_client.hpp"

#include <doctest/doctest.h>
#include <boost/asio/io_context.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/pipeline/operation_timeout_error.hpp>
#include <coaws/value/args.hpp>

using namespace coaws;
using fixture = testing_support::parcel_client;
namespace asio = boost::asio;

namespace {

constexpr std::string_view parcel = R"({"Parcel": {"ParcelId": "P-1"}})";

value good() {
    auto address = args("Street", "Main");
    return args("Size", "SMALL", "To", std::move(address));
}

std::string failure_type(result<value> const& r) { return r ? "success" : std::string(r.error().type()); }

}  // namespace

TEST_CASE("handlers may register others while an operation is planned") {
    fixture f;
    int planned = 0;
    auto const plan = [&](planning_operation&) {
        f.parts.events->on("planning-operation.another", [](planning_operation&) {});
        ++planned;
    };
    f.parts.events->on("planning-operation", plan);
    f.parts.events->on("planning-operation", [&](planning_operation&) { ++planned; });
    f.world.http->reply(200, std::string(parcel));
    CHECK(f.call("SendParcel", good()));
    CHECK(planned == 2);
}

TEST_CASE("a call sends a signed request and gives the parsed output") {
    fixture f;
    f.world.http->reply(200, std::string(parcel), {{"x-amzn-RequestId", "r-1"}});
    auto const out = f.call("SendParcel", good());
    REQUIRE(out);
    CHECK(out->at("Parcel").at("ParcelId").as_string() == "P-1");
    CHECK(out->at("ResponseMetadata").at("RequestId").as_string() == "r-1");
    CHECK(out->at("ResponseMetadata").at("HTTPStatusCode").as_int() == 200);
    CHECK(out->at("ResponseMetadata").at("RetryAttempts").as_int() == 0);
    REQUIRE(f.world.http->requests.size() == 1);
    auto const& sent = f.world.http->requests[0];
    CHECK(sent.url.str() == "https://parcels.example.com/");
    CHECK(sent.headers.get("X-Amz-Target") == "ParcelPost_20240501.SendParcel");
    CHECK(sent.headers.get("X-Amz-Date") == "20240506T070809Z");
    CHECK(sent.headers.get("Authorization").find("Credential=AKIDEXAMPLE/20240506/eu-west-1/parcels/") !=
          std::string_view::npos);
    CHECK(sent.headers.get("amz-sdk-invocation-id") == "11111111-2222-4333-8444-555555555555");
    CHECK(sent.headers.get("amz-sdk-request") == "attempt=1");
    CHECK(sent.headers.get("User-Agent").starts_with("coaws/test"));
}

TEST_CASE("operations are found by either name and missed with a hint") {
    fixture f;
    f.world.http->reply(200, std::string(parcel));
    CHECK(f.call("send_parcel", good()));
    auto const missed = f.call("SendParcle", good());
    REQUIRE(!missed);
    CHECK(missed.error().type() == "OperationNotFoundError");
    CHECK(std::string(missed.error().what()).find("SendParcel") != std::string::npos);
}

TEST_CASE("wrong parameters are reported together and nothing is sent") {
    fixture f;
    auto const out = f.call("SendParcel", args("Size", 5, "Nope", 1));
    REQUIRE(!out);
    auto const* failure = dynamic_cast<param_validation_error const*>(&out.error());
    REQUIRE(failure != nullptr);
    CHECK(failure->details().size() == 3);
    CHECK(f.world.http->requests.empty());
    CHECK(failure_type(f.call("SendParcel", value(3))) == "ParamValidationError");
}

TEST_CASE("an answer of the service that is an error becomes a client_error with its class") {
    fixture f;
    f.world.http->reply(400, R"({"__type": "x#ParcelLost", "message": "gone", "LastSeen": 1})",
                        {{"x-amzn-RequestId", "r-2"}});
    auto const out = f.call("GetParcel", args("ParcelId", "p-1"));
    REQUIRE(!out);
    auto const* failure = dynamic_cast<client_error const*>(&out.error());
    REQUIRE(failure != nullptr);
    CHECK(failure->code() == "ParcelLost");
    CHECK(failure->message_text() == "gone");
    CHECK(failure->modeled_type() == "ParcelLost");
    CHECK(failure->request_id() == "r-2");
    CHECK(failure->status() == 400);
    CHECK(failure->operation() == "GetParcel");
    CHECK(failure->response().find("LastSeen") != nullptr);
    CHECK(std::string(failure->what()) ==
          "An error occurred (ParcelLost) when calling the GetParcel operation: gone");
    CHECK_THROWS_AS(out.value(), client_error);
}

TEST_CASE("missing keys and regions are named") {
    fixture keyless;
    keyless.parts.identity = std::make_shared<testing_support::fixed_identity>(nullptr);
    CHECK(failure_type(keyless.call("SendParcel", good())) == "NoCredentialsError");
    fixture nowhere;
    nowhere.parts.settings.signing_region.reset();
    CHECK(failure_type(nowhere.call("SendParcel", good())) == "NoRegionError");
    fixture odd;
    odd.parts.settings.signature_version = "v9";
    odd.parts.settings.requested_signature_version = "v9";
    CHECK(failure_type(odd.call("SendParcel", good())) == "UnknownSignatureVersionError");
}

TEST_CASE("an unsigned client sends no signature") {
    fixture f;
    f.parts.settings.signature_version = "none";
    f.parts.identity = nullptr;
    f.world.http->reply(200, "{}");
    REQUIRE(f.call("DescribeDepots", args()));
    CHECK(!f.world.http->requests[0].headers.contains("Authorization"));
}

TEST_CASE("a token of the environment comes before keys where the client prefers it") {
    fixture f;
    f.parts.settings.prefers_bearer = true;
    f.parts.tokens = std::make_shared<testing_support::fixed_token>("t-1");
    f.parts.identity = nullptr;
    f.world.http->reply(200, std::string(parcel));
    REQUIRE(f.call("SendParcel", good()));
    CHECK(f.world.http->requests[0].headers.get("Authorization") == "Bearer t-1");
}

TEST_CASE("the older signatures need no region") {
    fixture f;
    f.parts.settings.signature_version = "s3";
    f.parts.settings.requested_signature_version = "s3";
    f.parts.settings.signing_region.reset();
    f.world.http->reply(200, std::string(parcel));
    REQUIRE(f.call("SendParcel", good()));
    CHECK(f.world.http->requests[0].headers.get("Authorization").starts_with("AWS AKIDEXAMPLE:"));
}

TEST_CASE("an express session's token has a header of its own") {
    fixture f;
    f.parts.events->on("before-sign", [](before_sign& e) {
        e.context.signing.request_credentials =
            std::make_shared<credentials const>("AKIDSESSION", "secret", "session-token");
    });
    f.parts.events->on("choose-signer", [](choose_signer&) { return std::string("v4-s3express"); });
    f.world.http->reply(200, "{}");
    REQUIRE(f.call("DescribeDepots", args()));
    auto const& sent = f.world.http->requests[0].headers;
    CHECK(sent.get("x-amz-s3session-token") == "session-token");
    CHECK(!sent.contains("X-Amz-Security-Token"));
    CHECK(sent.get("Authorization").find("Credential=AKIDSESSION/") != std::string_view::npos);
    CHECK(sent.get("Authorization").find("x-amz-s3session-token") != std::string_view::npos);

    fixture sessionless;
    sessionless.parts.events->on("choose-signer", [](choose_signer&) { return std::string("v4-s3express"); });
    CHECK(failure_type(sessionless.call("DescribeDepots", args())) == "UnsupportedSignatureVersionError");
}

TEST_CASE("attempts are repeated with the strategy's pauses, each signed anew") {
    fixture f;
    f.world.http->reply(500, "{}");
    f.world.http->fail(read_timeout_error("https://parcels.example.com/"));
    f.world.http->reply(200, "{}");
    auto const out = f.call("SendParcel", good());
    REQUIRE(out);
    CHECK(f.world.clock->sleeps() == std::vector<double>{0.5, 1.0});
    CHECK(out->at("ResponseMetadata").at("RetryAttempts").as_int() == 2);
    CHECK(f.world.http->requests[1].headers.get("amz-sdk-request") == "attempt=2; max=3");
    CHECK(f.world.http->requests[2].headers.get("X-Amz-Date") == "20240506T070810Z");
}

TEST_CASE("the last failure is given when attempts run out") {
    fixture f(retry::mode::standard, 2);
    f.world.http->fail(connect_timeout_error("https://parcels.example.com/"));
    f.world.http->fail(connect_timeout_error("https://parcels.example.com/"));
    CHECK(failure_type(f.call("DescribeDepots", args())) == "ConnectTimeoutError");
    CHECK(f.world.http->requests.size() == 2);
}

TEST_CASE("call options bound the attempts, the reads and the whole") {
    fixture f;
    f.world.http->reply(500, "{}");
    auto const one = f.call("DescribeDepots", args(), call_options().with_max_attempts(1));
    CHECK(failure_type(one) == "ClientError");
    CHECK(f.world.http->requests.size() == 1);

    f.world.http->reply(200, "{}");
    CHECK(f.call("DescribeDepots", args(), call_options().with_attempt_timeout(std::chrono::seconds(3))));
    CHECK(f.world.http->sent_with.back().read_timeout == std::chrono::seconds(3));

    f.world.http->reply(503, "{}");
    auto const late =
        f.call("DescribeDepots", args(), call_options().with_deadline(std::chrono::milliseconds(20)));
    CHECK(failure_type(late) == "OperationTimeoutError");
}

TEST_CASE("events are emitted in order") {
    fixture f;
    std::vector<std::string> seen;
    auto const note = [&](event& e) { seen.emplace_back(e.name.substr(0, e.name.find('.'))); };
    for (auto name : {"provide-client-params", "before-parameter-build", "before-call", "request-created",
                      "choose-signer", "before-sign", "before-send", "before-parse", "response-received",
                      "needs-retry", "after-call", "after-call-error"})
        f.parts.events->on(name, note);
    f.world.http->reply(200, "{}");
    REQUIRE(f.call("DescribeDepots", args()));
    CHECK(seen == std::vector<std::string>{"provide-client-params", "before-parameter-build", "before-call",
                                           "choose-signer", "before-sign", "request-created", "before-send",
                                           "before-parse", "response-received", "needs-retry", "after-call"});
    seen.clear();
    f.world.http->fail(ssl_error("https://parcels.example.com/", "bad certificate"));
    CHECK(failure_type(f.call("DescribeDepots", args(), call_options().with_max_attempts(1))) == "SSLError");
    CHECK(seen.back() == "after-call-error");
}

TEST_CASE("handlers steer the call: parameters, request, answer, retry, result") {
    fixture f;
    auto& events = *f.parts.events;
    events.on("provide-client-params.parcel-post.SendParcel",
              [](provide_client_params& e) { e.params["Size"] = "SMALL"; });
    events.on("before-parameter-build.parcel-post", [](before_parameter_build& e) -> asio::awaitable<void> {
        e.params["To"] = args("Street", "Main");
        co_return;
    });
    events.on("before-call.parcel-post", [](before_call& e) { e.request.http.headers.set("X-Mine", "1"); });
    events.on("request-created.parcel-post.SendParcel",
              [](request_created& e) { e.request.headers.set("X-Amz-Signed-Too", "1"); });
    events.on("request-created", [](request_created& e) { e.request.headers.set("X-Amz-Unsigned", "1"); });
    events.on("after-call", [](after_call& e) { e.parsed["Extra"] = 7; });
    f.world.http->reply(200, "{}");
    auto const out = f.call("SendParcel", args());
    REQUIRE(out);
    CHECK(out->at("Extra").as_int() == 7);
    auto const& headers = f.world.http->requests[0].headers;
    CHECK(headers.get("X-Mine") == "1");
    CHECK(headers.get("Authorization").find("x-amz-signed-too") != std::string_view::npos);
    CHECK(headers.get("Authorization").find("x-amz-unsigned") == std::string_view::npos);
    CHECK(headers.get("X-Amz-Unsigned") == "1");
}

TEST_CASE("a before-send answer replaces the network, a before-call answer the whole exchange") {
    fixture f;
    f.parts.events->on("before-send", [](before_send&) -> asio::awaitable<std::optional<http::response>> {
        http::response r;
        r.status = 200;
        r.body = parcel;
        co_return r;
    });
    auto const sent = f.call("SendParcel", good());
    REQUIRE(sent);
    CHECK(sent->at("Parcel").at("ParcelId").as_string() == "P-1");
    f.core->events().on("before-call", [](before_call&) {
        canned_answer a;
        a.response.status = 200;
        a.parsed["Canned"] = true;
        return a;
    });
    auto const canned = f.call("SendParcel", good());
    REQUIRE(canned);
    CHECK(canned->at("Canned").as_bool());
    CHECK(f.world.http->requests.empty());
}

TEST_CASE("a needs-retry handler decides before the strategy") {
    fixture f;
    f.parts.events->on("needs-retry.parcel-post.DescribeDepots",
                       [](needs_retry& e) -> std::optional<retry_verdict> {
                           if (e.attempts == 1) return retry_verdict::after(std::chrono::seconds(2));
                           return std::nullopt;
                       });
    f.world.http->reply(200, "{}");
    f.world.http->reply(200, "{}");
    REQUIRE(f.call("DescribeDepots", args()));
    CHECK(f.world.clock->sleeps() == std::vector<double>{2.0});
    CHECK(f.world.http->requests.size() == 2);
}

TEST_CASE("build stops before sending") {
    fixture f;
    asio::io_context io;
    auto work = pipeline::build(f.client(), "SendParcel", good());
    auto const request = testing_support::run(io, std::move(work));
    REQUIRE(request);
    CHECK(request->headers.contains("Authorization"));
    CHECK(f.world.http->requests.empty());
}

namespace {

/// Keys that can be fetched anew; counts how often somebody was told that they have expired.
class renewable_identity final : public pipeline::identity_source {
  public:
    asio::awaitable<std::shared_ptr<credentials const>> resolve() override { co_return keys_; }
    bool invalidate(std::shared_ptr<credentials const> const& used) override {
        CHECK(used == keys_);
        ++refusals;
        if (refusals > most) return false;
        keys_ = std::make_shared<credentials const>("AKID" + std::to_string(refusals), "secret");
        return true;
    }

    int refusals = 0;
    int most = 100;

  private:
    std::shared_ptr<credentials const> keys_ = std::make_shared<credentials const>("AKID0", "secret");
};

struct expiry_fixture : fixture {
    std::shared_ptr<renewable_identity> identity = std::make_shared<renewable_identity>();

    explicit expiry_fixture(char const* code = "ExpiredTokenException") {
        parts.identity = identity;
        refusal = std::string(R"({"__type": ")") + code + R"(", "message": "too late"})";
    }
    std::string access_key(std::size_t i) const {
        auto const text = std::string(world.http->requests.at(i).headers.get("Authorization"));
        auto const begin = text.find("AKID");
        return text.substr(begin, text.find('/') - begin);
    }

    std::string refusal;
};

}  // namespace

TEST_CASE("keys that the service calls expired are fetched anew, and the call is signed once more") {
    for (char const* code : {"ExpiredToken", "ExpiredTokenException"}) {
        CAPTURE(code);
        expiry_fixture f(code);
        f.world.http->reply(400, f.refusal);
        f.world.http->reply(200, std::string(parcel));
        auto const r = f.call("SendParcel", good());
        REQUIRE(r);
        CHECK(r->get("ResponseMetadata.RetryAttempts", 0) == 1);
        CHECK(f.world.http->requests.size() == 2);
        CHECK(f.access_key(0) == "AKID0");
        CHECK(f.access_key(1) == "AKID1");
        CHECK(f.world.clock->sleeps().empty());
    }
}

TEST_CASE("new keys that are refused as well are the caller's error") {
    expiry_fixture f;
    f.world.http->reply(400, f.refusal);
    f.world.http->reply(400, f.refusal);
    auto const r = f.call("SendParcel", good());
    REQUIRE(!r);
    CHECK(static_cast<client_error const&>(r.error()).code() == "ExpiredTokenException");
    CHECK(f.identity->refusals == 1);
}

TEST_CASE("keys that can't be had anew, and other errors, end the call as ever") {
    expiry_fixture fixed;
    fixed.identity->most = 0;
    fixed.world.http->reply(400, fixed.refusal);
    CHECK(!fixed.call("SendParcel", good()));
    CHECK(fixed.world.http->requests.size() == 1);
    expiry_fixture other("AccessDenied");
    other.world.http->reply(400, other.refusal);
    CHECK(!other.call("SendParcel", good()));
    CHECK(other.identity->refusals == 0);
    // A caller who wants one attempt gets one; the next call has other keys.
    expiry_fixture once;
    once.world.http->reply(400, once.refusal);
    CHECK(!once.call("SendParcel", good(), call_options().with_max_attempts(1)));
    CHECK(once.world.http->requests.size() == 1);
    CHECK(once.identity->refusals == 1);
}
