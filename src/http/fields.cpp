// HTTP header fields.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <coaws/http/fields.hpp>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <utility>

namespace coaws::http {

namespace {

/// What a small request's fields take, and what is added to them once they are copied: the signature and the
/// numbers of the attempt.
constexpr std::size_t least_bytes = 512;
constexpr std::size_t usual_fields = 12;
constexpr std::size_t more_fields = 6;

}  // namespace

fields::fields(fields const& other) {
    if (other.empty()) return;
    reserve(other.size() + more_fields, other.text_.size() + least_bytes);
    text_ = other.text_;
    places_ = other.places_;
}

fields& fields::operator=(fields const& other) {
    if (this != &other) *this = fields(other);
    return *this;
}

void fields::reserve(std::size_t count, std::size_t bytes) {
    places_.reserve(count);
    if (bytes > text_.capacity()) text_.reserve(bytes);
}

void fields::clear() noexcept {
    text_.clear();
    places_.clear();
}

fields::place fields::store(std::string_view name, std::initializer_list<std::string_view> pieces) {
    auto const at = text_.size();
    std::size_t value_size = 0;
    for (auto const piece : pieces) value_size += piece.size();
    auto const needed = at + name.size() + value_size;
    if (needed > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("header fields too long");
    if (needed > text_.capacity()) {
        // The arguments may be views of the old text, which therefore goes last.
        std::string grown;
        grown.reserve(std::max({needed, 2 * text_.capacity(), least_bytes}));
        grown.append(text_).append(name);
        for (auto const piece : pieces) grown.append(piece);
        text_.swap(grown);
    } else {
        text_.append(name);
        for (auto const piece : pieces) text_.append(piece);
    }
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(name.size()),
            static_cast<std::uint32_t>(value_size)};
}

void fields::append(place const& p) {
    if (places_.size() == places_.capacity()) places_.reserve(std::max(places_.size() * 2, usual_fields));
    places_.push_back(p);
}

void fields::add(std::string_view name, std::string_view value) { append(store(name, {value})); }

void fields::add_joined(std::string_view name, std::initializer_list<std::string_view> pieces) {
    append(store(name, pieces));
}

void fields::set(std::string_view name, std::string_view value) {
    auto const same = [this, name](place const& p) { return iequals(at(p).name, name); };
    auto const first = std::find_if(places_.begin(), places_.end(), same);
    if (first == places_.end()) return add(name, value);
    // Before the new value is written: `name` may be a view of one of these.
    places_.erase(std::remove_if(first + 1, places_.end(), same), places_.end());
    if (value.size() <= first->value_size) {
        if (!value.empty())
            std::memmove(text_.data() + first->at + first->name_size, value.data(), value.size());
        first->value_size = static_cast<std::uint32_t>(value.size());
    } else {
        *first = store(at(*first).name, {value});
    }
}

bool fields::erase(std::string_view name) {
    auto const erased = std::erase_if(places_, [&](place const& p) { return iequals(at(p).name, name); });
    if (places_.empty()) text_.clear();
    return erased != 0;
}

bool fields::is_named(place const& p, std::string_view name) const noexcept {
    return p.name_size == name.size() && iequals(at(p).name, name);
}

std::optional<std::string_view> fields::find(std::string_view name) const noexcept {
    for (auto const& p : places_)
        if (is_named(p, name)) return at(p).value;
    return std::nullopt;
}

std::optional<std::string_view> fields::find_all(std::string_view name, std::string& joined) const {
    std::optional<std::string_view> found;
    for (auto const& p : places_) {
        if (!is_named(p, name)) continue;
        auto const value = at(p).value;
        if (!found) {
            found = value;
            continue;
        }
        if (found->data() != joined.data()) joined.assign(*found);
        joined.append(", ").append(value);
        found = joined;
    }
    return found;
}

}  // namespace coaws::http
