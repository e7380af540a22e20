// Names of models as C++ identifiers.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace codegen {

/// A name of a shape, member or operation in snake_case. Characters that identifiers don't have become `_`, a
/// leading digit gets an `n` in front, and what C++ or a common macro has for itself a `_` behind.
std::string identifier(std::string_view name);

/// As `identifier`, for a name that others are made of: nothing is put behind it.
std::string name_stem(std::string_view name);

/// As `identifier`, for the value of an enumeration: `us-east-1`, `CREATE_COMPLETE`, `GetItem`.
std::string enumerator(std::string_view text);

/// The names taken in one scope.
class name_scope {
  public:
    name_scope() = default;
    /// Names that are taken from the beginning.
    explicit name_scope(std::set<std::string, std::less<>> taken) : taken_(std::move(taken)) {}

    /// The name itself, or with `_`, `_2`, `_3` … behind it where it is taken; taken from then on.
    std::string take(std::string name);
    bool has(std::string_view name) const { return taken_.contains(name); }

  private:
    std::set<std::string, std::less<>> taken_;
};

}  // namespace codegen
