// One request and its response over a pooled connection.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>

#include "transport/hub_directory.hpp"
#include "transport/route.hpp"

namespace coaws::transport {

/// What the exchanges of a transport share.
struct exchange_environment {
    route_settings settings;
    std::shared_ptr<hub_directory> hubs;

    exchange_environment(transport_config const& config, hub_limits limits)
        : settings(config), hubs(std::make_shared<hub_directory>(limits)) {}
};

/// See pipeline::transport::send.
asio::awaitable<http::response> run_exchange(std::shared_ptr<exchange_environment> environment,
                                             http::request const& request, pipeline::send_options options);

}  // namespace coaws::transport
