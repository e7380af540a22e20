// The main job, against an AWS that AWS_ENDPOINT_URL names: objects, pages, waiters, and one call in each of
// the five older protocols. `tools/demo` starts a local AWS and runs this.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <coaws/base/digest.hpp>
#include <coaws/coaws.hpp>
#include <cstdint>
#include <exception>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t object_size = 10u << 20;
constexpr int key_count = 2'500;
constexpr int uploads_in_flight = 32;

void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
}

void require(bool fine, char const* what) {
    if (!fine) throw std::runtime_error(what);
}

std::string some_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    std::uint32_t state = 1;
    for (char& c : bytes) {
        state = state * 1664525 + 1013904223;
        c = static_cast<char>(state >> 24);
    }
    return bytes;
}

std::string hex_sha256(std::string_view bytes) { return coaws::hex(coaws::sha256(bytes)); }

// Uploads and downloads 10 MiB; the download is never in memory as a whole.
asio::awaitable<void> big_object(coaws::client s3) {
    auto const bytes = some_bytes(object_size);
    auto upload = coaws::args("Bucket", "demo", "Key", "big", "Body", coaws::body::from_span(bytes));
    co_await s3.call("PutObject", std::move(upload));

    auto out = co_await s3.call("GetObject", coaws::args("Bucket", "demo", "Key", "big"));
    coaws::streaming_body body = out.take_body("Body");
    auto digest = coaws::hasher::make("sha256");
    std::vector<char> room(256 * 1024);
    for (;;) {
        auto const count = co_await body.read_some(asio::buffer(room));
        if (count == 0) break;
        digest->update(std::string_view(room.data(), count));
    }
    auto const got = digest->finish();
    std::string back;
    for (unsigned char c : got) {
        back += "0123456789abcdef"[c >> 4];
        back += "0123456789abcdef"[c & 15];
    }
    require(body.tell() == object_size && back == hex_sha256(bytes), "the object came back different");
    std::cout << "S3 (REST-XML)         10 MiB up and down, SHA-256 " << back.substr(0, 16)
              << "… both ways\n";
}

asio::awaitable<void> upload_keys(coaws::client s3, int& left) {
    while (left > 0) {
        auto name = "k/" + std::to_string(left--);
        auto params = coaws::args("Bucket", "demo", "Key", std::move(name), "Body", "x");
        co_await s3.call("PutObject", std::move(params));
    }
}

asio::awaitable<void> list_keys(coaws::client s3) {
    auto pages = s3.paginate("ListObjectsV2", coaws::args("Bucket", "demo", "Prefix", "k/"));
    int keys = 0;
    int requests = 0;
    while (auto page = co_await pages.next()) {
        ++requests;
        keys += static_cast<int>(page->at("Contents").size());
    }
    require(keys == key_count, "keys are missing from the listing");
    std::cout << "S3 paginator          " << keys << " keys from " << requests << " pages\n";
}

asio::awaitable<void> appear_later(coaws::client s3) {
    asio::steady_timer pause(co_await asio::this_coro::executor, 400ms);
    co_await pause.async_wait(asio::use_awaitable);
    co_await s3.call("PutObject", coaws::args("Bucket", "demo", "Key", "late", "Body", "x"));
}

asio::awaitable<void> wait_for_object(coaws::client s3) {
    auto const start = std::chrono::steady_clock::now();
    auto often = coaws::waiter_config().with_delay(100ms).with_max_attempts(100);
    co_await s3.wait("object_exists", coaws::args("Bucket", "demo", "Key", "late"), often);
    auto const took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    std::cout << "S3 waiter             the object was there after " << took.count() << " ms\n";
}

