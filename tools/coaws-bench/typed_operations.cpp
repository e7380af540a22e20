// The operations that are measured with generated clients too.
#include <coaws/services/dynamodb.hpp>
#include <coaws/services/s3.hpp>
#include <stdexcept>
#include <utility>

#include "operations.hpp"

namespace coaws::bench {

namespace asio = boost::asio;
namespace dynamodb = services::dynamodb;
namespace s3 = services::s3;

namespace {

dynamodb::attribute_value text(char const* s) { return dynamodb::attribute_value().with_s(s); }

asio::awaitable<void> get_item(dynamodb::client c) {
    dynamodb::get_item_input input;
    dynamodb::key key;
    key.emplace("pk", text("user#000001"));
    key.emplace("sk", text("profile"));
    input.with_table_name("bench").with_key(std::move(key));
    auto const out = co_await c.get_item(std::move(input));
    if (!out.item || out.item->size() < 3) throw std::runtime_error("GetItem: too few attributes");
}

asio::awaitable<void> list_objects(s3::client c) {
    s3::list_objects_v2_input input;
    input.with_bucket("bench");
    auto const out = co_await c.list_objects_v2(std::move(input));
    if (!out.contents || out.contents->size() != 1000)
        throw std::runtime_error("ListObjectsV2: wrong number of keys");
}

}  // namespace

operation make_typed_operation(client const& c, options const& o) {
    if (o.op == "ddb_get") return [typed = dynamodb::client(c)] { return get_item(typed); };
    if (o.op == "s3_list") return [typed = s3::client(c)] { return list_objects(typed); };
    throw std::invalid_argument("'" + o.op + "' is not measured with a typed client");
}

}  // namespace coaws::bench
