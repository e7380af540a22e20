// Finding, caching and merging data files.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/model/errors.hpp>
#include <coaws/model/loader.hpp>
#include <thread>

#include "memory_file_system.hpp"
#include "test_models.hpp"

using namespace coaws;
using coaws::testing_data::memory_file_system;

namespace {

using names = std::vector<std::string>;

struct fixture {
    std::shared_ptr<memory_file_system> files = std::make_shared<memory_file_system>();
    model::loader make(names paths = {"/a", "/b"}, std::string builtin = {}) {
        return model::loader(std::move(paths), files, std::move(builtin));
    }
};

int origin(std::shared_ptr<json::document const> const& d) {
    return static_cast<int>(d->root()["from"].as_int(-1));
}

}  // namespace

TEST_CASE_FIXTURE(fixture, "the first folder that has a file wins") {
    files->files = {{"/a/x/1/service-2.json", R"({"from":1})"},
                    {"/b/x/1/service-2.json", R"({"from":2})"},
                    {"/b/y/1/service-2.json", R"({"from":3})"}};
    auto loader = make({"/missing", "/a", "/b"});
    CHECK(origin(loader.load_service("x", "service-2")) == 1);
    CHECK(origin(loader.load_service("y", "service-2")) == 3);
    CHECK(origin(loader.load_data("y/1/service-2")) == 3);
}

TEST_CASE_FIXTURE(fixture, "services and versions are unions over the folders") {
    files->files = {{"/a/x/2020-01-01/service-2.json", "{}"},    {"/b/x/2021-01-01/service-2.json.gz", ""},
                    {"/b/x/2022-01-01/paginators-1.json", "{}"}, {"/b/y/2000-01-01/service-2.json", "{}"},
                    {"/b/z/2000-01-01/waiters-2.json", "{}"},    {"/b/endpoints.json", "{}"}};
    auto loader = make();
    CHECK(loader.list_available_services() == names{"x", "y"});
    CHECK(loader.list_available_services("waiters-2") == names{"z"});
    CHECK(loader.list_api_versions("x") == names{"2020-01-01", "2021-01-01"});
    CHECK(loader.latest_version("x") == "2021-01-01");
    CHECK(loader.latest_version("x", "paginators-1") == "2022-01-01");
    CHECK_THROWS_AS((void)loader.list_api_versions("nope"), data_not_found_error);
    CHECK_THROWS_AS((void)loader.latest_version("z"), data_not_found_error);
}

TEST_CASE_FIXTURE(fixture, "what is missing is named") {
    files->files = {{"/a/x/1/service-2.json", "{}"}, {"/a/y/1/service-2.json", "{}"}};
    auto loader = make();
    CHECK_THROWS_WITH_AS((void)loader.load_service("q", "service-2"),
                         "Unknown service: 'q'. Valid service names are: x, y", unknown_service_error);
    CHECK_THROWS_WITH_AS(
        (void)loader.load_service("x", "waiters-2"),
        "Unknown service: 'x'. Valid service names are: none, as no models were found in /a, /b",
        unknown_service_error);
    CHECK_THROWS_WITH_AS((void)loader.load_service("x", "service-2", "2"),
                         "Unable to load data for: x/2/service-2", data_not_found_error);
    CHECK_THROWS_WITH_AS((void)loader.load_data("partitions"), "Unable to load data for: partitions",
                         data_not_found_error);
}

TEST_CASE_FIXTURE(fixture, "names can't lead out of the folders") {
    files->files = {{"/a/x/1/service-2.json", "{}"}, {"/secret.json", "{}"}, {"/a/../secret.json", "{}"}};
    auto loader = make({"/a"});
    for (auto name : {"../secret", "x/../../secret", "", "/secret", "x//1/service-2", "."})
        CHECK_THROWS_AS((void)loader.load_data(name), data_not_found_error);
    CHECK_THROWS_AS((void)loader.load_service("..", "service-2"), unknown_service_error);
    CHECK_THROWS_AS((void)loader.load_service("x/1", "service-2"), unknown_service_error);
    CHECK_THROWS_AS((void)loader.load_service("x", "service-2", "../1"), data_not_found_error);
}

TEST_CASE_FIXTURE(fixture, "documents are read once and shared") {
    files->files = {{"/a/x/1/service-2.json", "{}"}, {"/a/partitions.json", "{}"}};
    auto loader = make();
    auto first = loader.load_service("x", "service-2");
    CHECK(first == loader.load_service("x", "service-2"));
    CHECK(first == loader.load_service("x", "service-2", "1"));
    CHECK(first == loader.load_data("x/1/service-2"));
    CHECK(loader.load_data("partitions") == loader.load_data("partitions"));
    CHECK(files->reads == 2);
}

