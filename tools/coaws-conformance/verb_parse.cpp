// parse: a response to an output or to a service's error.
#include <coaws/value/value_serde.hpp>

#include "driver.hpp"
#include "outcome.hpp"
#include "verbs.hpp"
#include "wire_response.hpp"

namespace coaws::conformance {

std::string run_parse(driver& shared, value const& request) {
    auto const target = shared.find_operation(request);
    auto response = make_response(request.at("response"));
    protocol::response_metadata metadata;
    if (response.status > 300) {
        auto found = target.protocol->parse_error(*target.service, *target.operation, response, metadata);
        return describe_wire_error(std::move(found), metadata);
    }
    value_map output;
    value_output into(output);
    target.protocol->parse(*target.service, *target.operation, response, into, metadata);
    if (target.operation->has_event_stream_output)
        read_events(*target.protocol, *target.operation, response.body, output,
                    [](protocol::event_stream_fsm& at) { return at.read_event(); });
    return describe_wire_output(std::move(output), metadata);
}

}  // namespace coaws::conformance
