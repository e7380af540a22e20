#include <coaws/transport/http_transport.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

#include "transport_fixture.hpp"

using namespace coaws;
using namespace coaws::testing_support;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

// Answers any number of requests on a connection with the same bytes.
scripted_server::script always(std::string answer) {
    return [answer](peer& client) {
        while (!client.read_request().empty()) client.send(answer);
    };
}

// Answers one request with these bytes and closes.
scripted_server::script once(std::string answer) {
    return [answer](peer& client) {
        client.read_request();
        client.send(answer);
    };
}

}  // namespace

TEST_CASE("a response is read whole in every framing") {
    struct form {
        std::string name;
        char const* wire;
        unsigned status;
        char const* body;
    };
    for (form const& each : {
             form{"length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"},
             form{"chunked",
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
                  200, "hello"},
             form{"trailer",
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n\r\n", 200,
                  "hello"},
             form{"until close", "HTTP/1.1 200 OK\r\n\r\nhello", 200, "hello"},
             form{"http/1.0", "HTTP/1.0 200 OK\r\n\r\nhello", 200, "hello"},
             form{"interim",
                  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 "
                  "OK\r\nContent-Length: 5\r\n\r\nhello",
                  200, "hello"},
             form{"204", "HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
             form{"304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, ""},
             form{"error status", "HTTP/1.1 503 Slow Down\r\nContent-Length: 4\r\n\r\nslow", 503, "slow"},
             form{"redirects are not followed",
                  "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 301,
                  ""},
         }) {
        CAPTURE(each.name);
        scripted_server server({once(each.wire)});
        asio::io_context io;
        auto transport = make_http_transport();
        outcome came = send(io, *transport, request_to(server.url()));
        CHECK(came.status() == each.status);
        CHECK(came.body() == each.body);
    }
}

TEST_CASE("a large body arrives intact in both framings") {
    std::string big(3'000'000, '\0');
    for (std::size_t i = 0; i < big.size(); ++i) big[i] = static_cast<char>(i * 31 + i / 4096);
    std::string chunks;
    for (std::size_t at = 0; at < big.size(); at += 70'000) {
        std::string piece = big.substr(at, 70'000);
        char size[20];
        std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
        chunks += size + piece + "\r\n";
    }
    scripted_server server({[&](peer& client) {
        client.read_request();
        client.reply(big);
        client.read_request();
        client.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
        client.wait_for_close();
    }});
    asio::io_context io;
    auto transport = make_http_transport();
    CHECK(send(io, *transport, request_to(server.url())).body() == big);
    CHECK(send(io, *transport, request_to(server.url())).body() == big);
    CHECK(server.connections() == 1);
}

TEST_CASE("HEAD takes no body") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")});
    asio::io_context io;
    auto transport = make_http_transport();
    CHECK(send(io, *transport, request_to(server.url(), "HEAD")).status() == 200);
    outcome second = send(io, *transport, request_to(server.url(), "HEAD"));
    CHECK(second.response->headers.get("content-length") == "5000");
    CHECK(second.body().empty());
    CHECK(server.connections() == 1);
}

TEST_CASE("connections are used again") {
    struct form {
        std::string name;
        char const* wire;
        int connections;
    };
    for (form const& each : {
             form{"plain", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 1},
             form{"after 4xx", "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", 1},
             form{"after 5xx", "HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 1},
             form{"close asked for", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                  3},
             form{"http/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 3},
             form{"bytes behind the response", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokEXTRA", 3},
         }) {
        CAPTURE(each.name);
        scripted_server server({always(each.wire)});
        asio::io_context io;
        auto transport = make_http_transport();
        for (int i = 0; i < 3; ++i) CHECK(send(io, *transport, request_to(server.url())).response);
        CHECK(server.connections() == each.connections);
    }
}

TEST_CASE("close() drops idle connections") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
    asio::io_context io;
    auto transport = make_http_transport();
    send(io, *transport, request_to(server.url()));
    transport->close();
    CHECK(send(io, *transport, request_to(server.url())).status() == 200);
    CHECK(server.connections() == 2);
}

TEST_CASE("idle connections grow old") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
    asio::io_context io;
    transport_config config;
    config.idle_timeout = 5ms;
    auto transport = make_http_transport(config);
    send(io, *transport, request_to(server.url()));
    std::this_thread::sleep_for(20ms);
    send(io, *transport, request_to(server.url()));
    CHECK(server.connections() == 2);
}

TEST_CASE("a connection is not used on another execution context") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
    auto transport = make_http_transport();
    asio::io_context second;
    {
        asio::io_context first;
        send(first, *transport, request_to(server.url()));
        send(second, *transport, request_to(server.url()));
        CHECK(server.connections() == 2);
        send(first, *transport, request_to(server.url()));
        CHECK(server.connections() == 2);
    }
    // The first context took its connections with it; the transport goes on.
    CHECK(send(second, *transport, request_to(server.url())).status() == 200);
    asio::io_context third;
    CHECK(send(third, *transport, request_to(server.url())).status() == 200);
    CHECK(server.connections() == 3);
}

TEST_CASE("a stale kept connection costs one free retry") {
    std::string const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    SUBCASE("closed while idle: noticed before use") {
        scripted_server server({once(ok), always(ok)});
        asio::io_context io;
        auto transport = make_http_transport();
        send(io, *transport, request_to(server.url()));
        std::this_thread::sleep_for(30ms);
        CHECK(send(io, *transport, request_to(server.url(), "POST")).body() == "ok");
        CHECK(server.connections() == 2);
    }
    SUBCASE("closed on the next request: sent again, body included") {
        std::string seen;
        scripted_server server({[&](peer& client) {
                                    client.read_request();
                                    client.send(ok);
                                    client.read_request();
                                },
                                [&](peer& client) {
                                    seen = client.read_request();
                                    client.send(ok);
                                }});
        asio::io_context io;
        auto transport = make_http_transport();
        send(io, *transport, request_to(server.url()));
        http::request request = request_to(server.url(), "PUT");
        request.body = body::from_string("payload");
        CHECK(send(io, *transport, request).body() == "ok");
        CHECK(server.connections() == 2);
        CHECK(seen.ends_with("payload"));
    }
    SUBCASE("only once, and only on a new connection") {
        scripted_server server({[&](peer& client) {
                                    client.read_request();
                                    client.send(ok);
                                    client.read_request();
                                },
                                [&](peer& client) { client.read_request(); }});
        asio::io_context io;
        auto transport = make_http_transport();
        send(io, *transport, request_to(server.url()));
        CHECK(send(io, *transport, request_to(server.url())).error == "ConnectionClosedError");
        CHECK(server.connections() == 2);
    }
    SUBCASE("not after the first byte of a response") {
        scripted_server server({[&](peer& client) {
            client.read_request();
            client.send(ok);
            client.read_request();
            client.send("HTTP/1.1 2");
        }});
        asio::io_context io;
        auto transport = make_http_transport();
        send(io, *transport, request_to(server.url()));
        CHECK(send(io, *transport, request_to(server.url())).error == "ConnectionClosedError");
        CHECK(server.connections() == 1);
    }
}

TEST_CASE("broken responses are errors that name the endpoint") {
    struct form {
        std::string name;
        std::string wire;
    };
    std::string long_head = "HTTP/1.1 200 OK\r\nA: " + std::string(70'000, 'x') + "\r\n\r\n";
    for (form const& each : {
             form{"nothing", ""},
             form{"half a head", "HTTP/1.1 200 OK\r\nContent-"},
             form{"truncated body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"},
             form{"truncated chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"},
             form{"no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"},
             form{"garbage", "\x01\x02 garbage \xff"},
             form{"bad chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"},
             form{"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
             form{"head too long", long_head},
             form{"change of protocol", "HTTP/1.1 101 Switching\r\n\r\n"},
         }) {
        CAPTURE(each.name);
        scripted_server server({once(each.wire)});
        asio::io_context io;
        auto transport = make_http_transport();
        outcome came = send(io, *transport, request_to(server.url("/x")));
        CHECK(came.error == "ConnectionClosedError");
        CHECK(came.what == "Connection was closed before we received a valid response from endpoint URL: \"" +
                               server.url("/x") + "\".");
    }
}

TEST_CASE("a reset is a closed connection") {
    scripted_server server({[](peer& client) {
        client.read_request();
        client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel");
        client.reset();
    }});
    asio::io_context io;
    auto transport = make_http_transport();
    CHECK(send(io, *transport, request_to(server.url())).error == "ConnectionClosedError");
}

TEST_CASE("an unreachable endpoint") {
    std::uint16_t port = 0;
    {
        scripted_server gone({once("")});
        port = gone.port();
    }
    asio::io_context io;
    auto transport = make_http_transport();
    std::string url = "http://127.0.0.1:" + std::to_string(port) + "/";
    outcome came = send(io, *transport, request_to(url));
    CHECK(came.error == "EndpointConnectionError");
    CHECK(came.what == "Could not connect to the endpoint URL: \"" + url + "\"");
    CHECK(send(io, *transport, request_to("http://name.invalid/")).error == "EndpointConnectionError");
    CHECK(send(io, *transport, request_to("ftp://127.0.0.1/")).error == "HTTPClientError");
}

TEST_CASE("names are resolved") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
    asio::io_context io;
    auto transport = make_http_transport();
    CHECK(send(io, *transport, request_to(server.url("/", "localhost"))).status() == 200);
}

TEST_CASE("timeouts") {
    auto patience = [](peer& client) { client.wait_for_close(); };
    asio::io_context io;
    transport_config config;
    config.read_timeout = 60ms;
    auto transport = make_http_transport(config);
    SUBCASE("no response") {
        scripted_server server({patience});
        outcome came = send(io, *transport, request_to(server.url()));
        CHECK(came.error == "ReadTimeoutError");
        CHECK(came.what == "Read timeout on endpoint URL: \"" + server.url() + "\"");
    }
    SUBCASE("a body that stalls") {
        scripted_server server({[&](peer& client) {
            client.read_request();
            client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel");
            client.wait_for_close();
        }});
        CHECK(send(io, *transport, request_to(server.url())).error == "ReadTimeoutError");
    }
    SUBCASE("each read has its own time") {
        scripted_server server({[&](peer& client) {
            client.read_request();
            for (char c : std::string("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
                client.send(std::string(1, c));
                std::this_thread::sleep_for(4ms);
            }
            client.wait_for_close();
        }});
        CHECK(send(io, *transport, request_to(server.url())).status() == 200);
    }
    SUBCASE("a call's own read timeout") {
        scripted_server server({[&](peer& client) {
            client.read_request();
            std::this_thread::sleep_for(150ms);
            client.reply("late");
        }});
        pipeline::send_options options;
        options.read_timeout = 10s;
        CHECK(send(io, *transport, request_to(server.url()), options).body() == "late");
    }
    SUBCASE("the operation's deadline") {
        scripted_server server({patience});
        pipeline::send_options options;
        options.read_timeout = 10s;
        options.deadline = std::chrono::steady_clock::now() + 50ms;
        CHECK(send(io, *transport, request_to(server.url()), options).error == "ReadTimeoutError");
    }
    SUBCASE("a timed-out connection is not used again") {
        scripted_server server({patience, always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
        CHECK(send(io, *transport, request_to(server.url())).error == "ReadTimeoutError");
        CHECK(send(io, *transport, request_to(server.url())).status() == 200);
        CHECK(server.connections() == 2);
    }
    SUBCASE("connecting") {
        // An address from the range for documentation: packets to it vanish, or are refused where no route
        // exists.
        config.connect_timeout = 60ms;
        auto hasty = make_http_transport(config);
        outcome came = send(io, *hasty, request_to("http://192.0.2.1:81/"));
        bool expected = came.error == "ConnectTimeoutError" || came.error == "EndpointConnectionError";
        CHECK(expected);
    }
    SUBCASE("the TLS handshake belongs to connecting") {
        scripted_server server({patience});
        config.connect_timeout = 60ms;
        config.read_timeout = 10s;
        auto hasty = make_http_transport(config);
        std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
        outcome came = send(io, *hasty, request_to(url));
        CHECK(came.error == "ConnectTimeoutError");
        CHECK(came.what == "Connect timeout on endpoint URL: \"" + url + "\"");
    }
}

TEST_CASE("nothing is left running after an exchange") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
    asio::io_context io;
    auto transport = make_http_transport();
    auto begin = std::chrono::steady_clock::now();
    // run() inside returns when no work is left: with a timer of 60 s pending it would not.
    send(io, *transport, request_to(server.url()));
    CHECK(std::chrono::steady_clock::now() - begin < 20s);
}

TEST_CASE("cancellation ends an exchange at every step and its connection with it") {
    struct form {
        std::string name;
        scripted_server::script script;
        bool tls;
    };
    for (form const& each :
         {form{"waiting for the head", [](peer& client) { client.wait_for_close(); }, false},
          form{"in the head",
               [](peer& client) {
                   client.read_request();
                   client.send("HTTP/1.1 200 OK\r\nA");
                   client.wait_for_close();
               },
               false},
          form{"in the body",
               [](peer& client) {
                   client.read_request();
                   client.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc");
                   client.wait_for_close();
               },
               false},
          form{"in the handshake", [](peer& client) { client.wait_for_close(); }, true}}) {
        for (bool upload : {false, true}) {
            CAPTURE(each.name);
            CAPTURE(upload);
            scripted_server server({each.script, always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
            asio::io_context io;
            auto transport = make_http_transport();
            http::request request = request_to(server.url(), "PUT");
            if (each.tls) request.url.scheme = "https";
            std::string big(upload ? 30'000'000 : 0, 'x');
            request.body = body::from_span(std::string_view(big));
            asio::cancellation_signal signal;
            asio::steady_timer timer(io, 40ms);
            timer.async_wait(
                [&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
            outcome came;
            asio::co_spawn(
                io, transport->send(request, {}),
                asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e, http::response) {
                    try {
                        if (e) std::rethrow_exception(e);
                    } catch (boost::system::system_error const& failure) {
                        came.code = failure.code();
                    } catch (std::exception const& failure) {
                        came.what = failure.what();
                    }
                }));
            io.run();
            CHECK(came.code == asio::error::operation_aborted);
            CHECK(came.what.empty());
            CHECK(send(io, *transport, request_to(server.url())).status() == 200);
            CHECK(server.connections() == 2);
        }
    }
}

TEST_CASE("a context may go while an exchange is under way") {
    scripted_server server({[](peer& client) { client.wait_for_close(); }});
    auto transport = make_http_transport();
    {
        asio::io_context io;
        http::request request = request_to(server.url());
        asio::co_spawn(io, try_send(*transport, request, {}), [](std::exception_ptr, outcome) {});
        io.run_for(50ms);
    }
    CHECK(server.connections() == 1);
}

TEST_CASE("at most the configured number of connections is kept") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")});
    transport_config config;
    config.max_connections = 2;
    asio::io_context io;
    auto burst = [&](pipeline::transport& transport) {
        int good = 0;
        for (int i = 0; i < 6; ++i) {
            asio::co_spawn(io, try_send(transport, request_to(server.url()), {}),
                           [&](std::exception_ptr, outcome came) { good += came.status() == 200; });
        }
        io.restart();
        io.run();
        CHECK(good == 6);
    };
    SUBCASE("more are opened under load") {
        auto transport = make_http_transport(config);
        burst(*transport);
        CHECK(server.connections() == 6);
        burst(*transport);
        CHECK(server.connections() == 10);
    }
    SUBCASE("a hard limit makes the others wait") {
        config.hard_limit = true;
        auto transport = make_http_transport(config);
        burst(*transport);
        burst(*transport);
        CHECK(server.connections() == 2);
    }
    SUBCASE("waiting for a connection can be cancelled and has a deadline") {
        scripted_server slow({[](peer& client) { client.wait_for_close(); }});
        config.hard_limit = true;
        config.max_connections = 1;
        config.read_timeout = 300ms;
        auto transport = make_http_transport(config);
        asio::cancellation_signal signal;
        std::string first;
        boost::system::error_code second;
        std::string third;
        asio::co_spawn(io, try_send(*transport, request_to(slow.url()), {}),
                       [&](std::exception_ptr, outcome came) { first = came.error; });
        asio::co_spawn(io, try_send(*transport, request_to(slow.url()), {}),
                       asio::bind_cancellation_slot(
                           signal.slot(), [&](std::exception_ptr, outcome came) { second = came.code; }));
        pipeline::send_options options;
        options.deadline = std::chrono::steady_clock::now() + 80ms;
        asio::co_spawn(io, try_send(*transport, request_to(slow.url()), options),
                       [&](std::exception_ptr, outcome came) { third = came.error; });
        asio::steady_timer timer(io, 30ms);
        timer.async_wait([&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
        io.run();
        CHECK(first == "ReadTimeoutError");
        CHECK(second == asio::error::operation_aborted);
        CHECK(third == "ConnectTimeoutError");
        CHECK(slow.connections() == 1);
    }
}

TEST_CASE("a context run by several threads") {
    scripted_server server({always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")});
    auto transport = make_http_transport();
    asio::io_context io;
    std::atomic<int> good{0};
    auto worker = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 50; ++i) {
            asio::awaitable<outcome> sending = try_send(*transport, request_to(server.url(), "POST"), {});
            outcome came = co_await std::move(sending);
            if (came.body() == "ok") ++good;
        }
    };
    for (int i = 0; i < 8; ++i) asio::co_spawn(io, worker(), [](std::exception_ptr) {});
    std::thread second([&] { io.run(); });
    std::thread third([&] { io.run(); });
    io.run();
    second.join();
    third.join();
    CHECK(good == 400);
}

TEST_CASE("uploads, streams and timeouts on several threads") {
    std::string const big(3'000'000, 'x');
    auto serve = [&](peer& client) {
        for (std::string got = client.read_request(); !got.empty(); got = client.read_request()) {
            if (got.starts_with("GET /slow")) {
                client.wait_for_close();
                return;
            }
            client.reply(got.starts_with("PUT") ? std::to_string(got.size() - got.find("\r\n\r\n") - 4)
                                                : big);
        }
    };
    scripted_server server({serve});
    auto transport = make_http_transport();
    asio::io_context io;
    std::atomic<int> puts{0};
    std::atomic<int> gets{0};
    std::atomic<int> late{0};
    auto put = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 5; ++i) {
            http::request request = request_to(server.url(), "PUT");
            request.body = body::from_span(std::string_view(big));
            asio::awaitable<outcome> sending = try_send(*transport, std::move(request), {});
            outcome came = co_await std::move(sending);
            puts += came.body() == "3000000";
        }
    };
    auto get = [&]() -> asio::awaitable<void> {
        std::string piece(100'000, '\0');
        for (int i = 0; i < 5; ++i) {
            pipeline::send_options options;
            options.stream_response = true;
            asio::awaitable<outcome> sending = try_send(*transport, request_to(server.url()), options);
            outcome came = co_await std::move(sending);
            std::size_t total = 0;
            for (std::size_t count = 1; count != 0; total += count) {
                asio::awaitable<std::size_t> reading = came.response->stream->read_some(asio::buffer(piece));
                count = co_await std::move(reading);
            }
            gets += total == big.size();
        }
    };
    auto wait = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 5; ++i) {
            pipeline::send_options options;
            options.read_timeout = 5ms;
            asio::awaitable<outcome> sending = try_send(*transport, request_to(server.url("/slow")), options);
            outcome came = co_await std::move(sending);
            late += came.error == "ReadTimeoutError";
        }
    };
    for (int i = 0; i < 3; ++i) {
        asio::co_spawn(io, put(), [](std::exception_ptr) {});
        asio::co_spawn(io, get(), [](std::exception_ptr) {});
        asio::co_spawn(io, wait(), [](std::exception_ptr) {});
    }
    std::thread second([&] { io.run(); });
    std::thread third([&] { io.run(); });
    io.run();
    second.join();
    third.join();
    CHECK(puts == 15);
    CHECK(gets == 15);
    CHECK(late == 15);
}

TEST_CASE("an http proxy") {
    SUBCASE("http requests go to it in absolute form") {
        std::string seen;
        scripted_server proxy({[&](peer& client) {
            seen = client.read_request();
            client.reply("via proxy");
            client.wait_for_close();
        }});
        transport_config config;
        config.proxies["http"] = proxy.url("", "me:secret@127.0.0.1");
        asio::io_context io;
        auto transport = make_http_transport(config);
        CHECK(send(io, *transport, request_to("http://service.invalid/path")).body() == "via proxy");
        CHECK(seen.starts_with("GET http://service.invalid/path HTTP/1.1\r\n"));
        CHECK(seen.find("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n") != std::string::npos);
    }
    SUBCASE("refusing a tunnel") {
        std::string seen;
        scripted_server proxy({[&](peer& client) {
            seen = client.read_request();
            client.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        }});
        transport_config config;
        config.proxies["https"] = proxy.url("", "me:secret@127.0.0.1");
        asio::io_context io;
        auto transport = make_http_transport(config);
        outcome came = send(io, *transport, request_to("https://service.invalid/path"));
        CHECK(came.error == "ProxyConnectionError");
        CHECK(came.what == "Failed to connect to proxy URL: \"" + proxy.url("", "***:***@127.0.0.1") + "\"");
        CHECK(seen.starts_with("CONNECT service.invalid:443 HTTP/1.1\r\n"));
    }
}
