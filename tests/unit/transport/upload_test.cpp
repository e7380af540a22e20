#include <doctest/doctest.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <coaws/base/errors.hpp>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "transport_fixture.hpp"

using namespace coaws;
using namespace coaws::testing_support;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

// Gives its text in pieces of a fixed size, suspending before each.
class piecewise final : public pipeline::byte_source {
  public:
    piecewise(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        asio::any_io_executor executor = co_await asio::this_coro::executor;
        asio::steady_timer pause(executor, 1ms);
        co_await pause.async_wait(asio::use_awaitable);
        std::size_t count = std::min({piece_, buffer.size(), text_.size() - at_});
        std::memcpy(buffer.data(), text_.data() + at_, count);
        at_ += count;
        co_return count;
    }

  private:
    std::string text_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

class failing final : public pipeline::byte_source {
  public:
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer) override {
        throw http_client_error("the source is broken");
        co_return 0;
    }
};

body pieces(std::string text, std::size_t piece, bool sized) {
    std::optional<std::uint64_t> size;
    if (sized) size = text.size();
    return body::from_source(size, [text, piece] { return std::make_unique<piecewise>(text, piece); });
}

std::string const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

}  // namespace

TEST_CASE("bodies of every kind reach the server") {
    std::string big(5'000'000, '\0');
    for (std::size_t i = 0; i < big.size(); ++i) big[i] = static_cast<char>(i * 7 + i / 1000);
    std::string path = (std::filesystem::temp_directory_path() / "coaws-upload-test").string();
    std::ofstream(path, std::ios::binary) << big;
    struct form {
        std::string name;
        body content;
        std::string sent;
    };
    for (form const& each : {form{"text", body::from_string("hello"), "hello"},
                             form{"large text", body::from_span(std::string_view(big)), big},
                             form{"sized source", pieces("hello world", 4, true), "hello world"},
                             form{"file", body::from_file(path), big}}) {
        CAPTURE(each.name);
        std::string seen;
        scripted_server server({[&](peer& client) {
            for (int i = 0; i < 2; ++i) {
                seen = client.read_request();
                client.send(ok);
            }
            client.wait_for_close();
        }});
        asio::io_context io;
        auto transport = make_http_transport();
        http::request request = request_to(server.url(), "PUT");
        request.body = each.content;
        // Twice: what was sent can be sent again, and the connection is kept.
        for (int i = 0; i < 2; ++i) {
            CHECK(send(io, *transport, request).body() == "ok");
            std::size_t end = seen.find("\r\n\r\n");
            CHECK(seen.substr(end + 4) == each.sent);
            CHECK(seen.find("Content-Length: " + std::to_string(each.sent.size()) + "\r\n") < end);
        }
        CHECK(server.connections() == 1);
    }
    std::remove(path.c_str());
}

