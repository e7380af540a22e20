// How providers call services such as STS.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/auth/credentials.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace coaws {

namespace asio = boost::asio;

/// What is particular about a client that a provider needs.
struct nested_client_options {
    std::optional<std::string> region;             ///< unset: the session's
    std::optional<credentials> keys;               ///< to sign with; unset: requests are not signed
    std::function<void(emitter&)> event_handlers;  ///< registers handlers; may be empty

    nested_client_options() = default;
};

/// Makes clients that never ask the credential chain, so that providers can use them. Thread-safe.
class client_factory {
  public:
    virtual ~client_factory() = default;
    /// A client of a service, by the name of its model's folder. Throws as `session::client` does. The client
    /// must not be kept in a provider: it keeps its session alive.
    virtual asio::awaitable<std::shared_ptr<pipeline::invoker const>> make(std::string service,
                                                                           nested_client_options options) = 0;
};

}  // namespace coaws
