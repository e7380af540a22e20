// Unions.
#include <doctest/doctest.h>
#include <coaws/services/gallery_types.hpp>

using namespace coaws::services::gallery;

TEST_CASE("a union holds one member") {
    frame none;
    CHECK(!none.has_value());
    CHECK(none.which() == frame::tag::none_);
    CHECK(none.wood() == nullptr);

    auto oak = frame::from_wood("oak");
    CHECK(oak.which() == frame::tag::wood);
    REQUIRE(oak.wood() != nullptr);
    CHECK(*oak.wood() == "oak");
    CHECK(oak.size() == nullptr);
    CHECK(frame::from_status(status::hanging).status()->text() == "HANGING");

    frame copy = oak;
    *copy.wood() = "ash";
    CHECK(*oak.wood() == "oak");
    copy = frame::from_size(7);
    CHECK(copy.wood() == nullptr);
    CHECK(*copy.size() == 7);
    copy = oak;
    CHECK(*copy.wood() == "oak");
    frame const moved = std::move(copy);
    CHECK(*moved.wood() == "oak");
    CHECK(!copy.has_value());
    auto& self = oak;
    oak = self;
    CHECK(*oak.wood() == "oak");
}

TEST_CASE("a union may contain itself") {
    auto inner = frame::from_wood("oak");
    auto outer = frame::from_double_(inner);
    REQUIRE(outer.double_() != nullptr);
    CHECK(*outer.double_()->wood() == "oak");
    auto const parts = frame::from_parts({inner, outer});
    auto const copy = parts;
    CHECK(*copy.parts()->at(1).double_()->wood() == "oak");
}

TEST_CASE("a member that is not known keeps its name") {
    auto oak = frame::from_wood("oak");
    oak.set_unknown("Plastic");
    CHECK(oak.which() == frame::tag::unknown_);
    CHECK(oak.unknown_member() == "Plastic");
    CHECK(oak.has_value());
    frame copy = oak;
    CHECK(copy.unknown_member() == "Plastic");
    copy = frame::from_size(1);
    CHECK(copy.unknown_member().empty());
    frame const moved = std::move(oak);
    CHECK(moved.unknown_member() == "Plastic");
    CHECK(!oak.has_value());
}
