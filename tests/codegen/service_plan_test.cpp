// What is generated for a service, and under which names.
#include "service_plan.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <coaws/base/errors.hpp>
#include <cstdlib>

#include "writers.hpp"

using namespace codegen;

namespace {

service_plan plan_gallery() {
    char const* data = std::getenv("COAWS_TEST_DATA");
    coaws::model::loader const models({std::string(data != nullptr ? data : "tests/data") + "/models"});
    return plan_service(models, "gallery");
}

std::size_t struct_named(service_plan const& plan, std::string_view name) {
    auto const found = std::find_if(plan.structs.begin(), plan.structs.end(),
                                    [&](struct_plan const& s) { return s.name == name; });
    REQUIRE(found != plan.structs.end());
    return static_cast<std::size_t>(found - plan.structs.begin());
}

operation_plan const& operation_named(service_plan const& plan, std::string_view name) {
    auto const found = std::find_if(plan.operations.begin(), plan.operations.end(),
                                    [&](operation_plan const& o) { return o.operation->name == name; });
    REQUIRE(found != plan.operations.end());
    return *found;
}

}  // namespace

TEST_CASE("inputs and outputs are named after their operation, shared ones after their shape") {
    auto const plan = plan_gallery();
    auto const& hang = operation_named(plan, "HangPicture");
    CHECK(plan.structs[hang.input].name == "hang_picture_input");
    CHECK(plan.structs[hang.input].shape_name() == "HangPictureRequest");
    CHECK(plan.structs[hang.output].is_output);
    CHECK(!plan.structs[hang.output].from_input);
    auto const& erase = operation_named(plan, "Delete");
    CHECK(erase.name == "delete_");
    CHECK(erase.input_name == "delete_input");
    CHECK(plan.structs[erase.input].name == "picture_ref");
    CHECK(erase.input == operation_named(plan, "InspectPicture").input);
    CHECK(plan.structs[operation_named(plan, "InspectPicture").output].name == "picture");
    auto const& ping = operation_named(plan, "Ping");
    CHECK(plan.structs[ping.input].shape == nullptr);
    CHECK(plan.structs[ping.output].name == "ping_output");
    CHECK(plan.left_out == std::vector<std::string>{"TalkToVisitors"});
}

TEST_CASE("names that C++ or the base class has are avoided") {
    auto const plan = plan_gallery();
    auto const& input = plan.structs[struct_named(plan, "hang_picture_input")];
    CHECK(input.members[1].name == "class_");
    auto const& itself = plan.structs[struct_named(plan, "class_")];
    CHECK(itself.members[1].name == "class_2");
    auto const& output = plan.structs[struct_named(plan, "hang_picture_output")];
    CHECK(output.members[1].name == "metadata_");
    auto const& error = plan.structs[struct_named(plan, "picture_not_found")];
    CHECK(error.role == struct_role::error);
    CHECK(error.members[0].name == "message_");
    CHECK(error.members[3].name == "code_");
}

TEST_CASE("structs come after those that they hold, and cycles are broken") {
    auto const plan = plan_gallery();
    auto const place = [&](std::string_view name) {
        return std::find(plan.order.begin(), plan.order.end(), struct_named(plan, name));
    };
    CHECK(plan.order.size() == plan.structs.size());
    CHECK(place("picture") < place("hang_picture_output"));
    CHECK(plan.boxed.contains({struct_named(plan, "node"), 1}));
    auto const even = struct_named(plan, "even");
    auto const odd = struct_named(plan, "odd");
    CHECK(plan.boxed.contains({even, 0}) != plan.boxed.contains({odd, 0}));
    CHECK(plan.endless.at("Endless"));
    CHECK(!plan.endless.at("Grid"));
}

TEST_CASE(
    "streams of events and their events are named after their operation, exceptions in them are errors") {
    auto const plan = plan_gallery();
    auto const& watch = operation_named(plan, "WatchPicture");
    CHECK(watch.events == "PictureEvents");
    auto const& stream = plan.stream_of_shape.at("PictureEvents");
    CHECK(stream.class_name == "watch_picture_events");
    auto const& event = plan.structs[stream.event];
    CHECK(event.name == "watch_picture_event");
    CHECK(event.role == struct_role::one_of);
    REQUIRE(event.members.size() == 3);
    CHECK(event.members[2].name == "shown");
    CHECK(plan.structs[struct_named(plan, "watch_ended")].role == struct_role::error);
    CHECK(plan.structs[struct_named(plan, "picture_not_found")].role == struct_role::error);
    CHECK(plan.structs[watch.output].members[1].name == "events");
    // Where a shape has that name already.
    auto const& visitors = plan.stream_of_shape.at("Visitors");
    CHECK(visitors.class_name == "follow_visitors_events");
    CHECK(plan.structs[visitors.event].name == "follow_visitors_stream_event");
    CHECK(plan.structs[struct_named(plan, "follow_visitors_event")].role == struct_role::structure);
    CHECK(operation_named(plan, "Ping").events.empty());
}

TEST_CASE("pages, items and waiters") {
    auto const plan = plan_gallery();
    auto const& pictures = operation_named(plan, "ListPictures").pages;
    REQUIRE(pictures.has_value());
    CHECK(pictures->method == "paginate_list_pictures");
    CHECK(pictures->class_name == "list_pictures_pages");
    REQUIRE(pictures->lists.size() == 1);
    CHECK(pictures->lists[0].method == "items");
    CHECK(pictures->lists[0].path.size() == 1);
    CHECK(operation_named(plan, "ListVisits").pages->lists.at(0).path.size() == 2);
    auto const& rooms = operation_named(plan, "ListRooms").pages->lists;
    REQUIRE(rooms.size() == 2);
    CHECK(rooms[0].method == "rooms");
    CHECK(rooms[1].method == "next_");
    CHECK(!operation_named(plan, "Ping").pages.has_value());
    REQUIRE(plan.waiters.size() == 1);
    CHECK(plan.waiters[0].name == "picture_hanging");
    CHECK(plan.waiters[0].method == "wait_picture_hanging");
    CHECK(plan.waiters[0].description == "Waits until a picture hangs.");
}

TEST_CASE("sources are split without losing anything") {
    auto const plan = plan_gallery();
    for (std::size_t count : {1u, 3u, 100u}) {
        std::size_t tables = 0;
        auto const files = write_struct_sources(plan, count);
        CHECK(files.size() == count);
        for (auto const& file : files)
            for (std::size_t at = 0;
                 (at = file.text.find("constinit struct_table const", at)) != std::string::npos; ++at)
                ++tables;
        CHECK(tables == plan.structs.size());
        std::size_t operations = 0;
        for (auto const& file : write_client_sources(plan, count))
            for (std::size_t at = 0; (at = file.text.find("client::try_", at)) != std::string::npos; ++at)
                ++operations;
        CHECK(operations == plan.operations.size() * 2);
    }
}

TEST_CASE("a service that does not exist is named") {
    coaws::model::loader const models({"/nowhere"});
    CHECK_THROWS_AS(plan_service(models, "gallery"), coaws::unknown_service_error);
}
