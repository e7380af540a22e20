// Finding the members of a structure by name.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace coaws {

/// Whether two names are the same: quick for the short ones that most members have.
inline bool same_name(std::string_view a, std::string_view b) noexcept {
    constexpr std::size_t few = 8;
    if (a.size() != b.size()) return false;
    if (a.size() > few) return a == b;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

/// A table from names to the indices of members, which keep the names. Names are given by a function of the
/// index. Immutable once built.
class member_index {
  public:
    static constexpr std::uint16_t none = 0xffff;

    /// Of equal names the later is found.
    template <class NameOf>
    void build(std::size_t count, NameOf name_of) {
        auto const places = std::bit_ceil(2 * count + 2);
        shift_ = 32 - static_cast<int>(std::bit_width(places - 1));
        places_.assign(places, none);
        for (std::size_t i = 0; i < count; ++i)
            places_[place(name_of(i), name_of)] = static_cast<std::uint16_t>(i);
    }

    /// The member of a name, or `none`.
    template <class NameOf>
    std::uint16_t find(std::string_view name, NameOf name_of) const noexcept {
        return places_.empty() ? none : places_[place(name, name_of)];
    }

  private:
    template <class NameOf>
    std::size_t place(std::string_view name, NameOf name_of) const noexcept {
        auto at = static_cast<std::size_t>(hash(name) >> shift_);
        while (places_[at] != none && !same_name(name_of(places_[at]), name))
            at = (at + 1) & (places_.size() - 1);
        return at;
    }

    /// Members differ in their length and in how they begin and end.
    static std::uint32_t hash(std::string_view name) noexcept {
        if (name.empty()) return 0;
        auto const byte = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(name[i]));
        };
        auto const mixed = byte(0) << 24 ^ byte(name.size() / 2) << 16 ^ byte(name.size() - 1) << 8 ^
                           static_cast<std::uint32_t>(name.size());
        return mixed * 0x9e3779b1U;
    }

    std::vector<std::uint16_t> places_;
    int shift_ = 0;
};

}  // namespace coaws
