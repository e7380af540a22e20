// Generated structs beside models of another version.
#include "gallery_model.hpp"

#include <doctest/doctest.h>
#include <coaws/codec/json.hpp>
#include <coaws/error.hpp>
#include <coaws/value/value_bridge.hpp>
#include <thread>
#include <vector>

#include "services/struct_input.hpp"
#include "services/struct_output.hpp"

using namespace coaws;
using namespace coaws::services;
using namespace coaws::testing_support;

namespace {

/// A model with one structure.
std::shared_ptr<service_schema const> model_of(std::string const& members, std::string const& required) {
    auto const text = R"({"metadata": {"protocol": "json", "serviceId": "Picture Gallery", "apiVersion": "1"},
        "operations": {}, "shapes": {
        "Picture": {"type": "structure", "required": [)" +
                      required + R"(], "members": {)" + members + R"(}},
        "Text": {"type": "string"}, "Texts": {"type": "list", "member": {"shape": "Text"}},
        "Count": {"type": "integer"}, "Ref": {"type": "structure", "members": {}}}})";
    return make_service_schema("gallery", json::document::parse(text).value());
}

services::struct_table const& picture_table() { return output_table("InspectPicture"); }

}  // namespace

TEST_CASE("members are matched by name, whatever their order") {
    auto const model = model_of(R"("Status": {"shape": "Text"}, "Extra": {"shape": "Count"},
        "Reference": {"shape": "Ref"}, "Title": {"shape": "Text"})",
                                R"("Title")");
    schema_matches const matches(struct_count());
    auto const& shape = *model->find_shape("Picture");
    auto const& match = matches.find(picture_table(), shape);
    CHECK(&match == &matches.find(picture_table(), shape));
    CHECK(match.index_of == std::vector<std::uint16_t>{2, struct_match::none, 4, 1});
    CHECK(match.schema_of[0] == nullptr);
    CHECK(match.schema_of[1]->name() == "Title");
    CHECK(match.required == std::vector<char>{0, 1, 0, 0, 0});
    CHECK(match.required_count == 1);
    CHECK(!match.misses_required);

    gallery::picture out;
    codec::json_reader in(R"({"Extra": 3, "Title": "Sea", "Status": "x", "Reference": {}})");
    struct_output(&out, picture_table(), matches).read(in, shape);
    CHECK(out.title == "Sea");
    CHECK(out.status->text() == "x");
    CHECK(out.reference.has_value());
}

TEST_CASE("a member of another type counts as none") {
    auto const model =
        model_of(R"("Title": {"shape": "Texts"}, "Status": {"shape": "Count"}, "Frame": {"shape": "Text"})",
                 R"("Status")");
    schema_matches const matches(struct_count());
    auto const& shape = *model->find_shape("Picture");
    auto const& match = matches.find(picture_table(), shape);
    CHECK(match.index_of == std::vector<std::uint16_t>(3, struct_match::none));
    CHECK(match.misses_required);

    gallery::picture picture;
    CHECK(!struct_input(&picture, picture_table(), matches).is_valid(shape));
    picture.title = "Sea";
    value_builder builder;
    CHECK_THROWS_AS(struct_input(&picture, picture_table(), matches).write(builder, shape),
                    param_validation_error);
}

TEST_CASE("two shapes may stand for one struct, and many threads may meet them first") {
    auto const one = model_of(R"("Title": {"shape": "Text"})", "");
    auto const other = model_of(R"("Status": {"shape": "Text"})", "");
    schema_matches const matches(struct_count());
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (auto const* model : {one.get(), other.get()})
                static_cast<void>(matches.find(picture_table(), *model->find_shape("Picture")));
        });
    for (auto& t : threads) t.join();
    CHECK(matches.find(picture_table(), *one->find_shape("Picture")).schema_of[1] != nullptr);
    CHECK(matches.find(picture_table(), *other->find_shape("Picture")).schema_of[1] == nullptr);
    CHECK(matches.find(picture_table(), *other->find_shape("Picture")).schema_of[2] != nullptr);
}