TEST_CASE("bodies of unknown size are chunked") {
    struct form {
        std::string name;
        body content;
        std::string wire;
        bool coded;
    };
    for (form const& each :
         {form{"source", pieces("hello world", 4, false), "4\r\nhell\r\n4\r\no wo\r\n3\r\nrld\r\n0\r\n\r\n",
               false},
          form{"empty source", pieces("", 4, false), "0\r\n\r\n", false},
          form{"text, coding set by the caller", body::from_string("hello"), "5\r\nhello\r\n0\r\n\r\n", true},
          form{"nothing, coding set by the caller", body(), "0\r\n\r\n", true}}) {
        CAPTURE(each.name);
        std::string seen;
        scripted_server server({[&](peer& client) {
            seen = client.read_request();
            client.send(ok);
            client.wait_for_close();
        }});
        asio::io_context io;
        auto transport = make_http_transport();
        http::request request = request_to(server.url(), "PUT");
        request.body = each.content;
        if (each.coded) request.headers.add("Transfer-Encoding", "chunked");
        CHECK(send(io, *transport, request).body() == "ok");
        CHECK(seen.substr(seen.find("\r\n\r\n") + 4) == each.wire);
        CHECK(seen.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
        CHECK(seen.find("Content-Length") == std::string::npos);
    }
}

TEST_CASE("a broken source ends the exchange with its own error") {
    scripted_server server({[](peer& client) { client.wait_for_close(); }});
    asio::io_context io;
    auto transport = make_http_transport();
    http::request request = request_to(server.url(), "PUT");
    request.body = body::from_source(10, [] { return std::make_unique<failing>(); });
    CHECK(send(io, *transport, request).what.find("the source is broken") != std::string::npos);
    request.body = body::from_source(10, [] { return std::make_unique<piecewise>("short", 100); });
    CHECK(send(io, *transport, request).what.find("ended after 5 of 10 bytes") != std::string::npos);
    request.body = body::from_file("/no/such/file");
    CHECK(send(io, *transport, request).what.find("/no/such/file") != std::string::npos);
}

TEST_CASE("an early response is read while the body is still being sent") {
    std::string big(60'000'000, 'x');
    std::string refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbad";
    struct form {
        std::string name;
        scripted_server::script script;
    };
    for (form const& each : {form{"the server stops reading",
                                  [&](peer& client) {
                                      client.read_head();
                                      client.send(refusal);
                                      std::this_thread::sleep_for(1s);
                                  }},
                             form{"the server closes at once",
                                  [&](peer& client) {
                                      client.read_head();
                                      client.send(refusal);
                                  }},
                             form{"after an interim response", [&](peer& client) {
                                      client.read_head();
                                      client.send("HTTP/1.1 100 Continue\r\n\r\n");
                                      std::this_thread::sleep_for(30ms);
                                      client.send(refusal);
                                      std::this_thread::sleep_for(1s);
                                  }}}) {
        for (bool source : {false, true}) {
            CAPTURE(each.name);
            CAPTURE(source);
            scripted_server server({each.script, each.script});
            asio::io_context io;
            auto transport = make_http_transport();
            http::request request = request_to(server.url(), "PUT");
            request.body = source ? pieces(big, big.size(), true) : body::from_span(std::string_view(big));
            outcome came = send(io, *transport, request);
            CHECK(came.status() == 400);
            CHECK(came.body() == "bad");
        }
    }
}

TEST_CASE("an interim response alone does not stop a body") {
    std::string big(20'000'000, 'x');
    std::size_t got = 0;
    scripted_server server({[&](peer& client) {
        client.read_head();
        client.send("HTTP/1.1 100 Continue\r\n\r\n");
        std::this_thread::sleep_for(50ms);
        got = client.read_bytes(big.size()).size();
        client.send(ok);
        client.wait_for_close();
    }});
    asio::io_context io;
    auto transport = make_http_transport();
    http::request request = request_to(server.url(), "PUT");
    request.body = body::from_span(std::string_view(big));
    CHECK(send(io, *transport, request).body() == "ok");
    CHECK(got == big.size());
}

TEST_CASE("a server that stops reading runs into the read timeout") {
    std::string big(60'000'000, 'x');
    scripted_server server({[&](peer& client) {
        client.read_head();
        std::this_thread::sleep_for(500ms);
    }});
    asio::io_context io;
    transport_config config;
    config.read_timeout = 80ms;
    auto transport = make_http_transport(config);
    http::request request = request_to(server.url(), "PUT");
    request.body = body::from_span(std::string_view(big));
    CHECK(send(io, *transport, request).error == "ReadTimeoutError");
}

TEST_CASE("Expect: 100-continue holds the body back") {
    transport_config config;
    config.continue_timeout = 10s;
    config.continue_threshold = 7;
    asio::io_context io;
    auto request_for = [](scripted_server const& server) {
        http::request request = request_to(server.url(), "PUT");
        request.headers.add("Expect", "100-continue");
        request.body = body::from_string("payload");
        return request;
    };
    SUBCASE("leave is given") {
        std::string seen;
        scripted_server server({[&](peer& client) {
            client.read_head();
            client.send("HTTP/1.1 100 Continue\r\nConnection: keep-alive\r\n\r\n");
            seen = client.read_bytes(7);
            client.send(ok);
            client.wait_for_close();
        }});
        auto transport = make_http_transport(config);
        CHECK(send(io, *transport, request_for(server)).body() == "ok");
        CHECK(seen == "payload");
    }
    SUBCASE("a final answer comes instead: the body is not sent and the connection not kept") {
        std::string seen = "?";
        scripted_server server({[&](peer& client) {
            client.read_head();
            client.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
            seen = client.read_bytes(7);
        }});
        auto transport = make_http_transport(config);
        CHECK(send(io, *transport, request_for(server)).status() == 403);
        transport.reset();
        CHECK(server.connections() == 1);
        while (seen == "?") std::this_thread::sleep_for(1ms);
        CHECK(seen.empty());
    }
    SUBCASE("silence: the body is sent after a while") {
        std::string seen;
        scripted_server server({[&](peer& client) {
            seen = client.read_request();
            client.send(ok);
            client.wait_for_close();
        }});
        config.continue_timeout = 50ms;
        auto transport = make_http_transport(config);
        CHECK(send(io, *transport, request_for(server)).body() == "ok");
        CHECK(seen.ends_with("payload"));
    }
    SUBCASE("a body below the threshold follows at once, and leave that comes all the same is passed over") {
        std::string seen;
        scripted_server server({[&](peer& client) {
            seen = client.read_request();
            client.send("HTTP/1.1 100 Continue\r\n\r\n");
            client.send(ok);
            seen += client.read_request();
            client.send(ok);
            client.wait_for_close();
        }});
        config.continue_threshold = 8;
        auto transport = make_http_transport(config);
        CHECK(send(io, *transport, request_for(server)).body() == "ok");
        CHECK(send(io, *transport, request_for(server)).body() == "ok");
        CHECK(seen.find("Expect: 100-continue") != std::string::npos);
        CHECK(seen.ends_with("payload"));
        CHECK(server.connections() == 1);
    }
}
