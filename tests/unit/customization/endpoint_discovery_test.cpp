// Operations that ask for their endpoint first.
#include "call_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/base/errors.hpp>

using namespace coaws;
using pipeline::endpoint_discovery;
using testing_support::call_fixture;

namespace {

constexpr std::string_view model = R"json({
  "metadata": {"serviceId": "Signposts", "protocol": "json", "endpointPrefix": "signposts", "jsonVersion": "1.0",
               "targetPrefix": "Signposts", "signatureVersion": "v4", "apiVersion": "2020-01-01", "uid": "x"},
  "operations": {
    "FindWay": {"name": "FindWay", "http": {"method": "POST", "requestUri": "/"},
                "endpointoperation": true, "input": {"shape": "Question"}, "output": {"shape": "Answer"}},
    "Walk": {"name": "Walk", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "WalkIn"},
             "endpointdiscovery": {"required": true}},
    "Look": {"name": "Look", "http": {"method": "POST", "requestUri": "/"}, "endpointdiscovery": {}},
    "Rest": {"name": "Rest", "http": {"method": "POST", "requestUri": "/"}}
  },
  "shapes": {
    "Text": {"type": "string"}, "Number": {"type": "long"},
    "Ids": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
    "Question": {"type": "structure", "members": {"Operation": {"shape": "Text"}, "Identifiers": {"shape": "Ids"}}},
    "Place": {"type": "structure", "members": {
      "Address": {"shape": "Text"}, "CachePeriodInMinutes": {"shape": "Number"}}},
    "Places": {"type": "list", "member": {"shape": "Place"}},
    "Answer": {"type": "structure", "members": {"Endpoints": {"shape": "Places"}}},
    "Inner": {"type": "structure", "members": {"Land": {"shape": "Text", "endpointdiscoveryid": true},
                                               "Deeper": {"shape": "Inner"}}},
    "WalkIn": {"type": "structure", "members": {"From": {"shape": "Inner"}, "Steps": {"shape": "Number"}}}
  }
})json";

struct signposts : call_fixture {
    explicit signposts(endpoint_discovery mode = endpoint_discovery::required_only)
        : call_fixture("signposts", model) {
        parts.settings.endpoint_discovery = mode;
        retry::strategy_options how;
        how.mode = retry::mode::standard;
        how.max_attempts = 1;
        parts.retries = retry::make_strategy(how, nullptr);
    }
    void attempts(unsigned count) {
        retry::strategy_options how;
        how.mode = retry::mode::standard;
        how.max_attempts = count;
        parts.retries = retry::make_strategy(how, nullptr);
    }
    void point(std::string address, int minutes = 1) {
        world.http->reply(200, R"({"Endpoints": [{"Address": ")" + address +
                                   R"(", "CachePeriodInMinutes": )" + std::to_string(minutes) + "}]}");
    }
    /// Operation and URL of each request, in order.
    std::vector<std::string> sent() const {
        std::vector<std::string> out;
        for (auto const& r : world.http->requests) {
            auto const target = std::string(r.headers.get("X-Amz-Target"));
            out.push_back(target.substr(target.find('.') + 1) + ' ' + r.url.str());
        }
        return out;
    }
    std::string failure(std::string_view operation) {
        auto const out = call(operation, {});
        return out ? "success" : std::string(out.error().type());
    }
};

using list = std::vector<std::string>;

constexpr char const* ask = "FindWay https://service.example.com/";
constexpr char const* plain = "Walk https://service.example.com/";

}  // namespace

TEST_CASE("HND-56 a required endpoint is asked for once a period and signed for") {
    signposts f;
    f.point("north.example.com");
    for (int i = 0; i < 3; ++i) f.world.http->reply(200, "{}");
    CHECK(f.failure("Walk") == "success");
    CHECK(f.failure("Walk") == "success");
    CHECK(f.failure("Rest") == "success");
    CHECK(f.sent() == list{ask, "Walk https://north.example.com", "Walk https://north.example.com",
                           "Rest https://service.example.com/"});
    CHECK(f.world.http->requests[0].headers.get("x-amz-api-version") == "2020-01-01");
    CHECK(f.world.http->requests[1].headers.contains("Authorization"));
}

TEST_CASE("an address may bring its scheme, and expires") {
    signposts f;
    f.point("http://north.example.com:8080", 0);
    f.world.http->reply(200, "{}");
    f.point("south.example.com", 5);
    f.world.http->reply(200, "{}");
    CHECK(f.failure("Walk") == "success");
    CHECK(f.failure("Walk") == "success");
    CHECK(f.sent() == list{ask, "Walk http://north.example.com:8080", ask, "Walk https://south.example.com"});
}

