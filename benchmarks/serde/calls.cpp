// Whole calls over a transport that answers at once: what the pipeline costs, dynamic and typed.
#include "calls.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <coaws/services/dynamodb.hpp>
#ifdef COAWS_BENCH_S3
#include <coaws/services/s3.hpp>
#endif
#include <exception>
#include <utility>

#include "payloads.hpp"

namespace coaws::bench {

namespace asio = boost::asio;
namespace ddb = services::dynamodb;

namespace {

class canned_transport final : public pipeline::transport {
  public:
    explicit canned_transport(std::string body) : body_(std::move(body)) {}
    asio::awaitable<http::response> send(http::request const&, pipeline::send_options) override {
        http::response response;
        response.status = 200;
        response.body = body_;
        response.headers.add("x-amzn-RequestId", "0123456789");
        co_return response;
    }
    void close() noexcept override {}

  private:
    std::string body_;
};

void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
}

asio::awaitable<void> call_dynamic(client table) {
    auto key = args("pk", args("S", "user"));
    co_await table.call("GetItem", args("TableName", "users", "Key", std::move(key)));
}

asio::awaitable<void> call_typed(ddb::client table) {
    ddb::key key;
    key["pk"] = ddb::attribute_value().with_s("user");
    co_await table.get_item(ddb::get_item_input().with_table_name("users").with_key(std::move(key)));
}

#ifdef COAWS_BENCH_S3
asio::awaitable<void> list_dynamic(client bucket) {
    co_await bucket.call("ListObjectsV2", args("Bucket", "bucket"));
}

asio::awaitable<void> list_typed(services::s3::client bucket) {
    co_await bucket.list_objects_v2(services::s3::list_objects_v2_input().with_bucket("bucket"));
}
#endif

template <class Client>
void measure_client(report& lines, std::string const& label, std::size_t bytes, Client client,
                    asio::awaitable<void> (*call)(Client)) {
    asio::io_context io;
    lines.add(label, bytes, [&] {
        asio::co_spawn(io, call(client), rethrow);
        io.restart();
        io.run();
    });
}

/// Both clients of a service that answers everything with `body`.
template <class Typed>
void measure_service(report& lines, std::string const& models, std::string const& operation,
                     std::string const& body, asio::awaitable<void> (*dynamic_call)(client),
                     asio::awaitable<void> (*typed_call)(Typed)) {
    pipeline::world world;
    world.transport = std::make_shared<canned_transport>(body);
    session from(session_options().with_world(std::move(world)).with_model_path(models));
    from.set_credentials(credentials("AKID", "secret"));
    Typed const typed(from, client_config().with_region("eu-west-1"));
    asio::io_context io;
    client dynamic;
    asio::co_spawn(io, typed.dynamic(), [&](std::exception_ptr failure, client made) {
        rethrow(failure);
        dynamic = std::move(made);
    });
    io.run();
    measure_client(lines, operation + " call, value", body.size(), dynamic, dynamic_call);
    measure_client(lines, operation + " call, struct", body.size(), typed, typed_call);
}

}  // namespace

void measure_calls(report& lines, std::string const& models) {
    auto const item = to_json(args("Item", dynamodb_item(10, 80)));
    measure_service(lines, models, "GetItem", item, call_dynamic, call_typed);
#ifdef COAWS_BENCH_S3
    measure_service(lines, models, "ListObjectsV2 1,000 keys", s3_listing(1000), list_dynamic, list_typed);
#endif
}

}  // namespace coaws::bench
