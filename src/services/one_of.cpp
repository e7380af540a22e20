// Unions: one of several members.
#include <coaws/services/one_of.hpp>
#include <utility>

namespace coaws::services {

one_of::one_of(one_of const& other)
    : held_(other.held_ == nullptr ? nullptr : other.ops_->copy(other.held_)),
      ops_(other.ops_),
      index_(other.index_) {
    try {
        unknown_ = other.unknown_;
    } catch (...) {
        if (held_ != nullptr) ops_->destroy(held_);
        throw;
    }
}

one_of::one_of(one_of&& other) noexcept
    : held_(std::exchange(other.held_, nullptr)),
      ops_(other.ops_),
      unknown_(std::move(other.unknown_)),
      index_(std::exchange(other.index_, none)) {
    other.unknown_.clear();
}

one_of& one_of::operator=(one_of other) noexcept {
    std::swap(held_, other.held_);
    std::swap(ops_, other.ops_);
    std::swap(unknown_, other.unknown_);
    std::swap(index_, other.index_);
    return *this;
}

one_of::~one_of() {
    if (held_ != nullptr) ops_->destroy(held_);
}

void one_of::hold(std::uint16_t index, void* value, alternative_ops const& ops) noexcept {
    if (held_ != nullptr) ops_->destroy(held_);
    held_ = value;
    ops_ = &ops;
    index_ = index;
    unknown_.clear();
}

void one_of::set_unknown(std::string_view name) {
    unknown_ = name;
    if (held_ != nullptr) ops_->destroy(std::exchange(held_, nullptr));
    index_ = unknown;
}

}  // namespace coaws::services
