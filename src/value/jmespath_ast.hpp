// The syntax tree of a JMESPath expression.
#pragma once

#include <coaws/value/jmespath.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coaws::jmespath {

enum class node_kind : std::uint8_t {
    current,            ///< the value itself
    field,              ///< `name`
    index,              ///< `index`
    slice,              ///< `range`
    literal,            ///< `literal`
    sequence,           ///< each child on the result of the one before (`.` and `|`)
    any_of,             ///< `||`, two children or more
    all_of,             ///< `&&`, two children or more
    negation,           ///< `!`
    comparison,         ///< `relation` of two children
    list_projection,    ///< children: list, what to do with each element
    object_projection,  ///< children: object, what to do with each value
    filter,             ///< children: list, condition, what to do with each element
    flatten,            ///< one child
    multi_list,         ///< children are the elements
    multi_hash,         ///< children are the values of `names`
    function,           ///< `function` with the children as arguments
    reference           ///< `&`: its child is not evaluated but handed to a function
};

enum class relation_kind : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

struct slice_range {
    std::optional<std::int64_t> start{};
    std::optional<std::int64_t> stop{};
    std::optional<std::int64_t> step{};
};

struct function_spec;

/// One node; immutable once the parser is done.
struct expression::node {
    node_kind kind = node_kind::current;
    relation_kind relation = relation_kind::equal;
    bool callable = false;  ///< a field that may be the name of a function
    int height = 1;         ///< levels of the tree below, this one included
    std::int64_t index = 0;
    slice_range range;
    function_spec const* function = nullptr;
    std::string name;
    std::vector<std::string> names;
    value literal;
    std::vector<node> children;

    explicit node(node_kind k) : kind(k) {}
};

}  // namespace coaws::jmespath
