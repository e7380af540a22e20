// A service's client: operations as coroutines.
#include "client/client_impl.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>
#include <coaws/client/client.hpp>

namespace coaws {

namespace {

using shared_impl = std::shared_ptr<client::impl const>;

// The coroutines take what they need by value: a client may be gone before they end.

/// The added method that a name stands for, or null. Throws where a handler took the name away.
client_method const* added_method(client::impl const& shared, std::string const& name) {
    if (shared.extensions.is_removed(name)) throw operation_not_found_error(name);
    return shared.extensions.find_method(name);
}

asio::awaitable<value> run_method(shared_impl shared, client_method const& method, value params) {
    client self(std::move(shared));
    auto work = method(self, std::move(params));
    co_return co_await std::move(work);
}

asio::awaitable<result<value>> run_try_call(shared_impl shared, std::string operation, value params,
                                            call_options options) {
    try {
        if (auto const* method = added_method(*shared, operation))
            co_return co_await run_method(shared, *method, std::move(params));
    } catch (error const& failure) {
        co_return failure.clone();
    }
    co_return co_await pipeline::invoke(shared->core, operation, std::move(params), std::move(options));
}

asio::awaitable<value> run_call(shared_impl shared, std::string operation, value params,
                                call_options options) {
    if (auto const* method = added_method(*shared, operation))
        co_return co_await run_method(shared, *method, std::move(params));
    auto outcome = co_await pipeline::invoke(shared->core, operation, std::move(params), std::move(options));
    co_return std::move(outcome).value();
}

asio::awaitable<http::request> run_build(shared_impl shared, std::string operation, value params) {
    auto outcome = co_await pipeline::build(shared->core, operation, std::move(params));
    co_return std::move(outcome).value();
}

asio::awaitable<http::request> run_presign(shared_impl shared, std::string operation, value params,
                                           std::chrono::seconds expires, presign_options options) {
    auto outcome = co_await pipeline::presign(shared->core, operation, std::move(params), expires.count(),
                                              std::move(options));
    co_return std::move(outcome).value();
}

asio::awaitable<std::string> run_presign_url(shared_impl shared, std::string operation, value params,
                                             std::chrono::seconds expires, presign_options options) {
    auto outcome = co_await pipeline::presign(shared->core, operation, std::move(params), expires.count(),
                                              std::move(options));
    co_return outcome.value().url.str();
}

asio::awaitable<presigned_post> run_presign_post(shared_impl shared, std::string bucket, std::string key,
                                                 post_policy policy) {
    auto outcome =
        co_await pipeline::presign_post(shared->core, std::move(bucket), std::move(key), std::move(policy));
    co_return std::move(outcome).value();
}

asio::awaitable<std::shared_ptr<json::document const>> load_paginators(shared_impl shared) {
    auto load = [shared] { return shared->catalog->paginators(shared->service_name, shared->api_version); };
    co_return co_await shared->helper->run(std::move(load));
}

asio::awaitable<std::shared_ptr<waiter_model const>> load_waiters(shared_impl shared) {
    auto load = [shared] { return shared->catalog->waiters(shared->service_name, shared->api_version); };
    co_return co_await shared->helper->run(std::move(load));
}

asio::awaitable<bool> run_can_paginate(shared_impl shared, std::string operation) {
    auto const* found = shared->core.service().find_operation(operation);
    if (found == nullptr) throw operation_not_found_error(operation);
    auto const config = co_await load_paginators(shared);
    co_return is_pageable(config.get(), found->name);
}

asio::awaitable<value> run_wait(shared_impl shared, std::string waiter, value params, waiter_config config) {
    auto model = co_await load_waiters(shared);
    if (!model) throw value_error("Waiter does not exist: " + waiter);
    auto invoker = make_invoker(shared);
    co_return co_await wait_until(std::move(invoker), std::move(model), std::move(waiter), std::move(params),
                                  std::move(config));
}

asio::awaitable<std::vector<std::string>> run_waiter_names(shared_impl shared) {
    auto const model = co_await load_waiters(shared);
    std::vector<std::string> names;
    if (model)
        for (auto const& name : model->names()) names.push_back(xform_name(name));
    co_return names;
}

async_generator<value> run_pages(paginator pages_of, value params, pagination_config config) {
    auto pages = pages_of.paginate(std::move(params), std::move(config));
    for (;;) {
        auto page = co_await pages.next();
        if (!page) break;
        co_yield std::move(*page);
    }
}

class core_invoker final : public pipeline::invoker {
  public:
    explicit core_invoker(shared_impl shared) : shared_(std::move(shared)) {}

