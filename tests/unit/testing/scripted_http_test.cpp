// Answers by a script.
#include "small_world.hpp"

#include <doctest/doctest.h>
#include <coaws/error.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <stdexcept>

using namespace coaws;
using testing::http_failure;
using testing_support::small_parcel;
using testing_support::small_world;

TEST_CASE("failures are those of the transport, by kind") {
    struct row {
        http_failure kind;
        std::string_view type;
    };
    for (auto const& r :
         {row{http_failure::connect, "EndpointConnectionError"},
          row{http_failure::connect_timeout, "ConnectTimeoutError"},
          row{http_failure::read_timeout, "ReadTimeoutError"},
          row{http_failure::connection_closed, "ConnectionClosedError"}, row{http_failure::tls, "SSLError"},
          row{http_failure::proxy, "ProxyConnectionError"}}) {
        CAPTURE(r.type);
        small_world w;
        auto const parcels = w.client();
        w.http().fail(r.kind);
        auto const once = call_options().with_max_attempts(1);
        auto const out = w.run(parcels.try_call("SendParcel", small_parcel(), once));
        REQUIRE(!out);
        CHECK(out.error().type() == r.type);
        CHECK(w.requests().size() == 1);
    }
}

TEST_CASE("the end of the script is an error of its own, unless there is another answer") {
    small_world w;
    auto const parcels = w.client();
    auto const out = w.run(parcels.try_call("SendParcel", small_parcel()));
    REQUIRE(!out);
    CHECK(out.error().type() == "TransportExhausted");
    CHECK(out.error().message() ==
          "The script has no response left for POST https://parcels.us-east-1.example.com/");
    w.http().otherwise([](http::request const&) {
        http::response r;
        r.status = 200;
        r.body = "{}";
        return r;
    });
    CHECK(w.run(parcels.try_call("SendParcel", small_parcel())));
    CHECK(w.run(parcels.try_call("SendParcel", small_parcel())));
}

TEST_CASE("an answer may look at the request, and throw what it likes") {
    small_world w;
    auto const parcels = w.client();
    w.http().answer([](http::request const& request) {
        http::response r;
        r.status = request.method == "POST" ? 200 : 500;
        r.body = R"({"Parcel": {"ParcelId": "p-1"}})";
        return r;
    });
    CHECK(w.run(parcels.call("SendParcel", small_parcel())).get("Parcel.ParcelId", "") == "p-1");
    w.http().fail(std::logic_error("mine"));
    CHECK_THROWS_AS(w.run(parcels.call("SendParcel", small_parcel())), std::logic_error);
}

TEST_CASE("streamed outputs arrive as streams, and bodies of requests as bytes") {
    small_world w;
    auto const orchard = w.client("orchard");
    w.files().set("/user/tree.jpg", "leaves");
    w.http().reply(200, "photo").reply(200);
    auto out = w.run(orchard.call("GetPhoto", args("Name", "tree")));
    streaming_body photo = out.take_body("Photo");
    CHECK(photo.content_length() == 5);
    CHECK(w.run(photo.read()) == "photo");
    auto const put = args("Name", "tree", "Photo", body::from_file("/user/tree.jpg"));
    w.run(orchard.call("PutPhoto", put));
    REQUIRE(w.http().bodies.size() == 2);
    CHECK(w.http().bodies[1].find("leaves") != std::string::npos);
}

TEST_CASE("a stream that is shorter than announced fails its reader") {
    small_world w;
    auto const orchard = w.client("orchard");
    w.http().reply(200, "pho", {{"Content-Length", "5"}});
    auto out = w.run(orchard.call("GetPhoto", args("Name", "tree")));
    streaming_body photo = out.take_body("Photo");
    CHECK_THROWS_AS(w.run(photo.read()), incomplete_read_error);
}
