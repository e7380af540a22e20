// Splitting a JMESPath expression into tokens.
#pragma once

#include <coaws/value/jmespath.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::jmespath {

enum class token_kind : std::uint8_t {
    end,
    name,
    quoted_name,
    literal,
    number,
    right_bracket,
    right_paren,
    right_brace,
    comma,
    colon,
    current,
    ampersand,
    pipe,
    or_,
    and_,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    flatten,
    star,
    filter,
    dot,
    not_,
    left_brace,
    left_bracket,
    left_paren
};

struct token {
    token_kind kind = token_kind::end;
    std::size_t position = 0;  ///< byte offset in the expression
    std::size_t length = 0;
    std::int64_t number = 0;
    std::string text;  ///< of names
    value literal;
};

/// All tokens, the last being `end`. Throws jmespath_error of kind syntax.
std::vector<token> tokenize(std::string_view expression);

/// Throws a syntax error that shows the place.
[[noreturn]] void fail_syntax(std::string_view expression, std::size_t position, std::string_view what);

}  // namespace coaws::jmespath
