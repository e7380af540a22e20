// Making clients one's own: default parameters, a method more, and an object that every client has. Runs in a
// world of its own (coaws::testing::world), without network and keys; only the model of S3 has to be found,
// as ever.
#include <boost/asio/awaitable.hpp>
#include <coaws/coaws.hpp>
#include <coaws/testing.hpp>
#include <exception>
#include <iostream>
#include <string>

namespace asio = boost::asio;

namespace {

// A handler on the client: calls without a bucket get one. The handler of the operation runs before that of
// the service, which finds a bucket in place then.
void add_default_buckets(coaws::client const& s3) {
    auto give = [](std::string bucket) {
        return [bucket](coaws::provide_client_params& e) {
            if (!e.params.contains("Bucket")) e.params["Bucket"] = bucket;
        };
    };
    s3.events().on("provide-client-params.s3", give("everything"));
    s3.events().on("provide-client-params.s3.ListObjects", give("lists"));
}

// A handler on the session: clients of S3 made from now on have a method more.
asio::awaitable<coaws::value> count_keys(coaws::client& s3, coaws::value args) {
    auto pages = s3.paginate("ListObjectsV2", std::move(args));
    std::size_t keys = 0;
    while (auto page = co_await pages.next())
        if (auto const* contents = page->find("Contents")) keys += contents->size();
    co_return coaws::value(keys);
}

// An object that is made with every client and shared by its copies.
struct greeter {
    greeter() { std::cout << "Client instantiated!\n"; }
    int greeted = 0;
};

void extend_clients(coaws::session const& session) {
    session.events().on("creating-client-class.s3", [](coaws::creating_client_class& e) {
        e.methods.emplace("count_keys", count_keys);
        e.add_base<greeter>();
    });
}

asio::awaitable<void> run(coaws::session session) {
    extend_clients(session);
    auto s3 = co_await session.client("s3");
    add_default_buckets(s3);
    auto listed = co_await s3.call("ListObjects");
    std::cout << "listed a bucket: " << listed.at("Name").as_string() << '\n';
    co_await s3.call("PutObject", coaws::args("Key", "mine", "Body", "hello"));
    auto keys = co_await s3.method("count_keys")(coaws::args("Bucket", "lists"));
    std::cout << "keys: " << keys.as_int() << '\n';
    ++s3.as<greeter>().greeted;
}

}  // namespace

int main() {
    try {
        coaws::testing::world w;
        w.http().reply(200, "<ListBucketResult><Name>lists</Name></ListBucketResult>");
        w.http().reply(200);
        w.http().reply(200, "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>");
        w.run(run(w.session()));
        for (auto const& request : w.requests())
            std::cout << request.method << ' ' << request.url.str() << '\n';
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
