// A program outside the tree: makes a session and asks for a service that no model describes.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <coaws/coaws.hpp>
#include <coaws/version.hpp>
#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> make_client() {
    coaws::session_options options;
    options.with_environment(false).with_shared_files(false);
    coaws::session session(options);
    coaws::client_config config;
    config.with_region("eu-west-1");
    auto client = co_await session.client("no-such-service", config);
}

int main() {
    asio::io_context io;
    auto made = asio::co_spawn(io, make_client(), asio::use_future);
    io.run();
    try {
        made.get();
    } catch (coaws::unknown_service_error const& e) {
        std::cout << "coaws " << coaws::version << ": " << e.what() << '\n';
        return 0;
    } catch (std::exception const& e) {
        std::cerr << "another error: " << e.what() << '\n';
    }
    return 1;
}
