// Template strings of rule sets, split once when a rule set is compiled (EP-21).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coaws::endpoint::detail {

/// A literal, followed by a reference where `name` is not empty.
struct template_piece {
    std::string literal;
    std::string_view name;          ///< of the variable; part of the text that was split
    std::vector<std::string> path;  ///< attributes below it, from `{Name#attribute}`
    bool has_reference = false;
};

/// A split template. `problem` is not empty when the text is no valid template; the reference notices that
/// only when it evaluates it.
struct template_pieces {
    std::vector<template_piece> pieces;
    std::string problem;
};

/// Whether a text is a template at all, i.e. has `{` letters or `#` `}` somewhere.
bool is_template(std::string_view text) noexcept;

/// Splits a template: doubled braces stand for themselves, `!` and `:` inside braces end the name.
template_pieces split_template(std::string_view text);

}  // namespace coaws::endpoint::detail
