// A value or the error that stood in its way.
#pragma once

#include <coaws/base/error.hpp>
#include <memory>
#include <utility>
#include <variant>

namespace coaws {

/// What a `try_` function answers: a `T`, or an `error`. Never empty.
///
/// Thread-safety: as for any value; distinct objects are independent.
template <class T>
class [[nodiscard]] result {
  public:
    using value_type = T;

    /// Holds an unspecified error; Asio's `co_spawn` makes one where a coroutine ends by an exception.
    result() : result(coaws::error()) {}
    result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    result(std::shared_ptr<coaws::error const> failure)
        : state_(std::in_place_index<1>, std::move(failure)) {}
    result(coaws::error const& failure) : result(failure.clone()) {}

    bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value. Throws the held error as its dynamic type when there is none.
    T& value() & {
        check();
        return std::get<0>(state_);
    }
    T const& value() const& {
        check();
        return std::get<0>(state_);
    }
    T&& value() && {
        check();
        return std::get<0>(std::move(state_));
    }

    /// The value, unchecked: the caller has tested `has_value()`.
    T& operator*() & noexcept { return *std::get_if<0>(&state_); }
    T const& operator*() const& noexcept { return *std::get_if<0>(&state_); }
    T&& operator*() && noexcept { return std::move(*std::get_if<0>(&state_)); }
    T* operator->() noexcept { return std::get_if<0>(&state_); }
    T const* operator->() const noexcept { return std::get_if<0>(&state_); }

    /// The error, unchecked: the caller has tested `!has_value()`.
    coaws::error const& error() const noexcept { return **std::get_if<1>(&state_); }
    std::shared_ptr<coaws::error const> const& error_ptr() const noexcept { return *std::get_if<1>(&state_); }

  private:
    void check() const {
        if (auto* failure = std::get_if<1>(&state_)) (*failure)->raise();
    }

    std::variant<T, std::shared_ptr<coaws::error const>> state_;
};

}  // namespace coaws
