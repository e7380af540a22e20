// The one dynamic data type: parameters and results of operations.
#pragma once

#include <coaws/base/blob.hpp>
#include <coaws/base/error.hpp>
#include <coaws/base/time.hpp>
#include <coaws/http/body.hpp>
#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace coaws {

class value;
class value_map;

/// A list of values.
using value_list = std::vector<value>;

/// What a value can be.
enum class value_kind : std::uint8_t {
    null,
    boolean,
    integer,
    number,
    string,
    blob,
    timestamp,
    list,
    map,
    body
};

/// The word for a kind in messages, e.g. "string".
std::string_view to_string(value_kind kind) noexcept;

/// A value was asked for as something it is not, or for a member it does not have.
class bad_value_access : public error_kind<bad_value_access> {
  public:
    static constexpr std::string_view type_name = "BadValueAccess";
    using error_kind::error_kind;
};

/// A map in insertion order. Look-up is linear: AWS structures are small, and big maps are iterated.
class value_map {
  public:
    using entry = std::pair<std::string, value>;
    using iterator = std::vector<entry>::iterator;
    using const_iterator = std::vector<entry>::const_iterator;

    value_map() = default;

    value* find(std::string_view key) noexcept;
    value const* find(std::string_view key) const noexcept;
    bool contains(std::string_view key) const noexcept { return find(key) != nullptr; }
    /// The value of a key; throws bad_value_access naming the key when it is absent.
    value& at(std::string_view key);
    value const& at(std::string_view key) const;
    /// The value of a key, appended as null when it is absent.
    value& operator[](std::string_view key);
    /// Appends without looking for the key first: the caller knows that it is new. Returns the new value.
    value& append(std::string key, value v);
    /// Removes a key; true when it was there. Order of the rest is kept.
    bool erase(std::string_view key);

    inline iterator begin() noexcept;
    inline iterator end() noexcept;
    inline const_iterator begin() const noexcept;
    inline const_iterator end() const noexcept;
    inline std::size_t size() const noexcept;
    inline bool empty() const noexcept;
    inline void reserve(std::size_t count);
    inline void clear() noexcept;

    /// Equal as maps: the same keys with equal values, in any order.
    bool operator==(value_map const& other) const;

  private:
    std::vector<entry> entries_;
};

namespace detail {

/// A body behind a pointer, so that the values of every other kind stay small. Null only after a move.
class boxed_body {
  public:
    explicit boxed_body(coaws::body b) : box_(std::make_unique<coaws::body>(std::move(b))) {}
    boxed_body(boxed_body&&) noexcept = default;
    boxed_body& operator=(boxed_body&&) noexcept = default;
    boxed_body(boxed_body const& other)
        : box_(other.box_ ? std::make_unique<coaws::body>(*other.box_) : nullptr) {}
    boxed_body& operator=(boxed_body const& other) {
        if (this != &other) *this = boxed_body(other);
        return *this;
    }
    ~boxed_body() = default;

    coaws::body* get() noexcept { return box_.get(); }
    coaws::body const* get() const noexcept { return box_.get(); }

  private:
    std::unique_ptr<coaws::body> box_;
};

}  // namespace detail

/// Null, bool, 64-bit integer, double, string, blob, timestamp, list, map or body.
///
/// A regular value type: copies are deep (bodies share their contents), moves are cheap, moved-from is
/// null-like and may be assigned. Thread-safety: as for a standard container. `as_…` accessors throw
/// `bad_value_access` naming both kinds; `find` and `get` never throw.
class value {
  public:
    value() noexcept = default;
    value(std::nullptr_t) noexcept {}
    template <std::same_as<bool> B>
    value(B b) noexcept : data_(b) {}
    template <std::integral I>
        requires(!std::same_as<I, bool> && !std::same_as<I, char>)
    value(I i) noexcept : data_(static_cast<std::int64_t>(i)) {}
    template <std::floating_point F>
    value(F f) noexcept : data_(static_cast<double>(f)) {}
    value(char const* text) : data_(std::string(text)) {}
    value(std::string text) noexcept : data_(std::move(text)) {}
    value(std::string_view text) : data_(std::string(text)) {}
    value(blob b) noexcept : data_(std::move(b)) {}
    template <class Duration>
    value(std::chrono::sys_time<Duration> t) noexcept
        : data_(std::chrono::time_point_cast<std::chrono::microseconds>(t)) {}
    value(value_list list) noexcept : data_(std::move(list)) {}
    value(value_map map) noexcept : data_(std::move(map)) {}
    value(coaws::body b) : data_(detail::boxed_body(std::move(b))) {}

    value_kind kind() const noexcept { return static_cast<value_kind>(data_.index()); }
    bool is_null() const noexcept { return kind() == value_kind::null; }
    bool is_bool() const noexcept { return kind() == value_kind::boolean; }
    bool is_int() const noexcept { return kind() == value_kind::integer; }
    bool is_double() const noexcept { return kind() == value_kind::number; }
    bool is_number() const noexcept { return is_int() || is_double(); }
    bool is_string() const noexcept { return kind() == value_kind::string; }
    bool is_blob() const noexcept { return kind() == value_kind::blob; }
    bool is_timestamp() const noexcept { return kind() == value_kind::timestamp; }
    bool is_list() const noexcept { return kind() == value_kind::list; }
    bool is_map() const noexcept { return kind() == value_kind::map; }
    bool is_body() const noexcept { return kind() == value_kind::body; }

