// parse: a response to an output or to a service's error.
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/value_serde.hpp>

#include "answers.hpp"
#include "driver.hpp"
#include "outcome.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

http::response make_response(value const& step) {
    http::response out;
    out.status = step.get("status", 200u);
    if (auto const* headers = step.find("headers"))
        for (auto const& pair : headers->as_list())
            out.headers.add(pair.at(0).as_string(), pair.at(1).as_string());
    if (auto const* body = step.find("body")) out.body = base64_decode(body->as_string()).value();
    return out;
}

value describe_wire_metadata(protocol::response_metadata const& metadata) {
    value_map out;
    out["status"] = metadata.status;
    if (!metadata.request_id.empty()) out["request_id"] = metadata.request_id;
    if (metadata.host_id) out["host_id"] = *metadata.host_id;
    out["retries"] = metadata.retry_attempts;
    return out;
}

}  // namespace

std::string run_parse(driver& shared, value const& request) {
    auto const target = shared.find_operation(request);
    auto response = make_response(request.at("response"));
    protocol::response_metadata metadata;
    value_map out;
    if (response.status > 300) {
        auto found = target.protocol->parse_error(*target.service, *target.operation, response, metadata);
        value_map failure;
        failure["type"] =
            found.modeled != nullptr ? found.modeled->shape_name() : std::string_view("ClientError");
        failure["code"] = found.code;
        failure["message"] = found.message;
        failure["fields"] = std::move(found.fields);
        failure["error_members"] = std::move(found.error_members);
        failure["metadata"] = describe_wire_metadata(metadata);
        out["error"] = std::move(failure);
        return to_text(std::move(out));
    }
    value_map output;
    value_output into(output);
    target.protocol->parse(*target.service, *target.operation, response, into, metadata);
    if (target.operation->has_event_stream_output)
        read_events(*target.protocol, *target.operation, response.body, output);
    out["output"] = std::move(output);
    out["metadata"] = describe_wire_metadata(metadata);
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
