// The first program: a bucket, an object, and what is in the bucket.
//
// Region, credentials and endpoint come from where every AWS program takes them: AWS_REGION,
// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL, ~/.aws/config and ~/.aws/credentials, and
// the rest of the chain.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <exception>
#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> run() {
    coaws::session session;
    auto s3 = co_await session.client("s3");

    co_await s3.call("CreateBucket", coaws::args("Bucket", "first-program"));
    co_await s3.call("PutObject", coaws::args("Bucket", "first-program", "Key", "greeting", "Body", "hello"));

    auto out = co_await s3.call("GetObject", coaws::args("Bucket", "first-program", "Key", "greeting"));
    coaws::streaming_body body = out.take_body("Body");
    auto text = co_await body.read();
    std::cout << "read: " << text << '\n';

    auto pages = s3.paginate("ListObjectsV2", coaws::args("Bucket", "first-program"));
    while (auto page = co_await pages.next())
        for (auto const& object : page->at("Contents").as_list())
            std::cout << object.at("Key").as_string() << ' ' << object.at("Size").as_int() << " bytes\n";
}

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