TEST_CASE("identifiers belong to the question") {
    signposts f;
    f.point("north.example.com");
    f.world.http->reply(200, "{}");
    f.point("south.example.com");
    f.world.http->reply(200, "{}");
    f.world.http->reply(200, "{}");
    auto north = args("From", args("Deeper", args("Land", "n")));
    auto south = args("From", args("Land", "s"));
    CHECK(f.call("Walk", north));
    CHECK(f.call("Walk", south));
    CHECK(f.call("Walk", north));
    CHECK(f.sent() == list{ask, "Walk https://north.example.com", ask, "Walk https://south.example.com",
                           "Walk https://north.example.com"});
    CHECK(f.world.http->requests[0].body.in_memory() ==
          R"({"Operation": "Walk", "Identifiers": {"Land": "n"}})");
}

TEST_CASE("what may go without is sent to discovered endpoints only where all are") {
    signposts some;
    some.world.http->reply(200, "{}");
    CHECK(some.failure("Look") == "success");
    CHECK(some.sent() == list{"Look https://service.example.com/"});
    signposts all(endpoint_discovery::every);
    all.point("north.example.com");
    all.world.http->reply(200, "{}");
    CHECK(all.failure("Look") == "success");
    CHECK(all.sent() == list{ask, "Look https://north.example.com"});
}

TEST_CASE("switched off, required operations fail before they are validated") {
    signposts f(endpoint_discovery::refused);
    CHECK(f.failure("Walk") == "EndpointDiscoveryRequired");
    f.world.http->reply(200, "{}");
    CHECK(f.failure("Look") == "success");
    signposts off(endpoint_discovery::off);
    off.world.http->reply(200, "{}");
    CHECK(off.failure("Walk") == "success");
    CHECK(off.sent() == list{plain});
}

TEST_CASE("a service that can't be reached leaves the regular endpoint, or none") {
    signposts f(endpoint_discovery::every);
    f.world.http->fail(endpoint_connection_error("https://service.example.com"));
    f.world.http->reply(200, "{}");
    f.world.http->reply(200, "{}");
    CHECK(f.failure("Look") == "success");
    CHECK(f.failure("Look") == "success");  // not asked again within a minute
    CHECK(f.sent() == list{ask, "Look https://service.example.com/", "Look https://service.example.com/"});
    f.world.http->fail(endpoint_connection_error("https://service.example.com"));
    CHECK(f.failure("Walk") == "EndpointDiscoveryRefreshFailed");
    CHECK(f.sent().size() == 4);
}

TEST_CASE("answers that make no sense are failures") {
    for (auto const* body :
         {"{}", R"({"Endpoints": []})", R"({"Endpoints": [{}]})", R"({"Endpoints": [{"Address": "a"}]})",
          R"({"Endpoints": [{"Address": "https://", "CachePeriodInMinutes": 1}]})",
          R"({"Endpoints": [{"Address": "a b\n", "CachePeriodInMinutes": 1}]})"}) {
        CAPTURE(body);
        signposts f;
        f.world.http->reply(200, body);
        CHECK(f.failure("Walk") == "EndpointDiscoveryRefreshFailed");
        CHECK(f.sent() == list{ask});
    }
}

TEST_CASE("an error of the service itself is the caller's") {
    signposts f;
    f.world.http->reply(400, R"({"__type": "x#Denied", "message": "no"})");
    auto const out = f.call("Walk", {});
    REQUIRE_FALSE(out);
    CHECK(std::string_view(out.error().what()).find("(Denied) when calling the FindWay operation") !=
          std::string_view::npos);
    f.point("north.example.com");
    f.world.http->reply(200, "{}");
    CHECK(f.failure("Walk") == "success");
}

TEST_CASE("an endpoint that refuses is replaced at once, as often as there are attempts") {
    // Once in any case.
    for (unsigned const attempts : {1u, 2u}) {
        bool const by_status = attempts == 1;
        signposts f;
        f.attempts(attempts);
        auto refuse = [&] {
            if (by_status)
                f.world.http->reply(421);
            else
                f.world.http->reply(400, R"({"__type": "InvalidEndpointException"})");
        };
        f.point("north.example.com");
        refuse();
        f.point("south.example.com");
        refuse();
        CHECK(f.failure("Walk") == "ClientError");
        CHECK(f.sent() == list{ask, "Walk https://north.example.com", ask, "Walk https://south.example.com"});
        CHECK(f.world.clock->sleeps().empty());
        // The next call does not take the refused one.
        f.point("west.example.com");
        f.world.http->reply(200, "{}");
        CHECK(f.failure("Walk") == "success");
        CHECK(f.sent().back() == "Walk https://west.example.com");
    }
}
