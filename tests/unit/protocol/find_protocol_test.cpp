// Protocols by name, and form bodies.
#include <doctest/doctest.h>

#include <coaws/protocol/wire_protocol.hpp>

using namespace coaws;

TEST_CASE("protocols are found by the names that models use") {
    for (auto name : {"json", "rest-json", "rest-xml", "query", "ec2", "smithy-rpc-v2-cbor"}) {
        auto const* found = protocol::find_protocol(name);
        REQUIRE(found != nullptr);
        CHECK(found->name() == name);
    }
    for (auto name : {"", "JSON", "grpc", "rest"}) CHECK(protocol::find_protocol(name) == nullptr);
}

TEST_CASE("form bodies keep their order and encode names and values") {
    CHECK(protocol::encode_form({}) == "");
    CHECK(protocol::encode_form({{"b", "x y"}, {"a", ""}, {"n&", "1=2+3/~*"}}) ==
          "b=x+y&a=&n%26=1%3D2%2B3%2F~%2A");
}
