// Making of error messages from templates and named fields.
#pragma once

#include <coaws/base/error.hpp>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::error_text {

/// A named field on its way into a message.
struct named_text {
    std::string_view name;
    std::string text;
};

/// Puts the fields in place of their `{name}` in the template and keeps them for `error::field`. The fields'
/// texts are inserted as they are, braces and all.
error_parts make_parts(std::string_view pattern, std::initializer_list<named_text> fields = {});

/// `a, b`
std::string comma_separated(std::vector<std::string> const& items);
/// `['a', 'b']`, as botocore's messages show a list.
std::string list_text(std::vector<std::string> const& items);
/// `('a', 'b')`, as botocore's messages show a tuple.
std::string tuple_text(std::vector<std::string> const& items);
/// Eight lower-case hex digits.
std::string hex_text(std::uint32_t number);

}  // namespace coaws::error_text
