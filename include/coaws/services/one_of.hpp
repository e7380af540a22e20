// Unions: one of several members.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::services {

/// How a member's type is copied and destroyed.
struct alternative_ops {
    void* (*copy)(void const* from);
    void (*destroy)(void* held) noexcept;
};

/// The base of generated unions: holds at most one member, on the heap, so that unions may contain
/// themselves. Regular: copies are deep. Thread-safety: as a standard container.
class one_of {
  public:
    one_of() noexcept = default;
    one_of(one_of const& other);
    one_of(one_of&& other) noexcept;
    one_of& operator=(one_of other) noexcept;
    ~one_of();

    /// Whether a member is set, an unknown one included.
    bool has_value() const noexcept { return held_ != nullptr || index_ == unknown; }
    /// The name of the member that the service set where that member was added after the client was
    /// generated; its value is lost. Empty otherwise.
    std::string_view unknown_member() const noexcept { return unknown_; }

    /// For the library: the member's place in the model, `none` or `unknown`.
    std::uint16_t index() const noexcept { return index_; }
    void const* held() const noexcept { return held_; }
    void* held() noexcept { return held_; }
    /// For the library: takes over `value`, which `ops` can destroy.
    void hold(std::uint16_t index, void* value, alternative_ops const& ops) noexcept;
    void set_unknown(std::string_view name);

    static constexpr std::uint16_t none = 0xfffe;
    static constexpr std::uint16_t unknown = 0xffff;

  private:
    void* held_ = nullptr;
    alternative_ops const* ops_ = nullptr;
    std::string unknown_;
    std::uint16_t index_ = none;
};

}  // namespace coaws::services