TEST_CASE_FIXTURE(fixture, "a miss is not remembered") {
    auto loader = make();
    CHECK_THROWS_AS((void)loader.load_service("x", "service-2"), unknown_service_error);
    CHECK_THROWS_AS((void)loader.load_data("x/1/service-2"), data_not_found_error);
    files->files["/a/x/1/service-2.json"] = R"({"from":1})";
    CHECK(origin(loader.load_service("x", "service-2")) == 1);
}

TEST_CASE_FIXTURE(fixture, "extras from any folder are merged into services only") {
    files->files = {
        {"/a/x/1/service-2.json", R"({"from":1,"metadata":{"serviceId":"X","uid":"u"},"list":[1,2]})"},
        {"/b/x/1/service-2.sdk-extras.json",
         R"({"version":1,"merge":{"metadata":{"uid":"v","new":{"a":null}},"list":[3],"more":"é\n"}})"}};
    auto loader = make();
    auto merged = loader.load_service("x", "service-2")->root();
    CHECK(merged["from"].as_int() == 1);
    CHECK(merged["metadata"]["serviceId"].as_string() == "X");
    CHECK(merged["metadata"]["uid"].as_string() == "v");
    CHECK(merged["metadata"]["new"]["a"].is_null());
    CHECK(merged["list"].size() == 1);
    CHECK(merged["more"].as_string() == "é\n");
    CHECK(loader.load_data("x/1/service-2")->root()["list"].size() == 2);
}

TEST_CASE_FIXTURE(fixture, "unreadable files are named") {
    files->files = {{"/a/bad/1/service-2.json", "{\"a\":"},
                    {"/a/gz/1/service-2.json.gz", "no gzip, but long enough to be one"},
                    {"/a/extra/1/service-2.json", "[1"},
                    {"/a/extra/1/service-2.sdk-extras.json", R"({"merge":{"a":1}})"},
                    {"/a/list/1/service-2.json", "[1]"},
                    {"/a/list/1/service-2.sdk-extras.json", R"({"merge":{"a":1}})"}};
    auto loader = make();
    auto message = [&](char const* service) -> std::string {
        try {
            (void)loader.load_service(service, "service-2");
        } catch (error const& e) {
            return std::string(e.type()) + ": " + e.what();
        }
        return {};
    };
    CHECK(message("bad").starts_with("JSONDecodeError: /a/bad/1/service-2.json: "));
    CHECK(message("gz").starts_with("BadGzipFile: /a/gz/1/service-2.json.gz: "));
    CHECK(message("extra").starts_with("JSONDecodeError: /a/extra/1/service-2.json: "));
    CHECK(message("list").starts_with("InvalidModelError: /a/list/1/service-2.json: "));
}

TEST_CASE_FIXTURE(fixture, "a document knows where it came from") {
    files->files = {{"/own/endpoints.json", "{}"}, {"/data/partitions.json", "{}"}};
    auto loader = make({"/own", "/data"}, "/data");
    CHECK(loader.load_data_with_path("endpoints").path == "/own/endpoints");
    CHECK_FALSE(loader.is_builtin_path(loader.load_data_with_path("endpoints").path));
    CHECK(loader.is_builtin_path(loader.load_data_with_path("partitions").path));
    CHECK_FALSE(loader.is_builtin_path("/database/partitions"));
    CHECK_FALSE(make().is_builtin_path("/data/partitions"));
    CHECK(loader.search_paths() == names{"/own", "/data"});
}

TEST_CASE_FIXTURE(fixture, "threads that want the same document get one") {
    for (int i = 0; i < 20; ++i)
        files->files["/a/s" + std::to_string(i) + "/1/service-2.json"] = R"({"a":[1,2,3]})";
    auto loader = make();
    std::vector<std::vector<json::document const*>> seen(4);
    std::vector<std::thread> threads;
    for (auto& mine : seen)
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i)
                mine.push_back(loader.load_service("s" + std::to_string(i), "service-2").get());
        });
    for (auto& t : threads) t.join();
    for (auto const& mine : seen) CHECK(mine == seen[0]);
    CHECK(files->reads == 20);
}

TEST_CASE("the real file system serves the test models") {
    auto const& loader = testing_data::models();
    CHECK(loader.list_available_services() ==
          names{"atlas", "beacon", "gallery", "harbor", "ledger", "orchard", "parcels"});
    CHECK(loader.list_api_versions("parcels") == names{"2019-01-01", "2024-05-01"});
    auto root = loader.load_service("parcels", "service-2")->root();
    CHECK(root["shapes"]["GetParcelInput"]["members"]["Region"]["shape"].as_string() == "String");
    CHECK(root["shapes"]["GetParcelInput"]["members"]["ParcelId"]);
    auto files = model::real_file_system();
    CHECK_FALSE(files->read(testing_data::folder()));
    CHECK_FALSE(files->read(testing_data::folder() + "/absent"));
    CHECK(files->list(testing_data::folder() + "/absent").empty());
}