    bool as_bool() const;
    std::int64_t as_int() const;
    /// An integer is converted.
    double as_double() const;
    std::string const& as_string() const;
    std::string& as_string();
    /// The bytes of a blob; of a string, its UTF-8 bytes.
    std::string const& as_blob() const;
    timestamp as_timestamp() const;
    value_list const& as_list() const;
    value_list& as_list();
    value_map const& as_map() const;
    value_map& as_map();
    coaws::body const& as_body() const;

    /// The alternative itself, or null when the value is of another kind: T is one of bool, std::int64_t,
    /// double, std::string, blob, timestamp, value_list, value_map, coaws::body.
    template <class T>
    T* get_if() noexcept {
        if constexpr (std::same_as<T, coaws::body>) {
            auto* box = std::get_if<detail::boxed_body>(&data_);
            return box == nullptr ? nullptr : box->get();
        } else {
            return std::get_if<T>(&data_);
        }
    }
    template <class T>
    T const* get_if() const noexcept {
        if constexpr (std::same_as<T, coaws::body>) {
            auto* box = std::get_if<detail::boxed_body>(&data_);
            return box == nullptr ? nullptr : box->get();
        } else {
            return std::get_if<T>(&data_);
        }
    }

    /// Member of a map; throws bad_value_access naming the member and what is there instead.
    value const& at(std::string_view key) const;
    value& at(std::string_view key);
    /// Element of a list; throws bad_value_access naming the index and the size.
    value const& at(std::size_t index) const;
    value& at(std::size_t index);
    /// Member of a map, or null when this is no map or has no such member.
    value const* find(std::string_view key) const noexcept;
    value* find(std::string_view key) noexcept;
    /// Member of a map, appended as null when absent. A null value becomes a map first; anything else throws.
    value& operator[](std::string_view key);

    /// The value at a dotted path (`"Owner.Tags[0].Key"`; indices in brackets), or null when the path leads
    /// nowhere.
    value const* find_path(std::string_view path) const noexcept;
    /// The value at a dotted path as T (bool, integers, double, std::string), or `fallback` when it is absent
    /// or of another kind.
    template <class T>
    T get(std::string_view path, T fallback) const;
    std::string get(std::string_view path, char const* fallback) const {
        return get<std::string>(path, std::string(fallback));
    }

    /// Elements of a list, entries of a map, bytes of a string or blob; 0 otherwise.
    std::size_t size() const noexcept;

    /// Takes a body out of a member of this map, leaving null there; throws bad_value_access when there is
    /// none. A blob or string becomes a body in memory. The result converts to `streaming_body`.
    coaws::body take_body(std::string_view key);

    /// Equal in kind and contents; an integer equals the double of the same value, true is not 1. Bodies are
    /// equal when both are in memory with the same bytes.
    bool operator==(value const& other) const;

  private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, blob, timestamp, value_list,
                 value_map, detail::boxed_body>
        data_;
};

inline value_map::iterator value_map::begin() noexcept { return entries_.begin(); }
inline value_map::iterator value_map::end() noexcept { return entries_.end(); }
inline value_map::const_iterator value_map::begin() const noexcept { return entries_.begin(); }
inline value_map::const_iterator value_map::end() const noexcept { return entries_.end(); }
inline std::size_t value_map::size() const noexcept { return entries_.size(); }
inline bool value_map::empty() const noexcept { return entries_.empty(); }
inline void value_map::reserve(std::size_t count) { entries_.reserve(count); }
inline void value_map::clear() noexcept { entries_.clear(); }

template <class T>
T value::get(std::string_view path, T fallback) const {
    value const* v = find_path(path);
    if (v == nullptr) return fallback;
    if constexpr (std::same_as<T, bool>) {
        if (auto* b = v->get_if<bool>()) return *b;
    } else if constexpr (std::integral<T>) {
        if (auto* i = v->get_if<std::int64_t>()) return static_cast<T>(*i);
    } else if constexpr (std::floating_point<T>) {
        if (v->is_number()) return static_cast<T>(v->as_double());
    } else {
        if (auto* s = v->get_if<std::string>()) return T(*s);
    }
    return fallback;
}

/// How JSON text is written: blobs as base64, timestamps as ISO 8601, non-finite numbers as the texts `NaN`,
/// `Infinity`, `-Infinity`. With `lossless`, those three are wrapped (`{"$blob": …}`, `{"$ts": …}`, `{"$f":
/// …}`) so that `from_json` restores them. A body that is in memory is written as a blob, any other as null.
/// `indent` 0 gives one line without blanks. With `ascii`, every other character is written as `\u` escapes.
/// Bytes that are no UTF-8 become U+FFFD.
struct json_options {
    bool lossless = false;
    bool ascii = false;
    int indent = 0;
    json_options() = default;
    json_options& with_lossless(bool on = true) {
        lossless = on;
        return *this;
    }
    json_options& with_ascii(bool on = true) {
        ascii = on;
        return *this;
    }
    json_options& with_indent(int columns) {
        indent = columns;
        return *this;
    }
};

/// Writes a value as JSON text. Throws `error` when it is nested deeper than 1,000 levels.
std::string to_json(value const& v, json_options options = {});

/// Reads JSON text; the wrappers of the lossless form are unwrapped when `options.lossless` is set. Throws
/// `error` of type JSONDecodeError naming the position. Integers beyond 64 bits become doubles; of a repeated
/// key the last value counts.
value from_json(std::string_view text, json_options options = {});

}  // namespace coaws
