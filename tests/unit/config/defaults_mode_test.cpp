#include <doctest/doctest.h>
#include <coaws/base/errors_config.hpp>
#include <coaws/config/defaults_mode.hpp>

#include "default_modes.hpp"

using namespace coaws;
using namespace coaws::config;

TEST_CASE("modes are known from the data, in any case") {
    auto const data = test::default_modes();
    CHECK(check_defaults_mode("Mobile", data->root()) == "mobile");
    CHECK(check_defaults_mode("AUTO", data->root()) == "auto");
    CHECK_THROWS_WITH_AS(
        check_defaults_mode("fast", data->root()),
        "Client configured with invalid defaults mode: fast. Valid defaults modes include: legacy, "
        "auto, standard, in-region, mobile.",
        invalid_defaults_mode);
}

TEST_CASE("a mode changes the base values") {
    auto const data = test::default_modes();
    auto timeout = [&](char const* mode) { return *load_smart_defaults(mode, data->root()).connect_timeout; };
    CHECK(timeout("in-region") == std::chrono::milliseconds(1100));
    CHECK(timeout("standard") == std::chrono::milliseconds(2200));
    CHECK(timeout("mobile") == std::chrono::milliseconds(1150));
    auto const defaults = load_smart_defaults("mobile", data->root());
    CHECK(defaults.retry_mode == "adaptive");
    CHECK(defaults.sts_regional_endpoints == "regional");
    CHECK(defaults.s3_us_east_1_regional_endpoint == "regional");
}

TEST_CASE("auto compares the client's region with the program's") {
    CHECK(resolve_auto_mode("a", "a") == "in-region");
    CHECK(resolve_auto_mode("a", "b") == "cross-region");
    CHECK(resolve_auto_mode(std::nullopt, "b") == "cross-region");
    CHECK(resolve_auto_mode("a", std::nullopt) == "standard");
    CHECK(resolve_auto_mode("a", "") == "standard");
}
