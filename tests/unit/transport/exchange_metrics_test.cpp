// What the transport tells of an exchange.
#include <doctest/doctest.h>

#include <coaws/pipeline/metrics.hpp>
#include <coaws/transport/http_transport.hpp>
#include <thread>

#include "transport_fixture.hpp"

using namespace coaws;
using namespace coaws::testing_support;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

struct measured {
    explicit measured(transport_config config = {}) : transport(make_http_transport(std::move(config))) {
        options.metrics = &metrics;
    }
    outcome send(http::request request) {
        return testing_support::send(io, *transport, std::move(request), options);
    }

    asio::io_context io;
    std::shared_ptr<pipeline::transport> transport;
    exchange_metrics metrics;
    pipeline::send_options options;
};

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

}  // namespace

TEST_CASE("bytes are those of heads and bodies") {
    struct row {
        char const* name;
        body content;
        std::size_t body_bytes;
    };
    std::string const big(3'000'000, 'b');
    for (auto const& r : {
             row{"none", body(), 0},
             row{"memory", body::from_string("abc"), 3},
             row{"more than the socket takes at once", body::from_span(big), big.size()},
         }) {
        CAPTURE(r.name);
        std::size_t seen = 0;
        scripted_server server({[&](peer& client) {
            seen = client.read_request().size();
            client.send(answer);
        }});
        measured m;
        auto request = request_to(server.url(), "PUT");
        request.body = r.content;
        CHECK(m.send(std::move(request)).body() == "hello");
        CHECK(seen > r.body_bytes);
        CHECK(m.metrics.bytes_sent == seen);
        CHECK(m.metrics.bytes_received == answer.size());
        CHECK(m.metrics.connections_opened == 1);
        CHECK(m.metrics.pool_waits == 0);
    }
}

TEST_CASE("a kept connection is not opened again, times and bytes add up") {
    scripted_server server({[](peer& client) {
        while (!client.read_request().empty()) client.send(answer);
    }});
    measured m;
    CHECK(m.send(request_to(server.url())).status() == 200);
    auto const once = m.metrics;
    CHECK(m.send(request_to(server.url())).status() == 200);
    CHECK(m.metrics.connections_opened == 1);
    CHECK(m.metrics.bytes_sent == 2 * once.bytes_sent);
    CHECK(m.metrics.bytes_received == 2 * once.bytes_received);
    CHECK(m.metrics.connect == once.connect);
    CHECK(once.connect > 0ns);
}

TEST_CASE("the wait for the first byte is told from the rest of the response") {
    scripted_server server({[](peer& client) {
        client.read_request();
        std::this_thread::sleep_for(30ms);
        client.send(answer.substr(0, 20));
        std::this_thread::sleep_for(30ms);
        client.send(answer.substr(20));
    }});
    measured m;
    auto const begin = std::chrono::steady_clock::now();
    CHECK(m.send(request_to(server.url())).status() == 200);
    auto const whole = std::chrono::steady_clock::now() - begin;
    // Only what must have passed: how much more it was is the machine's affair.
    CHECK(m.metrics.first_byte >= 25ms);
    CHECK(m.metrics.receive >= 25ms);
    auto const& n = m.metrics;
    CHECK(n.pool_wait + n.connect + n.send + n.first_byte + n.receive <= whole);
}

TEST_CASE("waiting for a connection counts") {
    scripted_server server({[](peer& client) {
        while (!client.read_request().empty()) {
            std::this_thread::sleep_for(20ms);
            client.send(answer);
        }
    }});
    transport_config narrow;
    narrow.max_connections = 1;
    narrow.hard_limit = true;
    measured m(narrow);
    pipeline::send_options unmeasured;
    auto first = try_send(*m.transport, request_to(server.url()), unmeasured);
    asio::co_spawn(m.io, std::move(first), [](std::exception_ptr, outcome) {});
    CHECK(m.send(request_to(server.url())).status() == 200);
    CHECK(m.metrics.pool_waits == 1);
    CHECK(m.metrics.pool_wait >= 15ms);
    CHECK(m.metrics.connections_opened == 0);
}

TEST_CASE("what was spent on an exchange that fails is told, too") {
    scripted_server server({[](peer& client) { client.read_request(); }});
    measured m;
    CHECK(m.send(request_to(server.url())).error == "ConnectionClosedError");
    CHECK(m.metrics.bytes_sent > 0);
    CHECK(m.metrics.bytes_received == 0);
    CHECK(m.metrics.connections_opened == 1);
    CHECK(m.metrics.first_byte > 0ns);
}
