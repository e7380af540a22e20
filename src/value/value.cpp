// The dynamic value: access, paths, comparison.
#include <charconv>
#include <coaws/value/value.hpp>

namespace coaws {

namespace {

template <class T>
T const& expect_kind(value const& v, value_kind wanted) {
    if (auto const* found = v.get_if<T>()) return *found;
    throw bad_value_access("Expected a value of kind " + std::string(to_string(wanted)) + ", found " +
                           std::string(to_string(v.kind())));
}

std::string index_text(std::size_t index, std::size_t size) {
    return "Index " + std::to_string(index) + " is beyond a list of " + std::to_string(size);
}

/// The next step of a dotted path: a member name, or an index in brackets.
class path_cursor {
  public:
    explicit path_cursor(std::string_view path) noexcept : rest_(path) {}

    bool done() const noexcept { return rest_.empty(); }

    value const* step(value const& from) noexcept {
        if (rest_.front() == '[') return step_index(from);
        auto const end = rest_.find_first_of(".[");
        auto const name = rest_.substr(0, end);
        rest_.remove_prefix(name.size());
        skip_dot();
        return from.find(name);
    }

  private:
    value const* step_index(value const& from) noexcept {
        auto const close = rest_.find(']');
        if (close == std::string_view::npos) return nullptr;
        auto const digits = rest_.substr(1, close - 1);
        rest_.remove_prefix(close + 1);
        skip_dot();
        std::size_t index = 0;
        auto const [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
        if (failure != std::errc() || end != digits.data() + digits.size()) return nullptr;
        auto const* list = from.get_if<value_list>();
        return list != nullptr && index < list->size() ? &(*list)[index] : nullptr;
    }

    void skip_dot() noexcept {
        if (rest_.size() > 1 && rest_.front() == '.') rest_.remove_prefix(1);
    }

    std::string_view rest_;
};

bool equal_numbers(value const& a, value const& b) {
    auto const* x = a.get_if<std::int64_t>();
    auto const* y = b.get_if<std::int64_t>();
    if (x != nullptr && y != nullptr) return *x == *y;
    if (x == nullptr && y == nullptr) return a.as_double() == b.as_double();
    // Mixed: the double must be that very integer, not merely round to it.
    std::int64_t const whole = x != nullptr ? *x : *y;
    double const real = x != nullptr ? b.as_double() : a.as_double();
    constexpr double limit = 9223372036854775808.0;
    return real >= -limit && real < limit && static_cast<std::int64_t>(real) == whole &&
           static_cast<double>(static_cast<std::int64_t>(real)) == real;
}

bool equal_bodies(body const& a, body const& b) {
    auto const x = a.in_memory();
    auto const y = b.in_memory();
    return x && y && *x == *y;
}

}  // namespace

std::string_view to_string(value_kind kind) noexcept {
    switch (kind) {
        case value_kind::null:
            return "null";
        case value_kind::boolean:
            return "boolean";
        case value_kind::integer:
            return "integer";
        case value_kind::number:
            return "number";
        case value_kind::string:
            return "string";
        case value_kind::blob:
            return "blob";
        case value_kind::timestamp:
            return "timestamp";
        case value_kind::list:
            return "list";
        case value_kind::map:
            return "map";
        case value_kind::body:
            return "body";
    }
    return "unknown";
}

bool value::as_bool() const { return expect_kind<bool>(*this, value_kind::boolean); }

std::int64_t value::as_int() const { return expect_kind<std::int64_t>(*this, value_kind::integer); }

double value::as_double() const {
    if (auto const* whole = get_if<std::int64_t>()) return static_cast<double>(*whole);
    return expect_kind<double>(*this, value_kind::number);
}

std::string const& value::as_string() const { return expect_kind<std::string>(*this, value_kind::string); }

std::string& value::as_string() { return const_cast<std::string&>(std::as_const(*this).as_string()); }

std::string const& value::as_blob() const {
    if (auto const* text = get_if<std::string>()) return *text;
    return expect_kind<blob>(*this, value_kind::blob).bytes;
}

timestamp value::as_timestamp() const { return expect_kind<timestamp>(*this, value_kind::timestamp); }

value_list const& value::as_list() const { return expect_kind<value_list>(*this, value_kind::list); }

value_list& value::as_list() { return const_cast<value_list&>(std::as_const(*this).as_list()); }

value_map const& value::as_map() const { return expect_kind<value_map>(*this, value_kind::map); }

value_map& value::as_map() { return const_cast<value_map&>(std::as_const(*this).as_map()); }

body const& value::as_body() const { return expect_kind<coaws::body>(*this, value_kind::body); }

value const& value::at(std::string_view key) const {
    if (auto const* map = get_if<value_map>()) return map->at(key);
    throw bad_value_access("There is no member \"" + std::string(key) + "\" in a value of kind " +
                           std::string(to_string(kind())));
}

value& value::at(std::string_view key) { return const_cast<value&>(std::as_const(*this).at(key)); }

value const& value::at(std::size_t index) const {
    auto const& list = as_list();
    if (index < list.size()) return list[index];
    throw bad_value_access(index_text(index, list.size()));
}

value& value::at(std::size_t index) { return const_cast<value&>(std::as_const(*this).at(index)); }

value const* value::find(std::string_view key) const noexcept {
    auto const* map = get_if<value_map>();
    return map == nullptr ? nullptr : map->find(key);
}

value* value::find(std::string_view key) noexcept {
    auto* map = get_if<value_map>();
    return map == nullptr ? nullptr : map->find(key);
}

value& value::operator[](std::string_view key) {
    if (is_null()) data_ = value_map();
    return as_map()[key];
}

value const* value::find_path(std::string_view path) const noexcept {
    value const* here = this;
    for (path_cursor cursor(path); here != nullptr && !cursor.done();) here = cursor.step(*here);
    return here;
}

std::size_t value::size() const noexcept {
    switch (kind()) {
        case value_kind::string:
            return get_if<std::string>()->size();
        case value_kind::blob:
            return get_if<blob>()->bytes.size();
        case value_kind::list:
            return get_if<value_list>()->size();
        case value_kind::map:
            return get_if<value_map>()->size();
        default:
            return 0;
    }
}

body value::take_body(std::string_view key) {
    value& member = at(key);
    coaws::body taken;
    if (auto* held = member.get_if<coaws::body>()) {
        taken = std::move(*held);
    } else if (auto* bytes = member.get_if<blob>()) {
        taken = coaws::body::from_string(std::move(bytes->bytes));
    } else if (auto* text = member.get_if<std::string>()) {
        taken = coaws::body::from_string(std::move(*text));
    } else {
        throw bad_value_access("The member \"" + std::string(key) + "\" is of kind " +
                               std::string(to_string(member.kind())) + ", not a body");
    }
    member = value();
    return taken;
}

bool value::operator==(value const& other) const {
    if (is_number() && other.is_number()) return equal_numbers(*this, other);
    if (kind() != other.kind()) return false;
    switch (kind()) {
        case value_kind::null:
            return true;
        case value_kind::boolean:
            return *get_if<bool>() == *other.get_if<bool>();
        case value_kind::string:
            return *get_if<std::string>() == *other.get_if<std::string>();
        case value_kind::blob:
            return *get_if<blob>() == *other.get_if<blob>();
        case value_kind::timestamp:
            return *get_if<timestamp>() == *other.get_if<timestamp>();
        case value_kind::list:
            return *get_if<value_list>() == *other.get_if<value_list>();
        case value_kind::map:
            return *get_if<value_map>() == *other.get_if<value_map>();
        case value_kind::body: {
            auto const* mine = get_if<coaws::body>();
            auto const* theirs = other.get_if<coaws::body>();
            return mine != nullptr && theirs != nullptr && equal_bodies(*mine, *theirs);
        }
        default:
            return false;
    }
}

}  // namespace coaws
