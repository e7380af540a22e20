// The library's results in the words of the answers.
#include "answers.hpp"

#include <coaws/base/param_validation_error.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/wait/waiter_error.hpp>

namespace coaws::conformance {

namespace {

value describe_service_error(client_error const& failure) {
    auto const& response = failure.response();
    // Modelled members of an exception in an event stream are not part of an answer.
    bool const in_stream = dynamic_cast<event_stream_error const*>(&failure) != nullptr;
    value_map fields;
    value_map members;
    for (auto const& [name, v] : response.as_map())
        if (!in_stream && name != "Error" && name != "ResponseMetadata") fields.append(name, v);
    if (auto const* found = response.find("Error"); found != nullptr && found->is_map())
        for (auto const& [name, v] : found->as_map())
            if (name != "Code" && name != "Message") members.append(name, v);
    value_map out;
    out["type"] = in_stream ? failure.type() : failure.modeled_type();
    out["code"] = failure.code();
    out["message"] = failure.message_text();
    out["fields"] = std::move(fields);
    out["error_members"] = std::move(members);
    out["metadata"] = describe_metadata(response);
    return out;
}

}  // namespace

std::string to_text(value const& answer) {
    json_options options;
    options.lossless = true;
    return to_json(answer, options);
}

std::string to_text(value_map answer) { return to_text(value(std::move(answer))); }

value describe(http::fields const& headers) {
    value_list out;
    for (auto const& [name, text] : headers) out.push_back(list_of(name, text));
    return out;
}

value describe(http::request const& request, std::string_view body) {
    value_map out;
    out["method"] = request.method;
    out["url"] = request.url.scheme + "://" + request.url.authority + request.url.target();
    out["headers"] = describe(request.headers);
    out["body"] = base64_encode(body);
    return out;
}

value describe(error const& failure) {
    if (auto const* answered = dynamic_cast<client_error const*>(&failure))
        return describe_service_error(*answered);
    value_map out;
    out["type"] = failure.type();
    out["message"] = failure.message();
    if (auto const* invalid = dynamic_cast<param_validation_error const*>(&failure)) {
        value_list details;
        for (auto const& problem : invalid->details())
            details.push_back(list_of(problem.reason, problem.path));
        out["details"] = std::move(details);
    }
    if (auto const* waiter = dynamic_cast<waiter_failure const*>(&failure))
        out["reason"] = to_string(waiter->kind());
    return out;
}

value describe(std::exception_ptr const& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (error const& known) {
        return describe(known);
    } catch (std::exception const& other) {
        return args("type", "InternalError", "message", other.what());
    }
}

value describe_metadata(value const& response) {
    value_map out;
    auto const* metadata = response.find("ResponseMetadata");
    if (metadata == nullptr) return out;
    auto const copy = [&](std::string_view from, std::string_view to) {
        if (auto const* v = metadata->find(from)) out[to] = *v;
    };
    copy("HTTPStatusCode", "status");
    copy("RequestId", "request_id");
    copy("HostId", "host_id");
    copy("RetryAttempts", "retries");
    return out;
}

}  // namespace coaws::conformance
