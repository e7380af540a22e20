// The natural forms of using a generated client, as users write them: temporaries, chains and defaults within
// expressions that await.
#include "../../unit/session/session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/coaws.hpp>
#include <coaws/services/gallery.hpp>
#include <string>
#include <vector>

#include "../../unit/codec/event_frames.hpp"

namespace gallery = coaws::services::gallery;
using coaws::testing_support::session_fixture;

namespace {

constexpr char const* picture =
    R"({"Picture": {"PictureId": "p-1", "Frame": {"Wood": "a rather long kind of oak"}}})";

gallery::labels labels_of(std::string text) {
    return gallery::labels{{"a label that is long", std::move(text)}};
}

boost::asio::awaitable<std::string> in_one_expression(gallery::client client) {
    co_return *(
        co_await client.hang_picture(gallery::hang_picture_input()
                                         .with_title("a title that is not kept in place")
                                         .with_labels(labels_of("a text that is long, too"))
                                         .with_frame(gallery::frame::from_wood("oak, from the forest"))))
        .picture->picture_id;
}

boost::asio::awaitable<std::string> moved(gallery::client client) {
    gallery::hang_picture_input in;
    in.title = "a title that is not kept in place";
    in.labels = labels_of("a text that is long, too");
    auto out = co_await client.hang_picture(std::move(in));
    if (out.picture) co_return *out.picture->frame->wood();
    co_return out.metadata().request_id;
}

boost::asio::awaitable<int> errors(gallery::client client) {
    int caught = 0;
    try {
        co_await client.inspect_picture(gallery::picture_ref().with_picture_id("p-1"));
    } catch (gallery::picture_not_found const& e) {
        if (e.similar) ++caught;
    }
    if (auto r = co_await client.try_ping(); !r) ++caught;
    co_return caught;
}

coaws::async_generator<std::string> titles(gallery::client client) {
    auto pages = client.paginate_list_pictures(gallery::list_pictures_input().with_page_size(2));
    while (auto page = co_await pages.next())
        for (auto& one : *page->pictures) co_yield *one.title;
}

boost::asio::awaitable<std::vector<std::string>> both_ways(gallery::client client) {
    std::vector<std::string> found;
    auto names = titles(client);
    while (auto name = co_await names.next()) found.push_back(*name);
    auto items = client.paginate_list_pictures().items();
    while (auto item = co_await items.next()) found.push_back(*item->title);
    co_return found;
}

boost::asio::awaitable<std::string> watched(gallery::client client) {
    auto out =
        co_await client.watch_picture(gallery::watch_picture_input().with_picture_id("a rather long number"));
    std::string seen;
    while (auto event = co_await out.events.next()) {
        if (auto const* moved = event->moved()) seen += *moved->to;
        switch (event->which()) {
            case gallery::watch_picture_event::tag::scanned:
                seen += event->scanned()->bytes->bytes;
                break;
            case gallery::watch_picture_event::tag::unknown_:
                seen += event->unknown_member();
                break;
            default:
                break;
        }
    }
    co_return seen;
}

boost::asio::awaitable<std::string> first_of_temporary(gallery::client client) {
    auto event = co_await (co_await client.watch_picture(
                               gallery::picture_ref().with_picture_id("a rather long number")))
                     .events.next();
    co_return *event->moved()->to;
}

}  // namespace

TEST_CASE("inputs are built within the call") {
    session_fixture f;
    gallery::client client{f.make()};
    f.world.http->reply(200, picture);
    CHECK(f.run(in_one_expression(client)) == "p-1");
    f.world.http->reply(200, picture);
    CHECK(f.run(moved(client)) == "a rather long kind of oak");
}

TEST_CASE("errors are caught by class") {
    session_fixture f;
    f.world.http->reply(404, R"({"Similar": [{}]})", {{"x-amzn-ErrorType", "PictureNotFound"}});
    f.world.http->reply(400, "{}");
    CHECK(f.run(errors(gallery::client{f.make()})) == 2);
}

TEST_CASE("pages and items are walked") {
    session_fixture f;
    for (int i = 0; i < 2; ++i)
        f.world.http->reply(200,
                            R"({"Pictures": [{"Title": "a title that is long enough"}, {"Title": "b"}]})");
    CHECK(f.run(both_ways(gallery::client{f.make()})).size() == 4);
}

TEST_CASE("events are walked") {
    using coaws::testing_data::make_event;
    session_fixture f;
    gallery::client client{f.make()};
    auto const bytes = make_event("Moved", R"({"To": "the hall, "})") + make_event("Scanned", "pixels, ") +
                       make_event("Sold", "{}");
    f.world.http->reply(200, bytes);
    CHECK(f.run(watched(client)) == "the hall, pixels, Sold");
    f.world.http->reply(200, bytes);
    CHECK(f.run(first_of_temporary(client)) == "the hall, ");
}
