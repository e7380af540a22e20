// A generated client of S3: objects listed one by one, errors caught by their class, rows of a query as
// events.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <coaws/services/s3.hpp>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>

namespace asio = boost::asio;
namespace s3 = coaws::services::s3;

namespace {

constexpr char const* bucket = "typed-examples";

asio::awaitable<void> put(s3::client const& store, std::string key, std::string text) {
    auto input = s3::put_object_input().with_bucket(bucket).with_key(std::move(key));
    input.body = coaws::body::from_string(std::move(text));
    co_await store.put_object(std::move(input));
}

asio::awaitable<void> fill_bucket(s3::client store) {
    try {
        co_await store.create_bucket(s3::create_bucket_input().with_bucket(bucket));
    } catch (s3::bucket_already_owned_by_you const&) {
        std::cout << "the bucket is there already\n";
    }
    for (int i = 0; i < 5; ++i) co_await put(store, "notes/" + std::to_string(i), std::string(10, 'x'));
    std::string table = "name,age\n";
    for (int i = 0; i < 1000; ++i) table += "user" + std::to_string(i) + ',' + std::to_string(i % 90) + '\n';
    co_await put(store, "people.csv", std::move(table));
}

asio::awaitable<void> list(s3::client store) {
    auto input = s3::list_objects_v2_input().with_bucket(bucket).with_prefix("notes/");
    // Two a page: the generator asks for the next one when it gets there.
    input.max_keys = 2;
    auto objects = store.paginate_list_objects_v2(std::move(input)).contents();
    while (auto object = co_await objects.next())
        std::cout << *object->key << ": " << *object->size << " bytes\n";
}

asio::awaitable<void> get_what_is_not_there(s3::client store) {
    try {
        co_await store.get_object(s3::get_object_input().with_bucket(bucket).with_key("nothing"));
    } catch (s3::no_such_key const& e) {
        std::cout << e.code() << ": " << e.message_text() << '\n';
    }
}

asio::awaitable<void> select_rows(s3::client store, std::string query) {
    s3::input_serialization from;
    from.csv = s3::csv_input().with_file_header_info(s3::file_header_info::use);
    s3::output_serialization to;
    to.csv = s3::csv_output();
    auto input = s3::select_object_content_input().with_bucket(bucket).with_key("people.csv");
    input.expression_type = s3::expression_type::sql;
    input.expression = std::move(query);
    input.input_serialization = std::move(from);
    input.output_serialization = std::move(to);
    auto out = co_await store.select_object_content(std::move(input));
    bool complete = false;
    // To stop early, just leave: the connection is closed.
    while (auto event = co_await out.payload.next()) {
        if (auto const* records = event->records())
            std::cout << records->payload->bytes;
        else if (auto const* stats = event->stats())
            std::cout << *stats->details->bytes_scanned << " bytes looked at\n";
        else if (event->end() != nullptr)
            complete = true;
    }
    if (!complete) throw std::runtime_error("the query was not completed");
}

asio::awaitable<void> run(coaws::session session) {
    s3::client store{session};
    co_await fill_bucket(store);
    co_await list(store);
    co_await get_what_is_not_there(store);
    co_await select_rows(store, "select s.name from s3object s where s.age = '89'");
    try {
        co_await select_rows(store, "select cast(s.name as int) from s3object s");
    } catch (coaws::client_error const& failure) {
        // An event_stream_error where the service found out while it was sending, after the call had
        // succeeded. A failure that the service models would be of its own class, as above.
        std::cout << failure.code() << ": " << failure.message_text() << '\n';
    }
}

}  // namespace

int main() {
    asio::io_context io;
    coaws::session session;
    int status = 0;
    asio::co_spawn(io, run(session), [&](std::exception_ptr failure) {
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (std::exception const& e) {
            std::cerr << e.what() << '\n';
            status = 1;
        }
    });
    io.run();
    return status;
}
