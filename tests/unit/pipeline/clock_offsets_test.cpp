// A service that refuses our time is asked again by its own clock.
#include "pipeline/clock_offsets.hpp"
#include "../model/test_models.hpp"
#include "../transport/run_awaitable.hpp"
#include "presign_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/pipeline/invoke.hpp>

using namespace coaws;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using pipeline::clock_offsets;
using pipeline::is_clock_error;
using pipeline::measure_offset;

namespace {

constexpr std::string_view skewed = R"({"__type": "x#RequestTimeTooSkewed", "message": "late"})";
constexpr char const* an_hour_on = "Mon, 06 May 2024 08:08:09 GMT";

struct fixture : testing_support::presign_fixture {
    fixture() : presign_fixture("parcels") {
        retry::strategy_options how;
        how.mode = retry::mode::standard;
        parts.retries = retry::make_strategy(how, nullptr);
    }
    result<value> call(call_options options = {}) {
        if (!core) core = std::make_unique<pipeline::client_core>(parts);
        asio::io_context io;
        auto work = pipeline::invoke(*core, "GetParcel", args("ParcelId", "abc"), std::move(options));
        return testing_support::run(io, std::move(work));
    }
    void refuse(std::string_view body, char const* date) {
        std::vector<http::field> headers;
        if (date != nullptr) headers.push_back({"Date", date});
        world.http->reply(403, std::string(body), headers);
    }
    std::string date(std::size_t request) const {
        return std::string(world.http->requests.at(request).headers.get("X-Amz-Date"));
    }
};

}  // namespace

TEST_CASE("offsets are kept by endpoint") {
    clock_offsets offsets;
    CHECK(offsets.find("a") == 0us);
    offsets.set("a", 5s);
    offsets.set("b:8080", -3s);
    CHECK(offsets.find("a") == 5s);
    CHECK(offsets.find("b:8080") == -3s);
    CHECK(offsets.find("b") == 0us);
    for (int i = 0; i < 3000; ++i) offsets.set(std::to_string(i), 1s);
    CHECK(offsets.find("2999") == 1s);
}

TEST_CASE("the middle of the exchange is when the service looked at its clock") {
    auto const sent = parse_timestamp("2024-05-06T07:00:00Z").value();
    CHECK(measure_offset("Mon, 06 May 2024 07:00:10 GMT", sent, sent + 4s) == 8s);
    CHECK(measure_offset("Mon, 06 May 2024 06:59:00 GMT", sent, sent) == -60s);
    CHECK_FALSE(measure_offset("soon", sent, sent));
    CHECK(is_clock_error("RequestExpired"));
    CHECK(is_clock_error("RequestInTheFuture"));
    CHECK_FALSE(is_clock_error("SignatureDoesNotMatch"));
    CHECK_FALSE(is_clock_error(""));
}

TEST_CASE("a refused time is corrected, for later calls as well") {
    fixture f;
    f.refuse(skewed, an_hour_on);
    f.world.http->reply(200, "{}");
    f.world.http->reply(200, "{}");
    auto const out = f.call();
    REQUIRE(out);
    CHECK(out->at("ResponseMetadata").at("RetryAttempts").as_int() == 1);
    CHECK(f.world.clock->sleeps().empty());
    REQUIRE(f.call());
    CHECK(f.date(0) == "20240506T070809Z");
    CHECK(f.date(1) == "20240506T080809Z");
    CHECK(f.date(2) == "20240506T080809Z");
    CHECK(f.url("GetParcel", args("ParcelId", "abc")).find("X-Amz-Date=20240506T080809Z") !=
          std::string::npos);
}

TEST_CASE("a call corrects once") {
    fixture f;
    f.refuse(skewed, an_hour_on);
    f.refuse(skewed, "Mon, 06 May 2024 09:08:09 GMT");
    auto const out = f.call();
    REQUIRE_FALSE(out);
    CHECK(f.world.http->requests.size() == 2);
}

TEST_CASE("nothing is corrected by guessing") {
    struct row {
        std::string_view body;
        char const* date;
    };
    for (auto const& [body, date] : {row{skewed, nullptr}, row{skewed, "soon"},
                                     row{R"({"__type": "SignatureDoesNotMatch"})", an_hour_on},
                                     row{R"({"__type": "InvalidSignatureException"})", an_hour_on}}) {
        fixture f;
        f.refuse(body, date);
        CHECK_FALSE(f.call());
        CHECK(f.world.http->requests.size() == 1);
        f.world.http->reply(200, "{}");
        REQUIRE(f.call());
        CHECK(f.date(1) == "20240506T070809Z");
    }
}

TEST_CASE("the number of attempts holds; the correction is kept") {
    fixture f;
    f.refuse(skewed, an_hour_on);
    CHECK_FALSE(f.call(call_options().with_max_attempts(1)));
    CHECK(f.world.http->requests.size() == 1);
    f.world.http->reply(200, "{}");
    REQUIRE(f.call());
    CHECK(f.date(1) == "20240506T080809Z");
}
