// Calling a service on behalf of a provider.
#include "credentials/service_call.hpp"

#include <coaws/base/errors_credentials.hpp>
#include <coaws/value/client_error.hpp>

namespace coaws {

namespace {

/// Members that error documents of these services have.
constexpr std::string_view known_members[] = {"Error", "ResponseMetadata", "error", "error_description"};

/// The error without whatever else the answer held: one that has gone astray may hold keys.
[[noreturn]] void throw_known_parts(client_error const& refused) {
    value_map kept;
    for (auto const name : known_members)
        if (auto const* member = refused.response().find(name)) kept[name] = *member;
    // A code that is a status says that there was no document, and that the message is the body.
    if (refused.code() == std::to_string(refused.status())) kept["Error"]["Message"] = "no error document";
    std::string type(refused.modeled_type());
    if (type == client_error::type_name) type.clear();
    throw client_error(std::string(refused.operation()), std::move(kept), std::move(type),
                       refused.attempts());
}

}  // namespace

asio::awaitable<value> run_service_call(provider_context& context, service_call call) {
    if (context.clients == nullptr)
        throw credential_retrieval_error(call.service, "there is nothing to call the service with");
    auto const client = co_await context.clients->make(call.service, std::move(call.client));
    call_options options;
    options.with_steps(call.steps);
    auto answer = co_await client->invoke(call.operation, std::move(call.params), options);
    if (!answer)
        if (auto const* refused = dynamic_cast<client_error const*>(&answer.error()))
            throw_known_parts(*refused);
    co_return std::move(answer).value();
}

}  // namespace coaws
