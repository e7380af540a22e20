// Old service names in event names (EVT-R8).
#include "event/aliases.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace coaws;

namespace {

std::string translated(std::string_view name) {
    std::string out;
    for (auto part : event_detail::name_parts(name)) out.append(out.empty() ? "" : ".").append(part);
    return out;
}

}  // namespace

TEST_CASE("the first old service name in an event's name is replaced") {
    struct row {
        char const* given;
        char const* expected;
    };
    for (auto const& r : {
             row{"before-call", "before-call"},
             row{"before-call.s3.GetObject", "before-call.s3.GetObject"},
             row{"before-call.elb.X", "before-call.elastic-load-balancing.X"},
             row{"before-call.elbv2", "before-call.elastic-load-balancing-v2"},
             row{"elb", "elastic-load-balancing"},
             // Of more parts than one.
             row{"before-call.data.iot.Publish", "before-call.iot-data-plane.Publish"},
             row{"before-call.data.jobs.iot", "before-call.iot-jobs-data-plane"},
             row{"before-call.data.jobs", "before-call.data.jobs"},
             row{"before-call.data", "before-call.data"},
             row{"data.x.data.iot", "data.x.iot-data-plane"},
             row{"before-call.runtime.sagemaker", "before-call.sagemaker-runtime"},
             // Only one, the one that comes first in the table.
             row{"elb.email", "elastic-load-balancing.email"},
             row{"email.elb", "email.elastic-load-balancing"},
             row{"tagging.ce", "tagging.cost-explorer"},
             // Whole parts only.
             row{"before-call.elbx", "before-call.elbx"},
             row{"", ""},
         }) {
        CAPTURE(r.given);
        CHECK(translated(r.given) == r.expected);
    }
}
