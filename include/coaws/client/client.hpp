// A service's client: operations as coroutines.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <chrono>
#include <coaws/base/errors.hpp>
#include <coaws/base/result.hpp>
#include <coaws/client/creating_client_class.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/paginate/paginator.hpp>
#include <coaws/pipeline/async_generator.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/pipeline/handler_executor.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/pipeline/presign.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>
#include <coaws/value/value.hpp>
#include <coaws/wait/waiter.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

namespace coaws {

class client_method_handle;

namespace asio = boost::asio;

/// What a client knows about itself (CLI-05). Lives as long as any copy of the client.
struct client_meta {
    std::string service_name;
    std::optional<std::string> region_name;
    std::string endpoint_url;  ///< the base URL; single operations may go elsewhere
    std::string partition;
    service_schema const* service_model = nullptr;

    client_meta() = default;
};

/// A handle to a service's client, made by `session::client`: cheap to copy, safe to use and destroy from any
/// thread, also while operations run (they keep what they need alive).
///
/// Operations run on the executor of the coroutine that awaits them. Names are the service's (`PutObject`),
/// or snake_case (`put_object`). Failures are `coaws::error`s: `client_error` for an answer of the service,
/// `param_validation_error` and others before sending, `endpoint_connection_error` and its kin while sending.
/// Cancellation (terminal) through the slot of the awaiting coroutine is honoured at every step; it surfaces
/// as `boost::system::system_error` with `operation_aborted`, and a connection with an unfinished exchange is
/// closed.
class client {
  public:
    /// A client without a service; every use but assignment and destruction throws value_error.
    client() = default;

    /// Runs an operation and gives its output, `ResponseMetadata` included. Throws on failure. A method that
    /// a handler of `creating-client-class` added is run under its name; the options do not reach it.
    asio::awaitable<value> call(std::string operation, value params = {}, call_options options = {}) const;

    /// Runs an operation without throwing for what it can answer; only cancellation, and exceptions of
    /// handlers that are no `coaws::error`, are thrown.
    asio::awaitable<result<value>> try_call(std::string operation, value params = {},
                                            call_options options = {}) const;

    /// Runs an operation for any completion token of signature `void(std::exception_ptr, value)`. The
    /// operation and the handler run on the handler's associated executor, else on the session's. Throws
    /// value_error when there is neither; a future, which brings none, needs the session's.
    template <class CompletionToken>
    auto async_call(std::string operation, value params, CompletionToken&& token) const {
        return async_call(std::move(operation), std::move(params), call_options(),
                          std::forward<CompletionToken>(token));
    }
    template <class CompletionToken>
    auto async_call(std::string operation, value params, call_options options,
                    CompletionToken&& token) const {
        return asio::async_initiate<CompletionToken, void(std::exception_ptr, value)>(
            [self = *this](auto handler, std::string name, value arguments, call_options how) {
                auto const executor = self.executor_for(handler);
                auto operation_run = self.call(std::move(name), std::move(arguments), std::move(how));
                asio::co_spawn(executor, std::move(operation_run), std::move(handler));
            },
            token, std::move(operation), std::move(params), std::move(options));
    }

    /// The pages of an operation, fetched one by one as they are asked for. Throws
    /// operation_not_pageable_error and pagination_error from `next()`.
    async_generator<value> paginate(std::string operation, value params = {},
                                    pagination_config config = {}) const;
    /// Whether the service's data describe paging for an operation. Throws operation_not_found_error.
    asio::awaitable<bool> can_paginate(std::string operation) const;
    /// A paginator for an operation. The service's paging data are read on first use.
    paginator get_paginator(std::string operation) const;

    /// Polls until a waiter's condition holds. Name in CamelCase or snake_case. Throws value_error for an
    /// unknown name and waiter_error. Gives the last response.
    asio::awaitable<value> wait(std::string waiter, value params = {}, waiter_config config = {}) const;
    /// Names of the service's waiters in snake_case (CLI-08).
    asio::awaitable<std::vector<std::string>> waiter_names() const;

    /// The request that a call would send first, signed; nothing is sent.
    asio::awaitable<http::request> build_request(std::string operation, value params = {}) const;

    /// The URL that makes an operation's request for `expires` from now, whoever fetches it (SIGN-40). Keys
    /// of a session end it earlier. Headers that the parameters gave rise to are signed: whoever uses the URL
    /// has to send them, `presign_request` tells them. Nothing is sent, unless keys have to be fetched.
    /// Throws as a call does before it sends, unknown_client_method_error for an unknown operation,
    /// unsupported_signature_version_error for a signer that can't presign, value_error for a body that fits
    /// no query.
    asio::awaitable<std::string> presign_url(std::string operation, value params = {},
                                             std::chrono::seconds expires = std::chrono::hours(1),
                                             presign_options options = {}) const;
    /// The same with verb and headers: the request as it has to be made.
    asio::awaitable<http::request> presign_request(std::string operation, value params = {},
                                                   std::chrono::seconds expires = std::chrono::hours(1),
                                                   presign_options options = {}) const;
    /// A signed form for uploads to a bucket of S3 (SIGN-50). A key that ends in `${filename}` lets the
    /// uploader choose the rest. Throws as `presign_url`; unknown_client_method_error on other services.
    asio::awaitable<presigned_post> presign_post(std::string bucket, std::string key,
                                                 post_policy policy = {}) const;

    /// A method of this client, to be called with its arguments: one that a handler of
    /// `creating-client-class` added, or an operation. Throws operation_not_found_error when there is none of
    /// that name.
    client_method_handle method(std::string name) const;
    /// Names of all methods: of the operations in snake_case, in model order, and then the added ones.
    std::vector<std::string> method_names() const;
    /// The object that a handler of `creating-client-class` gave the client with `add_base<Base>()`. Copies
    /// of the client share it; it lives as long as any of them. Throws value_error when there is none.
    template <class Base>
    Base& as() const {
        return *static_cast<Base*>(base_of(typeid(Base)));
    }

    /// The client's own emitter: a copy of the session's at the time the client was made (SESS-17).
    emitter& events() const;
    client_meta const& meta() const;
    /// Names of all operations, CamelCase, in model order.
    std::vector<std::string> const& operation_names() const;

    /// Closes idle connections; running operations go on (CLI-10). The client stays usable. Thread-safe.
    void close() const noexcept;

    struct impl;
    explicit client(std::shared_ptr<impl const> shared) noexcept : impl_(std::move(shared)) {}
    std::shared_ptr<impl const> const& shared() const noexcept { return impl_; }

  private:
    template <class Handler>
    asio::any_io_executor executor_for(Handler const& handler) const {
        auto chosen = detail::handler_executor(handler, default_executor());
        if (!chosen)
            throw value_error("The handler has no executor; give the session one: session{executor}");
        return chosen;
    }
    asio::any_io_executor default_executor() const;
    impl const& checked() const;
    void* base_of(std::type_info const& type) const;

    std::shared_ptr<impl const> impl_;
};

/// A method of a client, ready to be called: `co_await s3.method("custom_hello")(args)`. Keeps the client
/// alive.
class client_method_handle {
  public:
    client_method_handle(client of, std::string name) : client_(std::move(of)), name_(std::move(name)) {}

    /// As `client::call`. May be called several times; the handle need not outlive the awaitable.
    asio::awaitable<value> operator()(value params = {}, call_options options = {}) const {
        return client_.call(name_, std::move(params), std::move(options));
    }

  private:
    client client_;
    std::string name_;
};

}  // namespace coaws
