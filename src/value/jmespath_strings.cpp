// JMESPath functions on strings, and those that take strings or lists.
#include <algorithm>
#include <coaws/base/text.hpp>

#include "base/utf8.hpp"
#include "value/jmespath_builtins.hpp"
#include "value/jmespath_evaluator.hpp"

namespace coaws::jmespath::builtins {

cell contains(evaluator& run, args_t args) {
    cell const where = args[0].given;
    cell const what = args[1].given;
    if (where.type() == json_type::string) {
        if (what.type() != json_type::string) return boolean_cell(false);
        auto const text = run.memory().text(where);
        return boolean_cell(text.find(run.memory().text(what)) != std::string_view::npos);
    }
    for (std::size_t i = 0; i < where.size(); ++i) {
        if (equal(where.element(i), what)) return boolean_cell(true);
    }
    return boolean_cell(false);
}

cell ends_with(evaluator& run, args_t args) {
    auto const text = run.memory().text(args[0].given);
    return boolean_cell(text.ends_with(run.memory().text(args[1].given)));
}

cell starts_with(evaluator& run, args_t args) {
    auto const text = run.memory().text(args[0].given);
    return boolean_cell(text.starts_with(run.memory().text(args[1].given)));
}

cell join(evaluator& run, args_t args) {
    auto const glue = run.memory().text(args[0].given);
    cell const list = args[1].given;
    std::string out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i != 0) out += glue;
        out += run.memory().text(list.element(i));
    }
    return run.memory().keep(std::move(out));
}

cell length(evaluator& run, args_t args) {
    cell const given = args[0].given;
    auto const size =
        given.type() == json_type::string ? utf8_length(run.memory().text(given)) : given.size();
    return run.memory().keep(size);
}

cell reverse(evaluator& run, args_t args) {
    cell const given = args[0].given;
    if (given.type() == json_type::string) {
        auto text = run.memory().text(given);
        std::string out(text.size(), '\0');
        auto end = out.size();
        while (!text.empty()) {
            auto const length = detail::decode_utf8(text).length;
            end -= length;
            text.copy(out.data() + end, length);
            text.remove_prefix(length);
        }
        return run.memory().keep(std::move(out));
    }
    cell_list out;
    out.reserve(given.size());
    for (auto i = given.size(); i > 0; --i) out.push_back(given.element(i - 1));
    return run.memory().keep(std::move(out));
}

cell to_string(evaluator& run, args_t args) {
    cell const given = args[0].given;
    if (given.type() == json_type::string) return given;
    return run.memory().keep(to_json(given.to_value(), json_options().with_ascii()));
}

cell type(evaluator& run, args_t args) {
    return run.memory().keep(jmespath::to_string(args[0].given.type()));
}

}  // namespace coaws::jmespath::builtins