asio::awaitable<void> table_item(coaws::session session) {
    auto table = co_await session.client("dynamodb");
    auto keys = coaws::list_of(coaws::args("AttributeName", "id", "KeyType", "HASH"));
    auto types = coaws::list_of(coaws::args("AttributeName", "id", "AttributeType", "S"));
    auto made = coaws::args("TableName", "demo", "KeySchema", std::move(keys), "AttributeDefinitions",
                            std::move(types), "BillingMode", "PAY_PER_REQUEST");
    co_await table.call("CreateTable", std::move(made));
    co_await table.wait("table_exists", coaws::args("TableName", "demo"));
    auto item = coaws::args("id", coaws::args("S", "1"), "born", coaws::args("N", "1815"), "name",
                            coaws::args("S", "Ada Lovelace"));
    co_await table.call("PutItem", coaws::args("TableName", "demo", "Item", item));
    auto key = coaws::args("id", coaws::args("S", "1"));
    auto out = co_await table.call("GetItem", coaws::args("TableName", "demo", "Key", std::move(key)));
    require(out.at("Item") == item, "the item came back different");
    std::cout << "DynamoDB (JSON)       put and got " << coaws::to_json(out.at("Item")) << '\n';
}

asio::awaitable<void> who_am_i(coaws::session session) {
    auto sts = co_await session.client("sts");
    auto out = co_await sts.call("GetCallerIdentity");
    std::cout << "STS (query)           account " << out.at("Account").as_string() << '\n';
}

asio::awaitable<void> message(coaws::session session) {
    auto sqs = co_await session.client("sqs");
    auto made = co_await sqs.call("CreateQueue", coaws::args("QueueName", "demo"));
    auto const url = made.at("QueueUrl").as_string();
    co_await sqs.call("SendMessage", coaws::args("QueueUrl", url, "MessageBody", "over the wire"));
    auto got = co_await sqs.call("ReceiveMessage", coaws::args("QueueUrl", url));
    auto const& text = got.at("Messages").at(0).at("Body").as_string();
    require(text == "over the wire", "the message came back different");
    std::cout << "SQS (JSON)            sent and received \"" << text << "\"\n";
}

asio::awaitable<void> machines(coaws::session session) {
    auto ec2 = co_await session.client("ec2");
    auto out = co_await ec2.call("DescribeRegions");
    std::cout << "EC2 (EC2 query)       " << out.at("Regions").size() << " regions\n";
}

asio::awaitable<void> schedules(coaws::session session) {
    auto scheduler = co_await session.client("scheduler");
    auto made = co_await scheduler.call("CreateScheduleGroup", coaws::args("Name", "demo"));
    auto got = co_await scheduler.call("GetScheduleGroup", coaws::args("Name", "demo"));
    require(got.at("Arn") == made.at("ScheduleGroupArn"), "the schedule group came back different");
    std::cout << "Scheduler (REST-JSON) made and got " << got.at("Arn").as_string() << '\n';
}

// Runs coroutines until all of them have ended.
class stage {
  public:
    stage& also(asio::awaitable<void> work) {
        asio::co_spawn(io_, std::move(work), rethrow);
        return *this;
    }
    void run() {
        io_.restart();
        io_.run();
    }

  private:
    asio::io_context io_;
};

asio::awaitable<void> make_bucket(coaws::session session, coaws::client& s3) {
    auto config = coaws::client_config().with_max_pool_connections(uploads_in_flight);
    s3 = co_await session.client("s3", config);
    co_await s3.call("CreateBucket", coaws::args("Bucket", "demo"));
    co_await s3.wait("bucket_exists", coaws::args("Bucket", "demo"));
    std::cout << "S3 (REST-XML)         bucket \"demo\" made\n";
}

void run_all() {
    stage on;
    coaws::session session;
    coaws::client s3;
    on.also(make_bucket(session, s3)).run();
    on.also(big_object(s3)).run();
    int left = key_count;
    for (int i = 0; i < uploads_in_flight; ++i) on.also(upload_keys(s3, left));
    on.run();
    on.also(list_keys(s3)).run();
    on.also(appear_later(s3)).also(wait_for_object(s3)).run();
    // All at once, on this one thread.
    on.also(table_item(session)).also(who_am_i(session)).also(message(session)).also(machines(session));
    on.also(schedules(session)).run();
}

}  // namespace

int main() {
    try {
        run_all();
    } catch (std::exception const& failure) {
        std::cerr << "demo: " << failure.what() << '\n';
        return 1;
    }
}
