// Responses of a case, and what parsing them gives.
#include "wire_response.hpp"

#include <coaws/base/text.hpp>
#include <string_view>
#include <utility>

#include "answers.hpp"

namespace coaws::conformance {

namespace {

value describe_wire_metadata(protocol::response_metadata const& metadata) {
    value_map out;
    out["status"] = metadata.status;
    if (!metadata.request_id.empty()) out["request_id"] = metadata.request_id;
    if (metadata.host_id) out["host_id"] = *metadata.host_id;
    out["retries"] = metadata.retry_attempts;
    return out;
}

}  // namespace

http::response make_response(value const& step) {
    http::response out;
    out.status = step.get("status", 200u);
    if (auto const* headers = step.find("headers"))
        for (auto const& pair : headers->as_list())
            out.headers.add(pair.at(0).as_string(), pair.at(1).as_string());
    if (auto const* body = step.find("body")) out.body = base64_decode(body->as_string()).value();
    return out;
}

std::string describe_wire_error(protocol::parsed_error found, protocol::response_metadata const& metadata) {
    value_map failure;
    failure["type"] =
        found.modeled != nullptr ? found.modeled->shape_name() : std::string_view("ClientError");
    failure["code"] = found.code;
    failure["message"] = found.message;
    failure["fields"] = std::move(found.fields);
    failure["error_members"] = std::move(found.error_members);
    failure["metadata"] = describe_wire_metadata(metadata);
    value_map out;
    out["error"] = std::move(failure);
    return to_text(std::move(out));
}

std::string describe_wire_output(value_map output, protocol::response_metadata const& metadata) {
    value_map out;
    out["output"] = std::move(output);
    out["metadata"] = describe_wire_metadata(metadata);
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
