// Pages as generators, generators of your own on top of them, and waiting for a state.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <exception>
#include <iostream>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

// A generator of your own: co_yield what you make, co_await what you need. Nothing is fetched before it is
// asked for.
coaws::async_generator<std::string> keys(coaws::client s3, std::string bucket) {
    auto params = coaws::args("Bucket", bucket, "MaxKeys", 4);
    auto pages = s3.paginate("ListObjectsV2", std::move(params));
    while (auto page = co_await pages.next())
        if (auto const* contents = page->find("Contents"))
            for (auto const& object : contents->as_list()) co_yield object.at("Key").as_string();
}

asio::awaitable<void> fill(coaws::client s3, std::string bucket) {
    co_await s3.call("CreateBucket", coaws::args("Bucket", bucket));
    auto often = coaws::waiter_config().with_delay(1s).with_max_attempts(30);
    co_await s3.wait("bucket_exists", coaws::args("Bucket", bucket), often);
    for (int i = 0; i < 10; ++i) {
        auto params =
            coaws::args("Bucket", bucket, "Key", "k" + std::to_string(i), "Body", std::string(i, 'x'));
        co_await s3.call("PutObject", std::move(params));
    }
}

asio::awaitable<void> run() {
    coaws::session session;
    auto s3 = co_await session.client("s3");
    co_await fill(s3, "pages");

    int count = 0;
    auto mine = keys(s3, "pages");
    while (auto key = co_await mine.next()) ++count;
    std::cout << count << " keys from the generator\n";

    // A JMESPath expression over all pages, and an end after five items.
    auto limit = coaws::pagination_config().with_max_items(5);
    auto run_of_five = s3.get_paginator("list_objects_v2").paginate(coaws::args("Bucket", "pages"), limit);
    auto sizes = run_of_five.search("Contents[?Size > `1`].Size");
    while (auto size = co_await sizes.next()) std::cout << "size " << size->as_int() << '\n';
    std::cout << "can be resumed: " << (run_of_five.resume_token() ? "yes" : "no") << '\n';

    // All pages as one result.
    auto everything = s3.get_paginator("ListObjectsV2").paginate(coaws::args("Bucket", "pages"));
    auto merged = co_await everything.build_full_result();
    std::cout << merged.at("Contents").size() << " keys in the full result\n";

    auto soon = coaws::waiter_config().with_delay(50ms).with_max_attempts(2);
    try {
        co_await s3.wait("object_exists", coaws::args("Bucket", "pages", "Key", "never"), soon);
    } catch (coaws::waiter_error const& e) {
        std::cout << e.what() << '\n';
    }
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
