// The session's data files, as values and models (SESS-14).
#pragma once

#include "session/session_impl.hpp"

#include <coaws/wait/waiter.hpp>
#include <memory>
#include <string>

namespace coaws {

asio::awaitable<value> load_data(std::shared_ptr<session::impl> shared, std::string path);
asio::awaitable<value> load_service_data(std::shared_ptr<session::impl> shared, std::string service,
                                         std::string version);
asio::awaitable<std::shared_ptr<service_schema const>> load_service_model(
    std::shared_ptr<session::impl> shared, std::string service, std::string version);
asio::awaitable<std::shared_ptr<waiter_model const>> load_waiter_model(std::shared_ptr<session::impl> shared,
                                                                       std::string service,
                                                                       std::string version);
asio::awaitable<value> load_paginator_model(std::shared_ptr<session::impl> shared, std::string service,
                                            std::string version);

}  // namespace coaws
