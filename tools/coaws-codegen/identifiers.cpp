// Names of models as C++ identifiers.
#include "identifiers.hpp"

#include <algorithm>
#include <cctype>
#include <coaws/base/text.hpp>
#include <iterator>

namespace codegen {

namespace {

// Keywords and alternative tokens of C++20, and macros in lower case that compilers and C headers define.
constexpr std::string_view reserved[] = {
    "alignas",       "alignof",     "and",       "and_eq",       "asm",          "assert",
    "auto",          "bitand",      "bitor",     "bool",         "break",        "case",
    "catch",         "char",        "char16_t",  "char32_t",     "char8_t",      "class",
    "co_await",      "co_return",   "co_yield",  "compl",        "concept",      "const",
    "const_cast",    "consteval",   "constexpr", "constinit",    "continue",     "decltype",
    "default",       "delete",      "do",        "double",       "dynamic_cast", "else",
    "enum",          "errno",       "explicit",  "export",       "extern",       "false",
    "far",           "final",       "float",     "for",          "friend",       "goto",
    "huge",          "if",          "import",    "inline",       "int",          "interface",
    "linux",         "long",        "major",     "makedev",      "minor",        "module",
    "mutable",       "namespace",   "near",      "new",          "noexcept",     "not",
    "not_eq",        "nullptr",     "offsetof",  "operator",     "or",           "or_eq",
    "override",      "private",     "protected", "public",       "register",     "reinterpret_cast",
    "requires",      "return",      "short",     "signed",       "sizeof",       "static",
    "static_assert", "static_cast", "stderr",    "stdin",        "stdout",       "struct",
    "switch",        "template",    "this",      "thread_local", "throw",        "true",
    "try",           "typedef",     "typeid",    "typename",     "union",        "unix",
    "unsigned",      "using",       "virtual",   "void",         "volatile",     "wchar_t",
    "while",         "xor",         "xor_eq",
};

bool is_alnum(char c) noexcept { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Lower case, everything else `_`, none twice in a row or at an end.
std::string squeezed(std::string_view text) {
    std::string out;
    for (char c : coaws::ascii_lower(text)) {
        if (is_alnum(c))
            out += c;
        else if (!out.empty() && out.back() != '_')
            out += '_';
    }
    while (out.ends_with('_')) out.pop_back();
    return out;
}

std::string usable(std::string name) {
    if (name.empty()) name = "empty";
    if (std::isdigit(static_cast<unsigned char>(name.front())) != 0) name.insert(name.begin(), 'n');
    if (std::find(std::begin(reserved), std::end(reserved), name) != std::end(reserved)) name += '_';
    return name;
}

}  // namespace

std::string name_stem(std::string_view name) { return squeezed(coaws::xform_name(name)); }

std::string identifier(std::string_view name) { return usable(squeezed(coaws::xform_name(name))); }

std::string enumerator(std::string_view text) {
    bool const camel = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
                       std::all_of(text.begin(), text.end(), is_alnum);
    return camel ? identifier(text) : usable(squeezed(text));
}

std::string name_scope::take(std::string name) {
    if (taken_.insert(name).second) return name;
    if (!name.ends_with('_') && taken_.insert(name + '_').second) return name + '_';
    for (int number = 2;; ++number) {
        auto numbered = name + (name.ends_with('_') ? "" : "_") + std::to_string(number);
        if (taken_.insert(numbered).second) return numbered;
    }
}

}  // namespace codegen
