// A stream of events: S3 Select runs a query over an object and sends rows while it finds them.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <cstdint>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>

namespace asio = boost::asio;

namespace {

asio::awaitable<void> put_table(coaws::client s3) {
    std::string table = "name,age\n";
    for (int i = 0; i < 1000; ++i) table += "user" + std::to_string(i) + ',' + std::to_string(i % 90) + '\n';
    co_await s3.call("CreateBucket", coaws::args("Bucket", "events"));
    auto params = coaws::args("Bucket", "events", "Key", "people.csv", "Body", std::move(table));
    co_await s3.call("PutObject", std::move(params));
}

asio::awaitable<void> select_rows(coaws::client s3, std::string query) {
    auto from = coaws::args("CSV", coaws::args("FileHeaderInfo", "USE"));
    auto to = coaws::args("CSV", coaws::args());
    auto params = coaws::args("Bucket", "events", "Key", "people.csv", "ExpressionType", "SQL", "Expression",
                              std::move(query), "InputSerialization", std::move(from), "OutputSerialization",
                              std::move(to));
    auto out = co_await s3.call("SelectObjectContent", std::move(params));
    coaws::event_stream events = out.take_body("Payload");
    bool complete = false;
    // Each event is a map of one entry: its name and its members. To stop early, just leave: the connection
    // is closed.
    while (auto event = co_await events.next()) {
        if (auto const* records = event->find("Records"))
            std::cout << records->at("Payload").as_blob();
        else if (auto const* stats = event->find("Stats"))
            std::cout << stats->get<std::int64_t>("Details.BytesScanned", 0) << " bytes looked at\n";
        else if (event->find("End") != nullptr)
            complete = true;
    }
    if (!complete) throw std::runtime_error("the query was not completed");
}

asio::awaitable<void> run() {
    coaws::session session;
    auto s3 = co_await session.client("s3");
    co_await put_table(s3);
    co_await select_rows(s3, "select s.name from S3Object s where cast(s.age as int) = 89");
    try {
        co_await select_rows(s3, "select cast(s.name as int) from S3Object s");
    } catch (coaws::event_stream_error const& failure) {
        // The call had succeeded; the service failed while it was sending.
        std::cout << failure.code() << ": " << failure.message_text() << '\n';
    }
}

}  // namespace

int main() {
    int status = 0;
    try {
        asio::io_context io;
        asio::co_spawn(io, run(), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        status = 1;
    }
    return status;
}
