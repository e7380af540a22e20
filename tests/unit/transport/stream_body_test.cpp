#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <thread>

#include "transport_fixture.hpp"

using namespace coaws;
using namespace coaws::testing_support;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

pipeline::send_options streaming() {
    pipeline::send_options options;
    options.stream_response = true;
    return options;
}

scripted_server::script once(std::string answer) {
    return [answer](peer& client) {
        client.read_request();
        client.send(answer);
    };
}

// Reads everything in pieces of `step`.
asio::awaitable<std::string> drain(std::shared_ptr<pipeline::incoming_body> stream, std::size_t step) {
    std::string all;
    std::string piece(step, '\0');
    while (true) {
        asio::awaitable<std::size_t> reading = stream->read_some(asio::buffer(piece));
        std::size_t count = co_await std::move(reading);
        if (count == 0) break;
        all.append(piece, 0, count);
    }
    co_return all;
}

std::string pattern(std::size_t size) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 17 + i / 777);
    return text;
}

}  // namespace

TEST_CASE("a streamed body is read in every framing and step, and gives its connection back") {
    std::string text = pattern(200'000);
    std::string chunks;
    for (std::size_t at = 0; at < text.size(); at += 33'333) {
        std::string piece = text.substr(at, 33'333);
        char size[20];
        std::snprintf(size, sizeof size, "%zX;x=y\r\n", piece.size());
        chunks += size + piece + "\r\n";
    }
    struct form {
        std::string name;
        std::string wire;
        bool kept;
    };
    for (form const& each :
         {form{"length", "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + text, true},
          form{"chunked", "HTTP/1.1 206 Partial\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n",
               true},
          form{"until close", "HTTP/1.1 200 OK\r\n\r\n" + text, false}}) {
        for (std::size_t step : {100u, 5000u, 70'000u, 1u << 20}) {
            CAPTURE(each.name);
            CAPTURE(step);
            auto serve = [&](peer& client) {
                while (!client.read_request().empty()) {
                    client.send(each.wire);
                    if (!each.kept) return;
                }
            };
            scripted_server server({serve});
            asio::io_context io;
            auto transport = make_http_transport();
            for (int i = 0; i < 2; ++i) {
                outcome came = send(io, *transport, request_to(server.url()), streaming());
                REQUIRE(came.response);
                CHECK(came.response->body.empty());
                CHECK(run(io, drain(came.response->stream, step)) == text);
            }
            CHECK(server.connections() == (each.kept ? 1 : 2));
        }
    }
}

TEST_CASE("an empty streamed body frees its connection at once") {
    auto serve = [](peer& client) {
        while (!client.read_request().empty()) client.reply("");
    };
    scripted_server server({serve});
    asio::io_context io;
    auto transport = make_http_transport();
    outcome first = send(io, *transport, request_to(server.url()), streaming());
    CHECK(first.response->stream->content_length() == 0);
    CHECK(send(io, *transport, request_to(server.url()), streaming()).response);
    CHECK(run(io, drain(first.response->stream, 10)).empty());
    CHECK(server.connections() == 1);
}

TEST_CASE("error responses are not streamed") {
    scripted_server server({once("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone")});
    asio::io_context io;
    auto transport = make_http_transport();
    outcome came = send(io, *transport, request_to(server.url()), streaming());
    CHECK(came.body() == "gone");
    CHECK(came.response->stream == nullptr);
}

TEST_CASE("a streamed body that is left unread closes its connection") {
    std::string big = pattern(5'000'000);
    auto serve = [&](peer& client) {
        while (!client.read_request().empty()) client.reply(big);
    };
    scripted_server server({serve});
    asio::io_context io;
    auto transport = make_http_transport();
    for (int i = 0; i < 3; ++i) {
        outcome came = send(io, *transport, request_to(server.url()), streaming());
        CHECK(came.response->stream->content_length() == big.size());
        if (i == 1) {
            came.response->stream->close();
            came.response->stream->close();
            CHECK_THROWS_AS(run(io, drain(came.response->stream, 10)), response_streaming_error);
        }
    }
    CHECK(server.connections() == 3);
}

TEST_CASE("streamed bodies that break") {
    asio::io_context io;
    transport_config config;
    config.read_timeout = 60ms;
    auto transport = make_http_transport(config);
    SUBCASE("cut short of the length") {
        scripted_server server({once("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")});
        outcome came = send(io, *transport, request_to(server.url()), streaming());
        try {
            run(io, drain(came.response->stream, 100));
            FAIL("no error");
        } catch (incomplete_read_error const& failure) {
            CHECK(std::string(failure.what()) == "5 read, but total bytes expected is 10.");
        }
    }
    SUBCASE("cut short in chunks") {
        scripted_server server({once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")});
        outcome came = send(io, *transport, request_to(server.url()), streaming());
        CHECK_THROWS_AS(run(io, drain(came.response->stream, 100)), response_streaming_error);
    }
    SUBCASE("garbage in chunks") {
        scripted_server server({once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloXX")});
        outcome came = send(io, *transport, request_to(server.url()), streaming());
        CHECK_THROWS_AS(run(io, drain(came.response->stream, 100)), response_streaming_error);
    }
    SUBCASE("stalled") {
        scripted_server server({[](peer& client) {
            client.read_request();
            client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            client.wait_for_close();
        }});
        outcome came = send(io, *transport, request_to(server.url()), streaming());
        CHECK_THROWS_AS(run(io, drain(came.response->stream, 100)), read_timeout_error);
    }
    SUBCASE("the time between reads does not count") {
        scripted_server server({[](peer& client) {
            client.read_request();
            client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            std::this_thread::sleep_for(120ms);
            client.send("world");
            client.wait_for_close();
        }});
        outcome came = send(io, *transport, request_to(server.url()), streaming());
        std::this_thread::sleep_for(150ms);
        CHECK(run(io, drain(came.response->stream, 100)) == "helloworld");
    }
    SUBCASE("cancelled") {
        scripted_server server({[](peer& client) {
            client.read_request();
            client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            client.wait_for_close();
        }});
        outcome came = send(io, *transport, request_to(server.url()), streaming());
        asio::cancellation_signal signal;
        asio::steady_timer timer(io, 20ms);
        timer.async_wait([&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
        boost::system::error_code code;
        asio::co_spawn(io, drain(came.response->stream, 100),
                       asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e, std::string) {
                           try {
                               if (e) std::rethrow_exception(e);
                           } catch (boost::system::system_error const& failure) {
                               code = failure.code();
                           }
                       }));
        io.restart();
        io.run();
        CHECK(code == asio::error::operation_aborted);
        CHECK_THROWS_AS(run(io, drain(came.response->stream, 100)), response_streaming_error);
    }
}

TEST_CASE("a streamed body may outlive its execution context and transport") {
    std::string big = pattern(5'000'000);
    scripted_server server({[&](peer& client) {
        client.read_request();
        client.reply(big);
    }});
    std::shared_ptr<pipeline::incoming_body> stream;
    {
        asio::io_context io;
        auto transport = make_http_transport();
        stream = send(io, *transport, request_to(server.url()), streaming()).response->stream;
    }
    asio::io_context other;
    CHECK_THROWS_AS(run(other, drain(stream, 100)), response_streaming_error);
    stream.reset();
}

TEST_CASE("streaming_body over a connection: an Asio stream with the connection's executor") {
    std::string text = pattern(50'000);
    scripted_server server({[&](peer& client) {
        while (!client.read_request().empty()) client.reply(text);
    }});
    asio::io_context io;
    auto transport = make_http_transport();
    outcome came = send(io, *transport, request_to(server.url()), streaming());
    streaming_body stream = body::from_incoming(came.response->stream);
    came.response.reset();
    CHECK(stream.get_executor() == asio::any_io_executor(io.get_executor()));
    std::string got;
    char buffer[4000];
    std::function<void()> more = [&] {
        stream.async_read_some(asio::buffer(buffer),
                               [&](boost::system::error_code failed, std::size_t count) {
                                   got.append(buffer, count);
                                   if (!failed) more();
                               });
    };
    more();
    io.restart();
    io.run();
    CHECK(got == text);
    CHECK(send(io, *transport, request_to(server.url())).body() == text);
    CHECK(server.connections() == 1);
}

TEST_CASE("a connection given back after its transport has gone is closed") {
    std::string text = pattern(100'000);
    bool closed = false;
    scripted_server server({[&](peer& client) {
        client.read_request();
        client.reply(text);
        client.wait_for_close();
        closed = true;
    }});
    asio::io_context io;
    auto transport = make_http_transport();
    auto stream = send(io, *transport, request_to(server.url()), streaming()).response->stream;
    transport.reset();
    CHECK(run(io, drain(stream, 5000)) == text);
    for (int i = 0; i < 1000 && !server.idle(); ++i) std::this_thread::sleep_for(1ms);
    CHECK(server.idle());
    CHECK(closed);
}
