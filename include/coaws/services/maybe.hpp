// Members of generated structs that may be absent: `std::optional`, but cheap to compile.
#pragma once

#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>

namespace coaws::services {

/// A `T` or nothing, used like `std::optional<T>` and convertible to it. Generated clients use it where T is
/// a generated type, a list or a map: g++ takes milliseconds for every `std::optional` of another type, and a
/// service has hundreds. Scalars are plain `std::optional`s. Thread-safety: as `std::optional`.
template <class T>
class maybe {
  public:
    using value_type = T;

    maybe() noexcept {}
    maybe(std::nullopt_t) noexcept {}
    maybe(T v) : value_(std::move(v)), set_(true) {}
    maybe(maybe const& other) {
        if (other.set_) emplace(other.value_);
    }
    maybe(maybe&& other) noexcept {
        if (other.set_) emplace(std::move(other.value_));
    }
    maybe& operator=(maybe const& other) {
        if (this != &other) {
            if (other.set_)
                *this = T(other.value_);
            else
                reset();
        }
        return *this;
    }
    maybe& operator=(maybe&& other) noexcept {
        if (this != &other) {
            if (other.set_)
                *this = std::move(other.value_);
            else
                reset();
        }
        return *this;
    }
    maybe& operator=(T v) {
        if (set_)
            value_ = std::move(v);
        else
            emplace(std::move(v));
        return *this;
    }
    maybe& operator=(std::nullopt_t) noexcept {
        reset();
        return *this;
    }
    ~maybe() { reset(); }

    /// Replaces what is there by a T of these arguments.
    template <class... A>
    T& emplace(A&&... arguments) {
        reset();
        ::new (static_cast<void*>(std::addressof(value_))) T(std::forward<A>(arguments)...);
        set_ = true;
        return value_;
    }
    void reset() noexcept {
        if (set_) {
            set_ = false;
            value_.~T();
        }
    }

    bool has_value() const noexcept { return set_; }
    explicit operator bool() const noexcept { return set_; }
    /// Unchecked: the caller has tested `has_value()`.
    T& operator*() & noexcept { return value_; }
    T const& operator*() const& noexcept { return value_; }
    T&& operator*() && noexcept { return std::move(value_); }
    T* operator->() noexcept { return std::addressof(value_); }
    T const* operator->() const noexcept { return std::addressof(value_); }
    /// Throws std::bad_optional_access where there is none.
    T& value() & {
        check();
        return value_;
    }
    T const& value() const& {
        check();
        return value_;
    }
    T&& value() && {
        check();
        return std::move(value_);
    }
    T value_or(T fallback) const& { return set_ ? value_ : std::move(fallback); }

    operator std::optional<T>() const& { return set_ ? std::optional<T>(value_) : std::nullopt; }
    operator std::optional<T>() && { return set_ ? std::optional<T>(std::move(value_)) : std::nullopt; }

    friend bool operator==(maybe const& a, T const& b) { return a.set_ && a.value_ == b; }
    friend bool operator==(maybe const& a, std::nullopt_t) noexcept { return !a.set_; }

  private:
    void check() const {
        if (!set_) throw std::bad_optional_access();
    }

    union {
        char none_ = 0;
        T value_;
    };
    bool set_ = false;
};

/// As `maybe`, on the heap: for members through which a struct contains itself.
template <class T>
class boxed {
  public:
    using value_type = T;

    boxed() noexcept = default;
    boxed(std::nullopt_t) noexcept {}
    boxed(T v) : box_(new T(std::move(v))) {}
    boxed(boxed const& other) : box_(other.box_ == nullptr ? nullptr : new T(*other.box_)) {}
    boxed(boxed&& other) noexcept : box_(std::exchange(other.box_, nullptr)) {}
    boxed& operator=(boxed other) noexcept {
        std::swap(box_, other.box_);
        return *this;
    }
    ~boxed() { delete box_; }

    template <class... A>
    T& emplace(A&&... arguments) {
        auto* fresh = new T(std::forward<A>(arguments)...);
        delete std::exchange(box_, fresh);
        return *fresh;
    }
    void reset() noexcept { delete std::exchange(box_, nullptr); }

    bool has_value() const noexcept { return box_ != nullptr; }
    explicit operator bool() const noexcept { return box_ != nullptr; }
    /// Unchecked: the caller has tested `has_value()`.
    T& operator*() & noexcept { return *box_; }
    T const& operator*() const& noexcept { return *box_; }
    T&& operator*() && noexcept { return std::move(*box_); }
    T* operator->() noexcept { return box_; }
    T const* operator->() const noexcept { return box_; }
    /// Throws std::bad_optional_access where there is none.
    T& value() {
        check();
        return *box_;
    }
    T const& value() const {
        check();
        return *box_;
    }
    T value_or(T fallback) const { return box_ != nullptr ? *box_ : std::move(fallback); }

    operator std::optional<T>() const { return box_ != nullptr ? std::optional<T>(*box_) : std::nullopt; }

    friend bool operator==(boxed const& a, std::nullopt_t) noexcept { return a.box_ == nullptr; }

  private:
    void check() const {
        if (box_ == nullptr) throw std::bad_optional_access();
    }

    T* box_ = nullptr;
};

}  // namespace coaws::services
