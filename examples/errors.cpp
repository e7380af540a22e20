// What goes wrong, as exceptions and as values.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <exception>
#include <iostream>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

// Exceptions: the service's answer is a client_error, all others have a class of their own. All derive from
// coaws::error.
asio::awaitable<void> as_exceptions(coaws::client s3) {
    try {
        co_await s3.call("GetObject", coaws::args("Bucket", "no-such-bucket-here", "Key", "k"));
    } catch (coaws::client_error const& e) {
        std::cout << "code " << e.code() << ", status " << e.status() << ", request " << e.request_id()
                  << ", attempts " << e.attempts() << "\n  " << e.what() << '\n';
    }
    try {
        co_await s3.call("GetObject", coaws::args("Bucket", "errors", "Kye", "k"));
    } catch (coaws::param_validation_error const& e) {  // nothing was sent
        std::cout << e.what() << '\n';
    }
}

// Values: try_call throws for nothing that an operation can answer.
asio::awaitable<void> as_values(coaws::session session) {
    auto nowhere = coaws::client_config()
                       .with_endpoint_url("http://127.0.0.1:9")
                       .with_retries(coaws::retry_config().with_total_max_attempts(1));
    auto sts = co_await session.client("sts", nowhere);
    coaws::result<coaws::value> out = co_await sts.try_call("GetCallerIdentity");
    if (!out) std::cout << out.error().type() << ": " << out.error().what() << '\n';
}

// A limit for a whole call, retries and their pauses included.
asio::awaitable<void> with_a_deadline(coaws::client s3) {
    auto options = coaws::call_options().with_deadline(1us);
    coaws::result<coaws::value> out = co_await s3.try_call("ListBuckets", coaws::args(), options);
    if (!out) std::cout << out.error().what() << '\n';
}

asio::awaitable<void> run() {
    coaws::session session;
    auto s3 = co_await session.client("s3");
    co_await as_exceptions(s3);
    co_await as_values(session);
    co_await with_a_deadline(s3);
}

}  // namespace

int main() {
    try {
        asio::io_context io;
        asio::co_spawn(io, run(), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
