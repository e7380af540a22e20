// JMESPath expressions, evaluated on a small document.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/value/jmespath.hpp>

namespace coaws::fuzz {

void jmespath(std::string_view input) {
    static auto const document = from_json(
        R"({"a": {"b": [1, 2.5, "x", null, {"c": true}], "d": "text"}, "e": [[1], [2, 3]], "f": [{"k": 1}, {"k": 0}]})");
    try {
        auto const expression = coaws::jmespath::expression::compile(input);
        static_cast<void>(expression.search(document));
    } catch (error const&) {
    }
}

}  // namespace coaws::fuzz
