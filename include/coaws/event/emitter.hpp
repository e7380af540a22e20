// Hierarchical events: names, order and matching of EVT-R1…R9.
#pragma once

#include <coaws/event/handler.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws {

/// Which list of its node a handler joins (EVT-R3).
enum class handler_position : std::uint8_t { first, normal, last };

/// The handlers of one emitted name, in call order. Immutable.
class handler_list {
  public:
    using const_iterator = std::vector<event_detail::handler_ptr>::const_iterator;

    explicit handler_list(std::vector<event_detail::handler_ptr> handlers = {});
    bool empty() const noexcept { return handlers_.empty(); }
    std::size_t size() const noexcept { return handlers_.size(); }
    const_iterator begin() const noexcept { return handlers_.begin(); }
    const_iterator end() const noexcept { return handlers_.end(); }
    /// Whether every handler is a plain function.
    bool all_plain() const noexcept { return all_plain_; }

  private:
    std::vector<event_detail::handler_ptr> handlers_;
    bool all_plain_ = true;
};

/// Registers handlers by dotted names and finds those of an emitted name.
///
/// A registration matches when each of its parts equals the part at the same place or is a lone `*`; it may
/// be shorter than the emitted name. Deeper registrations run first, and a wildcard part before the literal
/// at the same depth. Old service names are translated in both directions of use (EVT-R8). A handler is any
/// callable taking its payload by reference and returning nothing, an answer, an optional answer, or an
/// awaitable of one of these.
///
/// Thread-safety: every function may be called from any thread; handlers may run on any thread that runs
/// operations. Copies share handlers, not registrations. Exceptions of handlers reach the caller of the
/// operation.
class emitter {
  public:
    emitter();
    ~emitter();
    emitter(emitter const& other);
    emitter& operator=(emitter const&) = delete;

    /// Registers a handler behind the earlier ones of the same name. Throws value_error when the payload does
    /// not go with the first part of `name`.
    template <class F>
    void on(std::string_view name, F&& handler) {
        add(name, event_detail::make_handler(std::forward<F>(handler)), handler_position::normal, {});
    }
    /// As above; a second registration with the same name and id is ignored until `off` (EVT-R6).
    template <class F>
    void on(std::string_view name, std::string_view unique_id, F&& handler) {
        add(name, event_detail::make_handler(std::forward<F>(handler)), handler_position::normal, unique_id);
    }
    /// Registers before (after) all normal handlers of the same name.
    template <class F>
    void on_first(std::string_view name, F&& handler) {
        add(name, event_detail::make_handler(std::forward<F>(handler)), handler_position::first, {});
    }
    template <class F>
    void on_first(std::string_view name, std::string_view unique_id, F&& handler) {
        add(name, event_detail::make_handler(std::forward<F>(handler)), handler_position::first, unique_id);
    }
    template <class F>
    void on_last(std::string_view name, F&& handler) {
        add(name, event_detail::make_handler(std::forward<F>(handler)), handler_position::last, {});
    }
    template <class F>
    void on_last(std::string_view name, std::string_view unique_id, F&& handler) {
        add(name, event_detail::make_handler(std::forward<F>(handler)), handler_position::last, unique_id);
    }
    /// As `on`, for operations that `picks` answers true for: the others run as if there were no such
    /// handler.
    template <class F>
    void on_some(std::string_view name, bool (*picks)(operation_schema const&), F handler) {
        add(name, event_detail::make_selective_handler(std::move(handler), picks), handler_position::normal,
            {});
    }
    /// As `on`, for a handler that does nothing about success: it is not called for an attempt or a call that
    /// succeeded (`response-received`, `needs-retry`, `after-call`). Typed calls need no value for it.
    template <class F>
    void on_failure(std::string_view name, F handler) {
        add(name, event_detail::make_failure_handler(std::move(handler)), handler_position::normal, {});
    }
    /// As `on`, for an `after-call` handler that can do its work on a generated struct as well: `direct`, a
    /// plain handler of `direct_result`, is called in its place where the result is one.
    template <class F, class G>
    void on_result(std::string_view name, F handler, G direct) {
        add(name, event_detail::make_result_handler(std::move(handler), std::move(direct)),
            handler_position::normal, {});
    }
    /// Removes the handler registered under a unique id; nothing happens when there is none.
    void off(std::string_view name, std::string_view unique_id);

    /// Registers an erased handler; for the library's own use and for generic code.
    void add(std::string_view name, event_detail::handler_ptr handler, handler_position position,
             std::string_view unique_id);

    /// The handlers for an emitted name; cached until the next change of registrations. Never null.
    std::shared_ptr<handler_list const> find(std::string_view name) const;
    /// Changes with every registration and removal.
    std::uint64_t version() const noexcept;

  private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

/// What the handlers of an event answered.
template <class E>
using event_answer = std::optional<typename E::answer>;

/// Whether `emit_…` went through all handlers or stopped at the first answer.
enum class emit_mode : std::uint8_t { all, until_answer };

namespace event_detail {

/// The place for an answer: an event whose answers are ignored has none.
template <class E>
constexpr bool has_answer = !std::is_void_v<typename E::answer>;

}  // namespace event_detail

/// Runs the handlers if they are all plain functions; false, with nothing done, otherwise.
template <class E>
    requires(!event_detail::has_answer<E>)
bool emit_now(handler_list const& handlers, E& payload) {
    if (!handlers.all_plain()) return false;
    for (auto const& h : handlers) h->call(payload, nullptr);
    return true;
}

/// Runs the handlers in order; coroutine handlers are awaited one after the other.
template <class E>
    requires(!event_detail::has_answer<E>)
event_detail::asio::awaitable<void> emit(handler_list const& handlers, E& payload) {
    for (auto const& h : handlers) {
        if (h->is_plain())
            h->call(payload, nullptr);
        else
            co_await h->call_async(payload, nullptr);
    }
}

/// As `emit_now` for an event with answers: the first answer is kept in `first`.
template <class E>
    requires event_detail::has_answer<E>
bool emit_now(handler_list const& handlers, E& payload, event_answer<E>& first,
              emit_mode mode = emit_mode::all) {
    if (!handlers.all_plain()) return false;
    for (auto const& h : handlers) {
        event_answer<E> later;
        h->call(payload, first.has_value() ? &later : &first);
        if (first.has_value() && mode == emit_mode::until_answer) break;
    }
    return true;
}

/// As `emit` for an event with answers: the first answer is kept in `first`.
template <class E>
    requires event_detail::has_answer<E>
event_detail::asio::awaitable<void> emit(handler_list const& handlers, E& payload, event_answer<E>& first,
                                         emit_mode mode = emit_mode::all) {
    for (auto const& h : handlers) {
        event_answer<E> later;
        auto* slot = first.has_value() ? &later : &first;
        if (h->is_plain())
            h->call(payload, slot);
        else
            co_await h->call_async(payload, slot);
        if (first.has_value() && mode == emit_mode::until_answer) break;
    }
}

}  // namespace coaws
