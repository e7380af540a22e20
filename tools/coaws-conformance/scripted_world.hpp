// The world of a case: everything that a result depends on comes from the request.
#pragma once

#include <coaws/pipeline/ports.hpp>
#include <coaws/testing/fixed_ports.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <vector>

#include "scripted_transport.hpp"

namespace coaws::conformance {

class driver;

/// The ports of a case.
struct scripted_world {
    std::shared_ptr<scripted_transport> transport;
    std::shared_ptr<testing::manual_clock> clock;
    std::shared_ptr<pipeline::randomness> randomness;
    std::shared_ptr<pipeline::environment> environment;
    std::shared_ptr<pipeline::files> files;
    std::shared_ptr<pipeline::processes> processes;

    /// From the fields `now`, `uuid`, `random`, `env`, `files` and `transport` of a request.
    scripted_world(driver& shared, value const& request);
    pipeline::world ports() const;
    /// Adds `requests` and `sleeps` to an answer.
    void report(value_map& answer) const;
};

}  // namespace coaws::conformance
