// Clients with methods and bases of the user's own, and stubbed clients, as users write them.
#include "program.hpp"

#include <doctest/doctest.h>
#include <coaws/testing.hpp>
#include <vector>

using namespace std::chrono_literals;
using api::program;
using api::small_parcel;

namespace asio = boost::asio;

namespace {

/// What every client of a service is to have: here, a record of what was asked of it.
class audit_mixin {
  public:
    explicit audit_mixin(std::string owner) : owner_(std::move(owner)) {}
    void note(std::string what) { lines_.push_back(owner_ + ": " + what); }
    std::vector<std::string> const& lines() const { return lines_; }

  private:
    std::string owner_;
    std::vector<std::string> lines_;
};

void extend(coaws::session const& session, std::string greeting) {
    session.events().on("creating-client-class.parcel-post", [greeting](coaws::creating_client_class& e) {
        e.methods.emplace("custom_hello",
                          [greeting](coaws::client& c, coaws::value args) -> asio::awaitable<coaws::value> {
                              c.as<audit_mixin>().note("hello");
                              co_return coaws::args("Text", greeting + ' ' + args.get("Name", "you"));
                          });
        e.methods.emplace("send_twice",
                          [](coaws::client& c, coaws::value args) -> asio::awaitable<coaws::value> {
                              co_await c.call("SendParcel", args);
                              co_return co_await c.call("SendParcel", std::move(args));
                          });
        e.add_base<audit_mixin>("me");
    });
}

asio::awaitable<std::string> use_extended(coaws::session session) {
    auto parcels = co_await session.client("parcels");
    auto first = co_await parcels.method("custom_hello")(coaws::args("Name", "Ann"));
    auto second = co_await parcels.call("custom_hello", coaws::args("Name", "Bob"));
    auto hello = parcels.method("custom_hello");
    auto third = co_await hello();
    parcels.as<audit_mixin>().note("done");
    auto sent = co_await parcels.method("send_twice")(small_parcel());
    co_return first.at("Text").as_string() + ", " + second.at("Text").as_string() + ", " +
        third.at("Text").as_string() + ", " + std::to_string(parcels.as<audit_mixin>().lines().size()) +
        ", " + sent.get("Parcel.ParcelId", "");
}

asio::awaitable<std::string> use_stubbed(coaws::client parcels) {
    auto out = co_await parcels.call("SendParcel",
                                     coaws::args("Size", "SMALL", "To", coaws::args("Street", "Main")));
    try {
        co_await parcels.call("GetParcel", coaws::args("ParcelId", "abc"));
    } catch (coaws::client_error const& e) {
        co_return out.get("Parcel.ParcelId", "") + ' ' + std::string(e.code());
    }
    co_return "no error";
}

asio::awaitable<coaws::value> my_code(coaws::session session) {
    auto parcels = co_await session.client("parcels");
    co_return co_await parcels.call("SendParcel", small_parcel());
}

}  // namespace

TEST_CASE("clients with methods and bases of one's own") {
    program p;
    p.http().reply(200, "{}");
    p.http().reply(200, R"({"Parcel": {"ParcelId": "p-1"}})");
    auto session = p.session();
    extend(session, "hello");
    CHECK(p.run(use_extended(session)) == "hello Ann, hello Bob, hello you, 4, p-1");
}

TEST_CASE("stubbed clients") {
    program p;
    auto parcels = p.client();
    coaws::testing::stubber stub{parcels};
    stub.add_response("SendParcel", coaws::args("Parcel", coaws::args("ParcelId", "p-1")),
                      coaws::args("Size", "SMALL", "To", coaws::testing::any()));
    stub.add_client_error("GetParcel", coaws::testing::stub_error{}.with_code("ParcelLost").with_status(404));
    auto active = stub.activate();
    CHECK(p.run(use_stubbed(parcels)) == "p-1 ParcelLost");
    stub.assert_no_pending_responses();
}

TEST_CASE("a world of one's own") {
    char const* data = std::getenv("COAWS_TEST_DATA");
    auto const models = std::string(data != nullptr ? data : "tests/data") + "/models";
    coaws::testing::world w;
    w.http().reply(503).reply(503).reply(200, "{}");
    w.run(my_code(w.session(coaws::session_options().with_model_path(models))));
    CHECK(w.slept() == 1.5s);
    CHECK(w.requests().size() == 3);
}
