// What the log says of a call at debug level, without its secrets.
#include "pipeline/call_log.hpp"

#include <coaws/base/log.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/redact.hpp>

namespace coaws::pipeline {

namespace {

constexpr std::string_view logger = "coaws.pipeline";

std::string shown(value_map const& members, schema const* s) {
    return s == nullptr ? "{}" : redacted_text(members, *s);
}

std::string_view service_of(call_context const& context) { return context.service().metadata().name; }

}  // namespace

bool logs_calls() noexcept { return log::enabled(log::level::debug); }

void log_call(call_context const& context, value_map const& params) {
    log::write(log::level::debug, logger, "Making request",
               {{"service", service_of(context)},
                {"operation", context.operation().name},
                {"params", shown(params, context.operation().input)}});
}

void log_success(call_context const& context, value_map const* output) {
    std::string text;
    std::string request_id;
    if (output != nullptr) {
        // The model knows nothing of what every response has.
        auto own = *output;
        if (auto const* metadata = own.find("ResponseMetadata")) request_id = metadata->get("RequestId", "");
        own.erase("ResponseMetadata");
        text = shown(own, context.operation().output);
    }
    log::write(log::level::debug, logger, "Request succeeded",
               {{"service", service_of(context)},
                {"operation", context.operation().name},
                {"attempts", context.retries.attempt},
                {"request_id", request_id},
                {"output", text}});
}

void log_failure(call_context const& context, error const& failure) {
    auto const* answer = dynamic_cast<client_error const*>(&failure);
    log::write(log::level::debug, logger, "Request failed",
               {{"service", service_of(context)},
                {"operation", context.operation().name},
                {"attempts", context.retries.attempt},
                {"error", answer == nullptr ? failure.type() : answer->code()},
                {"request_id", answer == nullptr ? std::string_view() : answer->request_id()}});
}

}  // namespace coaws::pipeline
