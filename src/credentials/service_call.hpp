// Calling a service on behalf of a provider.
#pragma once

#include <coaws/credentials/provider.hpp>
#include <string>

namespace coaws {

/// An operation that a provider needs, and the client to call it with.
struct service_call {
    std::string service;  ///< name of the model's folder
    std::string operation;
    value params;
    credential_steps steps;  ///< that led to the call, as the User-Agent tells them
    nested_client_options client;

    service_call() = default;
};

/// Makes the client and calls. Throws client_error for a service's error, with nothing of the answer but what
/// error documents have, and whatever else a call throws.
asio::awaitable<value> run_service_call(provider_context& context, service_call call);

}  // namespace coaws
