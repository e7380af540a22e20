// The base of generated clients.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <coaws/base/result.hpp>
#include <coaws/pipeline/handler_executor.hpp>
#include <coaws/services/operation_output.hpp>
#include <exception>
#include <memory>
#include <utility>

namespace coaws {

class session;
class client;
class client_config;
class call_options;
class pagination_config;
class waiter_config;

namespace services {

namespace asio = boost::asio;

struct service_table;
struct operation_entry;

/// An output whose type is not known here.
struct output_ref {
    void* self;
    operation_output* base;
    void (*clear)(void* self);
};

template <class Out>
output_ref output_ref_of(Out& out) {
    return {&out, &out, [](void* self) { *static_cast<Out*>(self) = Out(); }};
}

/// A handler of `void(std::exception_ptr, Out)` as one of `void(std::exception_ptr)`; it keeps its executor,
/// allocator and cancellation slot.
template <class Handler, class Out>
class output_handler {
  public:
    using executor_type = asio::associated_executor_t<Handler, asio::any_io_executor>;
    using allocator_type = asio::associated_allocator_t<Handler>;
    using cancellation_slot_type = asio::associated_cancellation_slot_t<Handler>;

    output_handler(Handler handler, std::shared_ptr<Out> out, asio::any_io_executor fallback)
        : handler_(std::move(handler)), out_(std::move(out)), fallback_(std::move(fallback)) {}

    executor_type get_executor() const noexcept { return asio::get_associated_executor(handler_, fallback_); }
    allocator_type get_allocator() const noexcept { return asio::get_associated_allocator(handler_); }
    cancellation_slot_type get_cancellation_slot() const noexcept {
        return asio::get_associated_cancellation_slot(handler_);
    }

    void operator()(std::exception_ptr failure) {
        auto const out = std::move(out_);
        std::move(handler_)(std::move(failure), std::move(*out));
    }

  private:
    Handler handler_;
    std::shared_ptr<Out> out_;
    asio::any_io_executor fallback_;
};

/// A handle to a generated client: made without I/O, cheap to copy, safe to use and destroy from any thread,
/// also while operations run. The dynamic client underneath is made when first needed; both share
/// connections, retry quota and events.
///
/// Every operation `x` has three forms: `x(input)` throws, `try_x(input)` gives a result, and
/// `async_x(input, token)` takes any completion token of `void(std::exception_ptr, x_output)`. All take a
/// `call_options` as well. They run, fail and are cancelled as those of `coaws::client`; an error that the
/// service models is of the class of that name in the service's namespace, and derives from
/// `coaws::client_error`.
class typed_client {
  public:
    /// The dynamic client underneath: its events are those of the typed one's operations.
    asio::awaitable<coaws::client> dynamic() const;

    struct state;

  protected:
    typed_client(service_table const& service, session const& from);
    typed_client(service_table const& service, session const& from, client_config config);
    /// Throws value_error when the dynamic client is one of another service.
    typed_client(service_table const& service, coaws::client const& dynamic);

    std::shared_ptr<state> const& shared() const noexcept { return state_; }

    template <class Out, class In, class Token>
    auto start(operation_entry const& operation, In input, Token&& token) const {
        return asio::async_initiate<Token, void(std::exception_ptr, Out)>(
            initiate<Out, In>{state_, operation}, token, std::move(input));
    }
    template <class Out, class In, class Options, class Token>
    auto start(operation_entry const& operation, In input, Options options, Token&& token) const {
        return asio::async_initiate<Token, void(std::exception_ptr, Out)>(
            initiate<Out, In>{state_, operation}, token, std::move(input), std::move(options));
    }

  private:
    using erased_handler = asio::any_completion_handler<void(std::exception_ptr)>;

    template <class Out, class In>
    struct initiate {
        std::shared_ptr<state> shared;
        operation_entry const& operation;

        template <class Handler, class... Options>
        void operator()(Handler&& handler, In input, Options... options) const {
            auto in = std::make_shared<In const>(std::move(input));
            auto out = std::make_shared<Out>();
            auto runs_on =
                choose_executor(coaws::detail::handler_executor(handler, default_executor(*shared)));
            auto const ref = output_ref_of(*out);
            output_handler<std::decay_t<Handler>, Out> kept(std::forward<Handler>(handler), std::move(out),
                                                            runs_on);
            run(shared, operation, std::move(in), ref, std::move(runs_on), erased_handler(std::move(kept)),
                std::move(options)...);
        }
    };

    /// Throws value_error where there is none.
    static asio::any_io_executor choose_executor(asio::any_io_executor chosen);
    static asio::any_io_executor default_executor(state const& shared);
    static void run(std::shared_ptr<state> shared, operation_entry const& operation,
                    std::shared_ptr<void const> input, output_ref output, asio::any_io_executor runs_on,
                    erased_handler handler);
    static void run(std::shared_ptr<state> shared, operation_entry const& operation,
                    std::shared_ptr<void const> input, output_ref output, asio::any_io_executor runs_on,
                    erased_handler handler, call_options const& options);

    std::shared_ptr<state> state_;
};

}  // namespace services
}  // namespace coaws
