// The texts of generated structs.
#include "gallery_model.hpp"

#include <doctest/doctest.h>

#include "services/struct_texts.hpp"

using namespace coaws;
using namespace coaws::services;
using namespace coaws::services::gallery;
using namespace coaws::testing_support;

namespace {

void mark(std::string& text) { text += '!'; }

}  // namespace

TEST_CASE("struct texts: strings and enumerations are read where they are set") {
    picture seen;
    struct_texts const texts(&seen, output_table("InspectPicture"));
    CHECK(texts.text("Title") == "");
    CHECK(texts.text("Status") == "");
    seen.with_title("Sea").with_status(status::hanging);
    CHECK(texts.text("Title") == "Sea");
    CHECK(texts.text("Status") == "HANGING");
    seen.with_status(status("STOLEN"));
    CHECK(texts.text("Status") == "STOLEN");
    CHECK(texts.text("Frame") == "");
    CHECK(texts.text("title") == "");
}

TEST_CASE("struct texts: only strings that are there are edited") {
    picture seen;
    struct_texts texts(&seen, output_table("InspectPicture"));
    seen.with_title("Sea").with_status(status::hanging);
    for (auto name : {"Title", "PictureId", "Status", "Frame", "None"}) texts.edit(name, mark);
    CHECK(seen.title == "Sea!");
    CHECK(!seen.picture_id);
    CHECK(*seen.status == status::hanging);
}

TEST_CASE("struct texts: strings in the structures of a list") {
    list_pictures_output page;
    struct_texts texts(&page, output_table("ListPictures"));
    texts.edit_each("Pictures", "Title", mark);
    CHECK(!page.pictures);
    page.pictures = pictures{picture().with_title("a"), picture(), picture().with_title("")};
    for (auto name : {"Title", "Status", "None"}) texts.edit_each("Pictures", name, mark);
    texts.edit_each("Marker", "Title", mark);
    texts.edit_each("None", "Title", mark);
    CHECK(page.pictures->at(0).title == "a!");
    CHECK(!page.pictures->at(1).title);
    CHECK(page.pictures->at(2).title == "!");

    hang_picture_output hung;
    hung.warnings = tags{"w"};
    struct_texts(&hung, output_table("HangPicture")).edit_each("Warnings", "Title", mark);
    CHECK(*hung.warnings == tags{"w"});
}
