// Decisions of the retry modes.
#include <doctest/doctest.h>
#include <coaws/base/errors.hpp>
#include <coaws/retry/strategy.hpp>

using namespace coaws;
using namespace coaws::retry;
using std::chrono::duration;

namespace {

constexpr std::string_view data = R"({
  "definitions": {
    "sockets": {"applies_when": {"socket_errors": ["GENERAL_CONNECTION_ERROR"]}},
    "broken": {"applies_when": {"response": {"http_status_code": 500}}}
  },
  "retry": {
    "__default__": {
      "max_attempts": 5,
      "delay": {"type": "exponential", "base": "rand", "growth_factor": 2},
      "policies": {"a": {"$ref": "sockets"}, "b": {"$ref": "broken"}}
    },
    "tables": {
      "__default__": {
        "max_attempts": 3,
        "delay": {"type": "exponential", "base": 0.05, "growth_factor": 2},
        "policies": {"crc": {"applies_when": {"response": {"crc32body": "x-amz-crc32"}}}}
      },
      "Write": {"policies": {"busy": {"applies_when":
        {"response": {"http_status_code": 400, "service_error_code": "Busy"}}}}}
    }
  }
})";

std::shared_ptr<strategy> make(mode m, std::string prefix = "x", std::optional<unsigned> attempts = {}) {
    strategy_options o;
    o.mode = m;
    o.endpoint_prefix = std::move(prefix);
    o.service_id = o.endpoint_prefix;
    o.max_attempts = attempts;
    return make_strategy(o, json::document::parse(data).value());
}

attempt_view answered(unsigned status, std::string_view code = {}, unsigned attempts = 1) {
    attempt_view a;
    a.status = status;
    a.error_code = code;
    a.attempts = attempts;
    return a;
}

attempt_view failed(error const& failure, unsigned attempts = 1) {
    attempt_view a;
    a.failure = &failure;
    a.attempts = attempts;
    return a;
}

double delay_of(decision const& d) { return d.delay ? duration<double>(*d.delay).count() : -1; }

}  // namespace

TEST_CASE("legacy: policies, delays and limits come from the data") {
    auto const plain = make(mode::legacy);
    CHECK(plain->max_attempts() == 5);
    CHECK(delay_of(plain->decide(answered(500), 0.5)) == 0.5);
    CHECK(delay_of(plain->decide(answered(500, "", 3), 0.5)) == 2.0);
    CHECK(delay_of(plain->decide(answered(400, "Busy"), 0.5)) == -1);
    CHECK(delay_of(plain->decide(answered(200), 0.5)) == -1);
    auto const last = plain->decide(answered(500, "", 5), 0.5);
    CHECK(!last.delay);
    CHECK(last.max_attempts_reached);

    auto const tables = make(mode::legacy, "tables");
    CHECK(tables->max_attempts() == 3);
    CHECK(delay_of(tables->decide(answered(500, "", 2), 0.5)) == doctest::Approx(0.1));
    auto busy = answered(400, "Busy");
    busy.operation = "Write";
    CHECK(delay_of(tables->decide(busy, 0.5)) == doctest::Approx(0.05));
    busy.operation = "Read";
    CHECK(!tables->decide(busy, 0.5).delay);
    CHECK(make(mode::legacy, "tables", 7)->max_attempts() == 7);
}

TEST_CASE("legacy: connection failures are repeated, other failures of sending are not") {
    auto const s = make(mode::legacy);
    CHECK(s->decide(failed(connect_timeout_error("u")), 0.5).delay);
    CHECK(s->decide(failed(endpoint_connection_error("u")), 0.5).delay);
    CHECK(s->decide(failed(ssl_error("u", "e")), 0.5).delay);
    CHECK(s->decide(failed(read_timeout_error("u")), 0.5).delay);
    CHECK(s->decide(failed(connection_closed_error("u")), 0.5).delay);
    CHECK(!s->decide(failed(http_client_error("e")), 0.5).delay);
    CHECK(!s->decide(failed(no_credentials_error()), 0.5).delay);
}

TEST_CASE("legacy: a corrupt body is repeated, and raised on the last attempt") {
    auto const s = make(mode::legacy, "tables");
    auto corrupt = answered(200);
    corrupt.crc32_mismatch = true;
    CHECK(s->decide(corrupt, 0.5).delay);
    corrupt.attempts = 3;
    CHECK(s->decide(corrupt, 0.5).raise_checksum_error);
}

TEST_CASE("standard: what is repeated") {
    auto const s = make(mode::standard);
    struct row {
        unsigned status;
        char const* code;
        bool repeated;
    };
    for (auto const& [status, code, repeated] :
         {row{500, "", true}, row{502, "", true}, row{503, "", true}, row{504, "", true}, row{501, "", false},
          row{429, "Unknown", false}, row{400, "SlowDown", true}, row{400, "RequestTimeout", true},
          row{400, "ThrottlingException", true}, row{400, "NoSuchKey", false}, row{200, "", false}}) {
        CAPTURE(status);
        CAPTURE(code);
        CHECK(s->decide(answered(status, code), 0.5).delay.has_value() == repeated);
    }
    CHECK(s->decide(failed(http_client_error("e")), 0.5).delay);
    CHECK(!s->decide(failed(no_credentials_error()), 0.5).delay);
}

TEST_CASE("standard: delays grow to twenty seconds") {
    auto const s = make(mode::standard, "x", 20);
    CHECK(delay_of(s->decide(answered(500, "", 1), 0.5)) == 0.5);
    CHECK(delay_of(s->decide(answered(500, "", 3), 0.5)) == 2.0);
    CHECK(delay_of(s->decide(answered(500, "", 9), 0.5)) == 10.0);
    CHECK(s->decide(answered(500, "", 20), 0.5).max_attempts_reached);
}

TEST_CASE("standard: the quota ends retries and is refilled by success") {
    auto const s = make(mode::standard);
    for (int i = 0; i < 50; ++i) CHECK(s->decide(failed(connect_timeout_error("u")), 0).quota_taken == 10);
    auto const empty = s->decide(answered(500), 0);
    CHECK(!empty.delay);
    CHECK(empty.quota_reached);
    s->on_success(0);
    CHECK(s->decide(answered(500), 0).quota_reached);
    s->on_success(5);
    CHECK(s->decide(answered(500), 0).quota_taken == 5);
}

TEST_CASE("adaptive: the limiter wakes up with the first throttling answer") {
    auto const s = make(mode::adaptive);
    auto const t = [](double seconds) {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(duration<double>(seconds));
    };
    CHECK(s->acquire(t(100)).count() == 0);
    s->observe(t(100.2), false);
    CHECK(s->acquire(t(100.2)).count() == 0);
    CHECK(s->decide(answered(400, "SlowDown"), 0.5).throttled);
    s->observe(t(101), true);
    s->acquire(t(101));
    CHECK(s->acquire(t(101)).count() > 0);
}
