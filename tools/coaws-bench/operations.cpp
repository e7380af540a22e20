// The operations that are measured.
#include "operations.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <memory>
#include <stdexcept>
#include <vector>

namespace coaws::bench {

namespace asio = boost::asio;

namespace {

void require(bool fine, char const* what) {
    if (!fine) throw std::runtime_error(what);
}

value text(std::string_view s) { return args("S", s); }

asio::awaitable<void> get_item(client c) {
    auto key = args("pk", text("user#000001"), "sk", text("profile"));
    auto params = args("TableName", "bench", "Key", std::move(key));
    auto const out = co_await c.call("GetItem", std::move(params));
    require(out.at("Item").size() >= 3, "GetItem: too few attributes");
}

value bench_item() {
    auto tags = list_of(text("a"), text("b"), text("c"));
    return args("pk", text("user#000001"), "sk", text("profile"), "name", text("Ada Lovelace"), "n",
                args("N", "42"), "active", args("BOOL", true), "tags", args("L", std::move(tags)), "doc",
                text(std::string(512, 'x')));
}

asio::awaitable<void> put_item(client c) {
    auto params = args("TableName", "bench", "Item", bench_item());
    co_await c.call("PutItem", std::move(params));
}

asio::awaitable<void> send_message(client c, std::string queue, std::string message) {
    auto params = args("QueueUrl", std::move(queue), "MessageBody", std::move(message));
    auto const out = co_await c.call("SendMessage", std::move(params));
    require(out.find("MessageId") != nullptr, "SendMessage: no MessageId");
}

asio::awaitable<void> identity(client c) {
    auto const out = co_await c.call("GetCallerIdentity");
    require(!out.at("Account").as_string().empty(), "GetCallerIdentity: no account");
}

asio::awaitable<void> get_object(client c, std::uint64_t size,
                                 std::shared_ptr<std::vector<std::vector<char>>> spare) {
    auto params = args("Bucket", "bench", "Key", "obj-" + std::to_string(size));
    auto out = co_await c.call("GetObject", std::move(params));
    streaming_body body = out.take_body("Body");
    std::vector<char> buffer;
    if (!spare->empty()) {
        buffer = std::move(spare->back());
        spare->pop_back();
    }
    buffer.resize(std::min<std::uint64_t>(std::max<std::uint64_t>(size + 1, 4096), 1 << 20));
    std::uint64_t total = 0;
    for (;;) {
        auto const count = co_await body.read_some(asio::buffer(buffer));
        if (count == 0) break;
        total += count;
    }
    spare->push_back(std::move(buffer));
    require(total == size, "GetObject: wrong length");
}

asio::awaitable<void> put_object(client c, std::uint64_t size, std::shared_ptr<std::string const> bytes) {
    auto params = args("Bucket", "bench", "Key", "put-" + std::to_string(size), "Body",
                       body::from_span(std::string_view(*bytes)));
    co_await c.call("PutObject", std::move(params));
}

asio::awaitable<void> list_objects(client c) {
    auto params = args("Bucket", "bench");
    auto const out = co_await c.call("ListObjectsV2", std::move(params));
    require(out.at("Contents").size() == 1000, "ListObjectsV2: wrong number of keys");
}

}  // namespace

std::string_view service_of(std::string_view op) {
    if (op == "ddb_get" || op == "ddb_put") return "dynamodb";
    if (op == "sqs_send") return "sqs";
    if (op == "sts_ident") return "sts";
    for (auto known : {"s3_get", "s3_put", "s3_list", "s3_list_pages", "client_create"})
        if (op == known) return "s3";
    throw std::invalid_argument("unknown operation '" + std::string(op) + "'");
}

client_config bench_config(options const& o) {
    s3_config s3;
    s3.with_addressing_style(addressing_style::path);
    client_config config;
    config.with_region("us-east-1").with_endpoint_url(o.endpoint).with_s3(s3);
    config.with_credentials(credentials("AKIDBENCH", "benchsecret"));
    config.with_max_pool_connections(static_cast<int>(std::max<std::uint64_t>(o.concurrency, 10)));
    return config;
}

operation make_operation(client const& c, options const& o) {
    if (o.op == "ddb_get") return [c] { return get_item(c); };
    if (o.op == "ddb_put") return [c] { return put_item(c); };
    if (o.op == "sqs_send") {
        auto queue = o.endpoint + "/123456789012/bench";
        return [c, queue, message = std::string(256, 'm')] { return send_message(c, queue, message); };
    }
    if (o.op == "sts_ident") return [c] { return identity(c); };
    if (o.op == "s3_get") {
        auto spare = std::make_shared<std::vector<std::vector<char>>>();
        return [c, spare, size = o.size] { return get_object(c, size, spare); };
    }
    if (o.op == "s3_put") {
        auto bytes = std::make_shared<std::string const>(o.size, 'p');
        return [c, bytes, size = o.size] { return put_object(c, size, bytes); };
    }
    if (o.op == "s3_list") return [c] { return list_objects(c); };
    throw std::invalid_argument("unknown operation '" + o.op + "'");
}

asio::awaitable<std::uint64_t> list_pages(client c, std::uint64_t n) {
    auto pages =
        c.paginate("ListObjectsV2", args("Bucket", "bench", "Prefix", "p" + std::to_string(n) + '/'));
    std::uint64_t keys = 0;
    for (;;) {
        auto const page = co_await pages.next();
        if (!page) break;
        keys += page->at("Contents").size();
    }
    co_return keys;
}

}  // namespace coaws::bench