    service_schema const& service() const noexcept override { return shared_->core.service(); }
    pipeline::clock& clock() const noexcept override { return *shared_->core.world().clock; }
    asio::awaitable<result<value>> invoke(std::string_view operation, value params,
                                          call_options options) const override {
        return run_try_call(shared_, std::string(operation), std::move(params), std::move(options));
    }

  private:
    shared_impl shared_;
};

}  // namespace

std::shared_ptr<pipeline::invoker const> make_invoker(std::shared_ptr<client::impl const> shared) {
    return std::make_shared<core_invoker>(std::move(shared));
}

client::impl const& client::checked() const {
    if (!impl_) throw value_error("This client was default-constructed; make one with session::client");
    return *impl_;
}

asio::awaitable<value> client::call(std::string operation, value params, call_options options) const {
    checked();
    return run_call(impl_, std::move(operation), std::move(params), std::move(options));
}

asio::awaitable<result<value>> client::try_call(std::string operation, value params,
                                                call_options options) const {
    checked();
    return run_try_call(impl_, std::move(operation), std::move(params), std::move(options));
}

asio::awaitable<http::request> client::build_request(std::string operation, value params) const {
    checked();
    return run_build(impl_, std::move(operation), std::move(params));
}

asio::awaitable<std::string> client::presign_url(std::string operation, value params,
                                                 std::chrono::seconds expires,
                                                 presign_options options) const {
    checked();
    return run_presign_url(impl_, std::move(operation), std::move(params), expires, std::move(options));
}

asio::awaitable<http::request> client::presign_request(std::string operation, value params,
                                                       std::chrono::seconds expires,
                                                       presign_options options) const {
    checked();
    return run_presign(impl_, std::move(operation), std::move(params), expires, std::move(options));
}

asio::awaitable<presigned_post> client::presign_post(std::string bucket, std::string key,
                                                     post_policy policy) const {
    checked();
    return run_presign_post(impl_, std::move(bucket), std::move(key), std::move(policy));
}

async_generator<value> client::paginate(std::string operation, value params, pagination_config config) const {
    return run_pages(get_paginator(std::move(operation)), std::move(params), std::move(config));
}

asio::awaitable<bool> client::can_paginate(std::string operation) const {
    checked();
    return run_can_paginate(impl_, std::move(operation));
}

paginator client::get_paginator(std::string operation) const {
    checked();
    auto source = [shared = impl_] { return load_paginators(shared); };
    return paginator(make_invoker(impl_), std::move(source), std::move(operation));
}

asio::awaitable<value> client::wait(std::string waiter, value params, waiter_config config) const {
    checked();
    return run_wait(impl_, std::move(waiter), std::move(params), std::move(config));
}

asio::awaitable<std::vector<std::string>> client::waiter_names() const {
    checked();
    return run_waiter_names(impl_);
}

client_method_handle client::method(std::string name) const {
    auto const& shared = checked();
    // A plan is made of what can be called, under whichever name; of anything else its error says so.
    if (added_method(shared, name) == nullptr) shared.core.plan(name);
    return client_method_handle(*this, std::move(name));
}

std::vector<std::string> client::method_names() const {
    auto const& shared = checked();
    std::vector<std::string> names;
    for (auto const& operation : shared.core.service().operation_names()) {
        auto name = xform_name(operation);
        if (!shared.extensions.is_removed(name)) names.push_back(std::move(name));
    }
    for (auto const& [name, method] : shared.extensions.methods)
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    return names;
}

void* client::base_of(std::type_info const& type) const {
    auto* found = checked().extensions.find_base(type);
    if (found == nullptr) throw value_error("The client has no base of this class");
    return found;
}

emitter& client::events() const { return checked().core.events(); }

client_meta const& client::meta() const { return checked().meta; }

std::vector<std::string> const& client::operation_names() const {
    return checked().core.service().operation_names();
}

void client::close() const noexcept {
    if (impl_) impl_->core.world().transport->close();
}

asio::any_io_executor client::default_executor() const { return checked().executor; }

}  // namespace coaws
