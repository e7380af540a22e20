// A small sdk-default-configuration that uses every kind of change.
#pragma once

#include <coaws/base/json.hpp>
#include <memory>

namespace coaws::test {

inline std::shared_ptr<json::document const> default_modes() {
    return json::document::parse(R"({
        "base": {"retryMode": "standard", "stsRegionalEndpoints": "regional",
                 "s3UsEast1RegionalEndpoints": "regional", "connectTimeoutInMillis": 1100},
        "modes": {"standard": {"connectTimeoutInMillis": {"multiply": 2}},
                  "in-region": {},
                  "mobile": {"connectTimeoutInMillis": {"add": 50}, "retryMode": {"override": "adaptive"}}}})")
        .value();
}

}  // namespace coaws::test
