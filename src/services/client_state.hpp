// What the copies of a generated client share.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <coaws/client/client.hpp>
#include <coaws/services/service_table.hpp>
#include <coaws/services/typed_client.hpp>
#include <coaws/session/session.hpp>
#include <memory>
#include <mutex>
#include <optional>

#include "services/schema_match.hpp"

namespace coaws::services {

/// A dynamic client, and how the generated structs go with its model. Immutable.
struct connected_client {
    connected_client(coaws::client c, std::size_t struct_count)
        : dynamic(std::move(c)), matches(struct_count) {}

    coaws::client dynamic;
    schema_matches matches;
};

struct typed_client::state {
    explicit state(service_table const& s) noexcept : service(s) {}

    service_table const& service;
    std::optional<session> from;  ///< where the dynamic client comes from, unless it was given
    std::unique_ptr<client_config const> config;
    asio::any_io_executor executor;  ///< for handlers without one; may be empty

    std::mutex guard;
    std::shared_ptr<connected_client const> connected;  // under guard
};

/// The dynamic client, made on first need. Concurrent first callers may each make one; the first is kept.
asio::awaitable<std::shared_ptr<connected_client const>> connect(std::shared_ptr<typed_client::state> shared);

/// A generated input as the parameters of the dynamic client.
value input_value(connected_client const& connected, operation_entry const& operation, void const* input);

/// A service's answer as the class that stands for its modelled error; other errors as they are.
std::shared_ptr<error const> as_modeled(std::shared_ptr<error const> failure, service_table const& service,
                                        connected_client const& client);

}  // namespace coaws::services
