// Calling a service on behalf of a provider.
#include "credentials/service_call.hpp"

#include <coaws/base/errors_credentials.hpp>

namespace coaws {

asio::awaitable<value> run_service_call(provider_context& context, service_call call) {
    if (context.clients == nullptr)
        throw credential_retrieval_error(call.service, "there is nothing to call the service with");
    auto const client = co_await context.clients->make(call.service, std::move(call.client));
    call_options const options;
    auto answer = co_await client->invoke(call.operation, std::move(call.params), options);
    co_return std::move(answer).value();
}

}  // namespace coaws
