// What the commands must know of a service beside its operations: how it pages, what its waiters ask.
#include "service_data.hpp"

#include "client/client_impl.hpp"

namespace cli {

namespace {

void append_names(std::vector<std::string>& out, coaws::json::view names) {
    if (names.is_string()) out.emplace_back(names.as_string());
    for (auto name : names.items()) out.emplace_back(name.as_string());
}

}  // namespace

boost::asio::awaitable<std::optional<paging_members>> find_paging(coaws::client service,
                                                                  std::string operation) {
    auto load = [shared = service.shared()] {
        return shared->catalog->paginators(shared->service_name, shared->api_version);
    };
    auto const document = co_await service.shared()->helper->run(std::move(load));
    if (!document || !coaws::is_pageable(document.get(), operation)) co_return std::nullopt;
    auto const entry = document->root()["pagination"][operation];
    paging_members found;
    append_names(found.tokens, entry["input_token"]);
    found.limit = entry["limit_key"].as_string();
    co_return found;
}

boost::asio::awaitable<std::shared_ptr<coaws::waiter_model const>> find_waiters(coaws::client service) {
    auto load = [shared = service.shared()] {
        return shared->catalog->waiters(shared->service_name, shared->api_version);
    };
    co_return co_await service.shared()->helper->run(std::move(load));
}

}  // namespace cli
