// The public face of JMESPath.
#include <coaws/base/errors.hpp>
#include <coaws/value/jmespath.hpp>

#include "value/jmespath_evaluator.hpp"
#include "value/jmespath_parser.hpp"

namespace coaws::jmespath {

std::string_view jmespath_error::kind_name() const noexcept {
    switch (kind_) {
        case error_kind_t::syntax:
            return "syntax";
        case error_kind_t::invalid_arity:
            return "invalid-arity";
        case error_kind_t::invalid_type:
            return "invalid-type";
        case error_kind_t::invalid_value:
            return "invalid-value";
        case error_kind_t::unknown_function:
            return "unknown-function";
    }
    return "syntax";
}

std::string_view jmespath_error::type() const noexcept {
    switch (kind_) {
        case error_kind_t::syntax:
            return "ParseError";
        case error_kind_t::invalid_arity:
            return "ArityError";
        case error_kind_t::invalid_type:
            return "JMESPathTypeError";
        case error_kind_t::invalid_value:
            return "JMESPathValueError";
        case error_kind_t::unknown_function:
            return "UnknownFunctionError";
    }
    return type_name;
}

expression expression::compile(std::string_view text) {
    return expression(std::make_shared<node const>(parse(text)));
}

value expression::search(value const& document) const {
    evaluator run;
    return run.evaluate(*root_, cell(document)).to_value();
}

value expression::search(value_map const& document) const {
    evaluator run;
    return run.evaluate(*root_, cell(document)).to_value();
}

value const& expression::search_ref(value const& document, value& storage) const {
    evaluator run;
    cell const found = run.evaluate(*root_, cell(document));
    // What the evaluation made itself dies with it.
    if (value const* part = found.plain(); part != nullptr && !run.memory().owns(part)) return *part;
    storage = found.to_value();
    return storage;
}

void set_path(value_map& document, std::string_view path, value v) {
    if (path.empty() || path.find_first_of("[](){}|&*?@\"'`,: ") != std::string_view::npos) {
        throw invalid_expression_error(std::string(path));
    }
    value_map* map = &document;
    std::string_view rest = path;
    while (true) {
        auto const dot = rest.find('.');
        auto const name = rest.substr(0, dot);
        if (name.empty()) throw invalid_expression_error(std::string(path));
        value& member = (*map)[name];
        if (dot == std::string_view::npos) {
            member = std::move(v);
            return;
        }
        if (member.is_null()) member = value_map();
        map = member.get_if<value_map>();
        if (map == nullptr) throw invalid_expression_error(std::string(path));
        rest.remove_prefix(dot + 1);
    }
}

}  // namespace coaws::jmespath
