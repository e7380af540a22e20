#include <doctest/doctest.h>

#include <coaws/base/errors_paging.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/wait/waiter.hpp>

using namespace coaws;

namespace {

std::shared_ptr<waiter_model const> model_of(std::string_view text) {
    auto const document = json::document::parse(text).value();
    return waiter_model::compile(*document);
}

}  // namespace

TEST_CASE("waiters are found by either name") {
    auto const model = model_of(R"({"version": 2, "waiters": {
        "TableExists": {"operation": "DescribeTable", "delay": 20, "maxAttempts": 25, "description": "until there",
                        "acceptors": [{"state": "success", "matcher": "status", "expected": 200}]},
        "DBInstanceAvailable": {"operation": "DescribeDBInstances", "delay": 0.5, "maxAttempts": 60, "acceptors": []}}})");
    CHECK(model->names() == std::vector<std::string>{"DBInstanceAvailable", "TableExists"});
    for (auto const name : {"TableExists", "table_exists"}) {
        auto const& info = model->info(name);
        CHECK(info.name == "TableExists");
        CHECK(info.operation == "DescribeTable");
        CHECK(info.description == "until there");
        CHECK(info.delay == std::chrono::seconds(20));
        CHECK(info.max_attempts == 25);
    }
    CHECK(model->info("db_instance_available").delay == std::chrono::milliseconds(500));
    CHECK_THROWS_WITH_AS(model->info("table_gone"), "Waiter does not exist: table_gone", value_error);
}

TEST_CASE("only version 2 is known") {
    for (auto const& [version, shown] :
         std::vector<std::pair<std::string, std::string>>{{R"("version": 1, )", "1"},
                                                          {R"("version": 2.5, )", "2.5"},
                                                          {R"("version": "2", )", "2"},
                                                          {"", "unknown"}}) {
        auto const message =
            "Error processing waiter config: Unsupported waiter version, supported version must be: 2, but "
            "version of "
            "waiter config is: " +
            shown;
        CHECK_THROWS_WITH_AS(model_of("{" + version + R"("waiters": {}})"), message.c_str(),
                             waiter_config_error);
    }
    CHECK_NOTHROW(model_of(R"({"version": 2.0, "waiters": {}})"));
    CHECK_THROWS_AS(model_of(R"({"version": 2})"), waiter_config_error);
    CHECK_THROWS_AS(model_of("[]"), waiter_config_error);
}

TEST_CASE("a malformed waiter does not take the others with it") {
    auto const model = model_of(R"({"version": 2, "waiters": {
        "Good": {"operation": "O", "delay": 1, "maxAttempts": 2, "acceptors": []},
        "NoOperation": {"delay": 1, "maxAttempts": 2, "acceptors": []},
        "NoDelay": {"operation": "O", "maxAttempts": 2, "acceptors": []},
        "BadDelay": {"operation": "O", "delay": -1, "maxAttempts": 2, "acceptors": []},
        "HugeDelay": {"operation": "O", "delay": 1e300, "maxAttempts": 2, "acceptors": []},
        "NoAttempts": {"operation": "O", "delay": 1, "acceptors": []},
        "NoAcceptors": {"operation": "O", "delay": 1, "maxAttempts": 2},
        "NoObject": 7,
        "BadAcceptor": {"operation": "O", "delay": 1, "maxAttempts": 2, "acceptors": [{"matcher": "color"}]}}})");
    CHECK(model->names().size() == 9);
    for (auto const& name : model->names()) {
        if (name == "Good") {
            CHECK(model->info(name).operation == "O");
        } else {
            CAPTURE(name);
            CHECK_THROWS_AS(model->info(name), waiter_config_error);
        }
    }
}
