// Type-erased event handlers: any callable, plain or coroutine, with or without an answer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/event/event.hpp>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace coaws {
struct operation_schema;  // see coaws/schema/service_schema.hpp
}

namespace coaws::event_detail {

namespace asio = boost::asio;

/// A registered handler. Shared by an emitter and its copies; must be callable from any thread.
class handler {
  public:
    virtual ~handler() = default;
    /// Whether `call` may be used; otherwise `call_async`.
    bool is_plain() const noexcept { return plain_; }
    /// The payload's `event_name`, or empty for a handler of any event.
    std::string_view accepts() const noexcept { return accepts_; }
    /// Runs a plain handler. `answer` points to a `std::optional<E::answer>`; it is null for an event without
    /// answers.
    virtual void call(event& payload, void* answer) const = 0;
    /// Runs a coroutine handler.
    virtual asio::awaitable<void> call_async(event& payload, void* answer) const = 0;
    /// Whether the handler can do anything for an operation; the pipeline leaves out those that can't.
    virtual bool concerns(operation_schema const&) const { return true; }
    /// Whether the handler does anything about what has succeeded.
    virtual bool wants_success() const noexcept { return true; }
    /// What runs in its place where a result is no value but a generated struct; null: there is nothing, the
    /// result has to become a value.
    virtual std::shared_ptr<handler const> direct_form() const noexcept { return nullptr; }

  protected:
    handler(bool plain, std::string_view accepts) noexcept : accepts_(accepts), plain_(plain) {}

  private:
    std::string_view accepts_;
    bool plain_;
};

using handler_ptr = std::shared_ptr<handler const>;

template <class T>
struct unwrap_awaitable {
    using type = T;
    static constexpr bool value = false;
};
template <class T>
struct unwrap_awaitable<asio::awaitable<T>> {
    using type = T;
    static constexpr bool value = true;
};

/// The payload type of a callable: its one parameter, a non-const lvalue reference to a struct derived from
/// `event`.
template <class F>
struct payload_of : payload_of<decltype(&F::operator())> {};
template <class R, class E>
struct payload_of<R (*)(E&)> {
    using type = E;
};
template <class R, class E>
struct payload_of<R(E&)> {
    using type = E;
};
template <class C, class R, class E>
struct payload_of<R (C::*)(E&)> {
    using type = E;
};
template <class C, class R, class E>
struct payload_of<R (C::*)(E&) const> {
    using type = E;
};
template <class C, class R, class E>
struct payload_of<R (C::*)(E&) noexcept> {
    using type = E;
};
template <class C, class R, class E>
struct payload_of<R (C::*)(E&) const noexcept> {
    using type = E;
};
template <class R, class E>
struct payload_of<std::function<R(E&)>> {
    using type = E;
};

template <class E>
constexpr std::string_view accepted_event() {
    if constexpr (std::is_same_v<E, event>)
        return {};
    else
        return E::event_name;
}

template <class E, class R>
void store_answer([[maybe_unused]] void* slot, R&& answer) {
    using answer_type = typename E::answer;
    if constexpr (!std::is_void_v<answer_type>) {
        auto& target = *static_cast<std::optional<answer_type>*>(slot);
        if constexpr (std::is_convertible_v<R&&, std::optional<answer_type>>) {
            target = std::forward<R>(answer);
        } else {
            static_assert(std::is_convertible_v<R&&, answer_type>,
                          "the handler's result must be the event's answer, an optional of it, or nothing");
            target.emplace(std::forward<R>(answer));
        }
    } else {
        static_cast<void>(answer);
    }
}

template <class F, class E>
class bound_handler : public handler {
    using result_type = std::invoke_result_t<F&, E&>;
    using unwrapped = typename unwrap_awaitable<result_type>::type;
    static constexpr bool is_coroutine = unwrap_awaitable<result_type>::value;

  public:
    explicit bound_handler(F f) : handler(!is_coroutine, accepted_event<E>()), function_(std::move(f)) {}

    void call([[maybe_unused]] event& payload, [[maybe_unused]] void* answer) const override {
        if constexpr (!is_coroutine) {
            auto& typed = static_cast<E&>(payload);
            if constexpr (std::is_void_v<result_type>)
                function_(typed);
            else
                store_answer<E>(answer, function_(typed));
        }
    }

    asio::awaitable<void> call_async([[maybe_unused]] event& payload,
                                     [[maybe_unused]] void* answer) const override {
        if constexpr (is_coroutine) {
            auto& typed = static_cast<E&>(payload);
            if constexpr (std::is_void_v<unwrapped>) {
                co_await function_(typed);
            } else {
                unwrapped given = co_await function_(typed);
                store_answer<E>(answer, std::move(given));
            }
        } else {
            call(payload, answer);
            co_return;
        }
    }

  private:
    mutable F function_;
};

/// A handler that only counts for the operations that a test picks.
template <class F, class E>
class selective_handler final : public bound_handler<F, E> {
  public:
    using test = bool (*)(operation_schema const&);

    selective_handler(F f, test picks) : bound_handler<F, E>(std::move(f)), picks_(picks) {}
    bool concerns(operation_schema const& operation) const override { return picks_(operation); }

  private:
    test picks_;
};

/// A handler that does nothing about what has succeeded.
template <class F, class E>
class failure_handler final : public bound_handler<F, E> {
  public:
    explicit failure_handler(F f) : bound_handler<F, E>(std::move(f)) {}
    bool wants_success() const noexcept override { return false; }
};

/// A handler of results that can also do its work on generated structs.
template <class F, class E>
class result_handler final : public bound_handler<F, E> {
  public:
    result_handler(F f, handler_ptr direct) : bound_handler<F, E>(std::move(f)), direct_(std::move(direct)) {}
    handler_ptr direct_form() const noexcept override { return direct_; }

  private:
    handler_ptr direct_;
};

template <class F>
handler_ptr make_failure_handler(F f) {
    return std::make_shared<failure_handler<F, typename payload_of<F>::type>>(std::move(f));
}

template <class F>
handler_ptr make_selective_handler(F f, bool (*picks)(operation_schema const&)) {
    return std::make_shared<selective_handler<F, typename payload_of<F>::type>>(std::move(f), picks);
}

template <class F>
handler_ptr make_handler(F&& f) {
    using function = std::decay_t<F>;
    if constexpr (std::is_pointer_v<function>) {
        using payload = typename payload_of<function>::type;
        return std::make_shared<bound_handler<function, payload>>(f);
    } else {
        using payload = typename payload_of<function>::type;
        return std::make_shared<bound_handler<function, payload>>(std::forward<F>(f));
    }
}

template <class F, class G>
handler_ptr make_result_handler(F f, G direct) {
    using payload = typename payload_of<G>::type;
    static_assert(std::is_same_v<payload, typename payload_of<F>::type::direct>,
                  "the second handler must take what the event is for a generated struct");
    static_assert(!unwrap_awaitable<std::invoke_result_t<G&, payload&>>::value,
                  "the second handler must be no coroutine");
    return std::make_shared<result_handler<F, typename payload_of<F>::type>>(std::move(f),
                                                                             make_handler(std::move(direct)));
}

}  // namespace coaws::event_detail
