// Whole calls over a transport that answers at once: what the pipeline costs, dynamic and typed.
#include "calls.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/coaws.hpp>
#include <coaws/services/dynamodb.hpp>
#include <exception>
#include <utility>

#include "measure.hpp"
#include "payloads.hpp"

namespace bench {

namespace asio = boost::asio;
namespace ddb = coaws::services::dynamodb;

namespace {

class canned_transport final : public coaws::pipeline::transport {
  public:
    explicit canned_transport(std::string body) : body_(std::move(body)) {}
    asio::awaitable<coaws::http::response> send(coaws::http::request const&,
                                                coaws::pipeline::send_options) override {
        coaws::http::response response;
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

asio::awaitable<void> call_dynamic(coaws::client table) {
    auto key = coaws::args("pk", coaws::args("S", "user"));
    co_await table.call("GetItem", coaws::args("TableName", "users", "Key", std::move(key)));
}

asio::awaitable<void> call_typed(ddb::client table) {
    ddb::key key;
    key["pk"] = ddb::attribute_value().with_s("user");
    co_await table.get_item(ddb::get_item_input().with_table_name("users").with_key(std::move(key)));
}

template <class Client>
void measure_client(std::string const& label, std::size_t bytes, Client client,
                    asio::awaitable<void> (*call)(Client)) {
    asio::io_context io;
    measure(label, bytes, [&] {
        asio::co_spawn(io, call(client), rethrow);
        io.restart();
        io.run();
    });
}

}  // namespace

void measure_calls(std::string const& models) {
    auto const item = coaws::to_json(coaws::args("Item", dynamodb_item(10)));
    coaws::pipeline::world world;
    world.transport = std::make_shared<canned_transport>(item);
    coaws::session session(coaws::session_options().with_world(std::move(world)).with_model_path(models));
    session.set_credentials(coaws::credentials("AKID", "secret"));
    ddb::client const typed(session, coaws::client_config().with_region("eu-west-1"));
    asio::io_context io;
    coaws::client dynamic;
    asio::co_spawn(io, typed.dynamic(), [&](std::exception_ptr failure, coaws::client made) {
        rethrow(failure);
        dynamic = std::move(made);
    });
    io.run();
    measure_client("GetItem call, value", item.size(), dynamic, call_dynamic);
    measure_client("GetItem call, struct", item.size(), typed, call_typed);
}

}  // namespace bench
