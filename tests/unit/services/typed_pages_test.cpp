// Typed pages.
#include "../session/session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/coaws.hpp>
#include <coaws/services/gallery.hpp>

using namespace coaws;
using testing_support::session_fixture;
namespace gallery = coaws::services::gallery;

namespace {

template <class T>
asio::awaitable<std::vector<T>> all_of(async_generator<T> sequence) {
    std::vector<T> found;
    while (auto item = co_await sequence.next()) found.push_back(std::move(*item));
    co_return found;
}

}  // namespace

TEST_CASE("pages are fetched as they are asked for") {
    session_fixture f;
    gallery::client const client(f.make());
    auto const pages = client.paginate_list_pictures();
    CHECK(f.world.http->requests.empty());
    f.world.http->reply(200, R"({"Pictures": [{"Title": "a1"}, {"Title": "a2"}], "Marker": "m"})",
                        {{"x-amzn-RequestId", "r-1"}});
    auto const first = f.run(pages.next());
    REQUIRE(first.has_value());
    CHECK(first->pictures->size() == 2);
    CHECK(first->marker == "m");
    CHECK(first->metadata().request_id == "r-1");
    CHECK(first->metadata().status == 200);
    CHECK(first->metadata().headers.contains("x-amzn-requestid"));
    f.world.http->reply(200, R"({"Pictures": []})");
    CHECK(f.run(pages.next()).has_value());
    CHECK(f.world.http->requests.back().url.query == "marker=m");
    CHECK(!f.run(pages.next()).has_value());
}

TEST_CASE("items go through the pages, also where they are nested") {
    session_fixture f;
    gallery::client const client(f.make());
    f.world.http->reply(200, R"({"Pictures": [{"Title": "a1"}, {"Title": "a2"}], "Marker": "m"})");
    f.world.http->reply(200, R"({"Marker": "n"})");
    f.world.http->reply(200, R"({"Pictures": [{"Title": "b"}]})");
    auto const found = f.run(all_of(client.paginate_list_pictures().items()));
    REQUIRE(found.size() == 3);
    CHECK(found[2].title == "b");

    f.world.http->reply(200, R"({"Page": {"Visits": ["x", "y"]}, "Next": "m"})");
    f.world.http->reply(200, R"({"Page": {}})");
    CHECK(f.run(all_of(client.paginate_list_visits().items())) == std::vector<std::string>{"x", "y"});
}

TEST_CASE("where pages hold several lists, each is walked by its name") {
    session_fixture f;
    gallery::client const client(f.make());
    auto const reply = [&] {
        f.world.http->reply(200, R"({"Rooms": ["a", "b"], "Next": [{"Title": "Sea"}], "Marker": "m"})");
        f.world.http->reply(200, R"({"Rooms": ["c"], "Next": [{"Title": "Lake"}, {"Title": "Hill"}]})");
    };
    reply();
    CHECK(f.run(all_of(client.paginate_list_rooms().rooms())) == std::vector<std::string>{"a", "b", "c"});
    reply();
    auto const found = f.run(all_of(client.paginate_list_rooms().next_()));
    REQUIRE(found.size() == 3);
    CHECK(found[2].title == "Hill");
}

TEST_CASE("limits, page sizes and resuming") {
    session_fixture f;
    gallery::client const client(f.make());
    f.world.http->reply(200, R"({"Pictures": [{"Title": "a1"}, {"Title": "a2"}], "Marker": "m"})");
    auto const limits = pagination_config().with_max_items(1).with_page_size(2);
    auto const pages = client.paginate_list_pictures(gallery::list_pictures_input(), limits);
    CHECK(!pages.resume_token().has_value());
    auto const page = f.run(pages.next());
    CHECK(page->pictures->size() == 1);
    CHECK(f.world.http->requests.back().url.query == "size=2");
    REQUIRE(pages.resume_token().has_value());
    auto const on = pagination_config().with_starting_token(*pages.resume_token());
    f.world.http->reply(200, R"({"Pictures": [{"Title": "a1"}, {"Title": "a2"}]})");
    auto const rest =
        f.run(all_of(client.paginate_list_pictures(gallery::list_pictures_input(), on).items()));
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].title == "a2");
}

TEST_CASE("errors end the pages, with their class") {
    session_fixture f;
    gallery::client const client(f.make());
    f.world.http->reply(404, "{}", {{"x-amzn-ErrorType", "PictureNotFound"}});
    auto const pages = client.paginate_list_pictures();
    CHECK_THROWS_AS(f.run(pages.next()), gallery::picture_not_found);
    CHECK(!f.run(pages.next()).has_value());
    auto const wrong = client.paginate_list_pictures(gallery::list_pictures_input().with_page_size(-1));
    CHECK_THROWS_AS(f.run(wrong.next()), param_validation_error);
}
