// What the copies of a client share.
#pragma once

#include "client/service_catalog.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <coaws/client/client.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/transport/blocking_thread.hpp>
#include <memory>
#include <string>

namespace coaws {

struct client::impl {
    impl(pipeline::client_parts parts, client_meta about) : core(std::move(parts)), meta(std::move(about)) {}

    pipeline::client_core core;
    client_meta meta;
    asio::any_io_executor executor;  ///< the session's, for handlers without one; may be empty
    std::shared_ptr<service_catalog> catalog;
    std::shared_ptr<transport::blocking_thread> helper;
    std::string service_name;
    std::string api_version;
    client_extensions extensions;  ///< what handlers of creating-client-class added
    std::shared_ptr<void> owner;   ///< the session: credentials are found through it
};

/// The invoker port over a client: what paginators and waiters call through.
std::shared_ptr<pipeline::invoker const> make_invoker(std::shared_ptr<client::impl const> shared);

}  // namespace coaws
