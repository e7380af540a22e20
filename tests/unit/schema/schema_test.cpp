// Looking up members, and documents.
#include <doctest/doctest.h>

#include <coaws/schema/schema.hpp>

#include "../model/test_models.hpp"

using namespace coaws;

TEST_CASE("members are found by name and by wire name") {
    auto service = testing_data::service("orchard");
    auto const* tree = service->find_shape("Tree");
    REQUIRE(tree != nullptr);
    for (std::size_t i = 0; i < tree->member_count(); ++i) {
        auto const& member = tree->member(i);
        CHECK(member.index() == i);
        CHECK(tree->find_member(member.name()) == &member);
        CHECK(tree->find_wire_member(member.wire_name()) == &member);
    }
    CHECK(tree->find_wire_member("plantedAt") == tree->find_member("PlantedAt"));
    for (auto name : {"", "plantedAt", "A", "zzz", "Nam", "Namee"}) {
        CAPTURE(name);
        CHECK(tree->find_member(name) == nullptr);
    }
    CHECK(service->find_shape("String")->find_member("x") == nullptr);
    CHECK(service->find_shape("StringList")->find_member("member") == nullptr);
}

TEST_CASE("of two members with one wire name the later one is found") {
    auto service = testing_data::service_from_text(R"({
        "metadata": {"serviceId": "X", "protocol": "json"},
        "shapes": {"S": {"type": "string"}, "T": {"type": "structure", "members": {
            "B": {"shape": "S"}, "A": {"shape": "S", "locationName": "B"}, "C": {"shape": "S"}}}}})");
    auto const* shape = service->find_shape("T");
    CHECK(shape->find_wire_member("B") == shape->find_member("A"));
    CHECK(shape->find_wire_member("A") == nullptr);
}

TEST_CASE("documents hold documents all the way down") {
    auto service = testing_data::service("orchard");
    auto const* notes = service->find_shape("Tree")->find_member("Notes");
    REQUIRE(notes != nullptr);
    for (auto const* s : {notes, &document_schema(), service->find_shape("Document")}) {
        CHECK(s->type() == shape_type::document);
        CHECK(s->member_count() == 0);
        CHECK(s->element().type() == shape_type::document);
        CHECK(s->mapped().type() == shape_type::document);
        CHECK(s->mapped().mapped().element().element().type() == shape_type::document);
        CHECK(s->payload() == nullptr);
        CHECK(s->find_member("member") == nullptr);
    }
    CHECK(notes->name() == "Notes");
    CHECK(notes->shape_name() == "Document");
}
