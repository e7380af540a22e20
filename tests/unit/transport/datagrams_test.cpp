// Datagrams over loopback.
#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/transport/system.hpp>
#include <string>
#include <vector>

#include "run_awaitable.hpp"

using namespace coaws;
namespace asio = boost::asio;
using asio::ip::udp;

namespace {

/// Somebody who listens on a port of loopback.
struct listener {
    explicit listener(asio::io_context& io)
        : socket(io, udp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

    std::uint16_t port() const { return socket.local_endpoint().port(); }
    /// What has come; on loopback it is there when it was sent.
    std::vector<std::string> received() {
        std::vector<std::string> out;
        socket.non_blocking(true);
        for (;;) {
            char bytes[9000];
            boost::system::error_code none;
            auto const count = socket.receive(asio::buffer(bytes), 0, none);
            if (none) return out;
            out.emplace_back(bytes, count);
        }
    }

    udp::socket socket;
};

}  // namespace

TEST_CASE("a datagram goes to an address at once") {
    asio::io_context io;
    listener heard(io);
    auto const datagrams = transport::make_system_datagrams();
    std::string const big(8192, 'x');
    testing_support::run(io, datagrams->send("127.0.0.1", heard.port(), "one"));
    testing_support::run(io, datagrams->send("127.0.0.1", heard.port(), big));
    CHECK(heard.received() == std::vector<std::string>{"one", big});
}

TEST_CASE("datagrams wait for their name to be looked up, once") {
    asio::io_context io;
    listener heard(io);
    auto const datagrams = transport::make_system_datagrams();
    auto sends_two = [&]() -> asio::awaitable<void> {
        co_await datagrams->send("localhost", heard.port(), "one");
        co_await datagrams->send("localhost", heard.port(), "two");
        CHECK(heard.received().empty());
    };
    auto work = sends_two();
    testing_support::run(io, std::move(work));
    CHECK(heard.received() == std::vector<std::string>{"one", "two"});
    testing_support::run(io, datagrams->send("localhost", heard.port(), "three"));
    CHECK(heard.received() == std::vector<std::string>{"three"});
}

TEST_CASE("a look-up that dies with its loop is asked again") {
    auto const datagrams = transport::make_system_datagrams();
    {
        asio::io_context gone;
        asio::co_spawn(gone, datagrams->send("localhost", 9, "lost"), [](std::exception_ptr) {});
        gone.poll_one();
    }
    asio::io_context io;
    listener heard(io);
    testing_support::run(io, datagrams->send("localhost", heard.port(), "heard"));
    CHECK(heard.received() == std::vector<std::string>{"heard"});
}

TEST_CASE("what can't be sent is refused or lost, without harm") {
    asio::io_context io;
    auto const datagrams = transport::make_system_datagrams();
    std::string const too_long(70'000, 'x');
    CHECK_THROWS_AS(testing_support::run(io, datagrams->send("127.0.0.1", 9, too_long)),
                    boost::system::system_error);
    CHECK_NOTHROW(testing_support::run(io, datagrams->send("name.invalid", 9, "lost")));
    // Nobody listens: the kernel says so to the next sender of a connected socket only.
    CHECK_NOTHROW(testing_support::run(io, datagrams->send("127.0.0.1", 9, "unheard")));
    CHECK_NOTHROW(testing_support::run(io, datagrams->send("127.0.0.1", 9, "unheard")));
}
