#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include <fstream>

#include "test_certificates.hpp"
#include "transport_fixture.hpp"

using namespace coaws;
using namespace coaws::testing_support;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

scripted_server::script echo_size() {
    return [](peer& client) {
        if (!client.secure()) return;
        for (std::string request = client.read_request(); !request.empty(); request = client.read_request()) {
            client.reply(std::to_string(request.size() - request.find("\r\n\r\n") - 4));
        }
    };
}

transport_config trusting(test_certificates const& certificates) {
    transport_config config;
    config.ca_bundle = certificates.authority_file();
    return config;
}

}  // namespace

TEST_CASE("TLS: exchanges of all sizes over one connection") {
    test_certificates certificates;
    scripted_server server({echo_size()}, certificates.server());
    asio::io_context io;
    auto transport = make_http_transport(trusting(certificates));
    for (std::size_t size : {0, 5, 16384, 300'000, 5'000'000}) {
        CAPTURE(size);
        http::request request = request_to(server.url(), "PUT");
        request.body = body::from_string(std::string(size, 'x'));
        CHECK(send(io, *transport, request).body() == std::to_string(size));
    }
    CHECK(server.connections() == 1);
}

TEST_CASE("TLS: large responses, buffered") {
    std::string big(3'000'000, '\0');
    for (std::size_t i = 0; i < big.size(); ++i) big[i] = static_cast<char>(i * 13 + i / 999);
    test_certificates certificates;
    scripted_server server({[&](peer& client) {
                               client.read_request();
                               client.reply(big);
                               client.wait_for_close();
                           }},
                           certificates.server());
    asio::io_context io;
    auto transport = make_http_transport(trusting(certificates));
    CHECK(send(io, *transport, request_to(server.url())).body() == big);
}

TEST_CASE("TLS: who is trusted") {
    certificate_plan plan;
    test_certificates good(plan);
    plan.names = "DNS:other.example.com";
    test_certificates other_name(plan);
    plan.names = "DNS:localhost,IP:127.0.0.1";
    plan.days = -1;
    test_certificates expired(plan);
    struct form {
        std::string name;
        test_certificates const* server;
        std::string bundle;
        char const* host;
        bool verify;
        char const* fault;  // null: succeeds
    };
    for (form const& each :
         {form{"by address", &good, good.authority_file(), "127.0.0.1", true, nullptr},
          form{"by name", &good, good.authority_file(), "localhost", true, nullptr},
          form{"unknown authority", &good, "", "127.0.0.1", true, "unable to get local issuer certificate"},
          form{"another authority", &good, expired.authority_file(), "127.0.0.1", true,
               "certificate verify failed"},
          form{"wrong address", &other_name, other_name.authority_file(), "127.0.0.1", true,
               "IP address mismatch"},
          form{"wrong name", &other_name, other_name.authority_file(), "localhost", true,
               "hostname mismatch"},
          form{"expired", &expired, expired.authority_file(), "127.0.0.1", true, "certificate has expired"},
          form{"expired, not verified", &expired, "", "127.0.0.1", false, nullptr},
          form{"wrong name, not verified", &other_name, "", "localhost", false, nullptr},
          form{"no such bundle", &good, "/no/such/bundle.pem", "127.0.0.1", true, "/no/such/bundle.pem"}}) {
        CAPTURE(each.name);
        scripted_server server({echo_size()}, each.server->server());
        transport_config config;
        config.ca_bundle = each.bundle;
        config.verify = each.verify;
        asio::io_context io;
        auto transport = make_http_transport(config);
        outcome came = send(io, *transport, request_to(server.url("/", each.host)));
        if (each.fault == nullptr) {
            CHECK(came.body() == "0");
            continue;
        }
        CHECK(came.error == "SSLError");
        CHECK(came.what.starts_with("SSL validation failed for " + server.url("/", each.host) + " "));
        CHECK(came.what.find(each.fault) != std::string::npos);
    }
}

TEST_CASE("TLS: a bundle without certificates") {
    test_certificates certificates;
    std::string empty = certificates.authority_file() + ".empty";
    std::ofstream(empty) << "nothing\n";
    scripted_server server({echo_size()}, certificates.server());
    transport_config config;
    config.ca_bundle = empty;
    asio::io_context io;
    auto transport = make_http_transport(config);
    outcome came = send(io, *transport, request_to(server.url()));
    CHECK(came.error == "SSLError");
    CHECK(came.what.find(empty) != std::string::npos);
}

TEST_CASE("TLS: client certificates") {
    certificate_plan plan;
    plan.ask_client = true;
    test_certificates certificates(plan);
    scripted_server server({echo_size()}, certificates.server());
    asio::io_context io;
    transport_config config = trusting(certificates);
    auto without = make_http_transport(config);
    CHECK_FALSE(send(io, *without, request_to(server.url())).response);
    config.client_cert = certificates.client_file();
    auto with = make_http_transport(config);
    CHECK(send(io, *with, request_to(server.url())).body() == "0");
    config.client_cert = "/no/such/client.pem";
    auto missing = make_http_transport(config);
    CHECK(send(io, *missing, request_to(server.url())).what.find("/no/such/client.pem") != std::string::npos);
}

TEST_CASE("TLS: sessions are resumed") {
    test_certificates certificates;
    int resumed = 0;
    auto one = [&](peer& client) {
        resumed += client.resumed();
        client.read_request();
        client.reply("ok", "Connection: close\r\n");
    };
    scripted_server server({one}, certificates.server());
    asio::io_context io;
    auto transport = make_http_transport(trusting(certificates));
    for (int i = 0; i < 3; ++i) CHECK(send(io, *transport, request_to(server.url())).body() == "ok");
    CHECK(server.connections() == 3);
    CHECK(resumed == 2);
}

TEST_CASE("TLS: a peer that speaks plain HTTP, or nothing") {
    asio::io_context io;
    auto transport = make_http_transport();
    auto https = [](scripted_server const& server) {
        return request_to("https://127.0.0.1:" + std::to_string(server.port()) + "/");
    };
    scripted_server plain({[](peer& client) {
        client.read_bytes(10);
        client.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        client.wait_for_close();
    }});
    CHECK(send(io, *transport, https(plain)).error == "SSLError");
    scripted_server silent({[](peer&) {}});
    CHECK(send(io, *transport, https(silent)).error == "SSLError");
}

TEST_CASE("TLS: a body cut short is an error even with an orderly end") {
    test_certificates certificates;
    scripted_server server({[](peer& client) {
                               client.read_request();
                               client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
                           }},
                           certificates.server());
    asio::io_context io;
    auto transport = make_http_transport(trusting(certificates));
    CHECK(send(io, *transport, request_to(server.url())).error == "ConnectionClosedError");
}

TEST_CASE("TLS: an early response is read while the body is still being sent") {
    std::string big(60'000'000, 'x');
    test_certificates certificates;
    scripted_server server(
        {[&](peer& client) {
            client.read_head();
            client.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbad");
            std::this_thread::sleep_for(1s);
        }},
        certificates.server());
    asio::io_context io;
    auto transport = make_http_transport(trusting(certificates));
    http::request request = request_to(server.url(), "PUT");
    request.body = body::from_span(std::string_view(big));
    outcome came = send(io, *transport, request);
    CHECK(came.status() == 400);
    CHECK(came.body() == "bad");
}

TEST_CASE("TLS: a stale kept connection is replaced") {
    test_certificates certificates;
    auto once = [](peer& client) {
        client.read_request();
        client.reply("ok");
    };
    scripted_server server({once}, certificates.server());
    asio::io_context io;
    auto transport = make_http_transport(trusting(certificates));
    for (int i = 0; i < 3; ++i) {
        CHECK(send(io, *transport, request_to(server.url(), "POST")).body() == "ok");
        if (i == 1) std::this_thread::sleep_for(30ms);
    }
    CHECK(server.connections() == 3);
}

TEST_CASE("TLS through a proxy's tunnel") {
    test_certificates certificates;
    std::string seen;
    // The proxy is also the server behind it: after the answer to CONNECT it starts TLS itself.
    scripted_server proxy({[&](peer& client) {
        seen = client.read_request();
        client.send("HTTP/1.1 200 Connection established\r\n\r\n");
        client.start_tls(certificates.server());
        client.read_request();
        client.reply("inside");
        client.wait_for_close();
    }});
    transport_config config = trusting(certificates);
    config.proxies["https"] = proxy.url("");
    asio::io_context io;
    auto transport = make_http_transport(config);
    CHECK(send(io, *transport, request_to("https://localhost/path")).body() == "inside");
    CHECK(seen == "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n");
}
