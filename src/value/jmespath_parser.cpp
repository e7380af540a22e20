// From tokens to a JMESPath syntax tree.
#include <algorithm>

#include "value/jmespath_functions.hpp"
#include "value/jmespath_lexer.hpp"
#include "value/jmespath_parser.hpp"

namespace coaws::jmespath {

namespace {

using node = expression::node;

constexpr int most_levels = 200;

/// How strongly each kind of token binds to what stands on its left; 0 ends an expression.
constexpr int end_of_projection = 10;
constexpr int binding_of_star = 20;
constexpr int binding_of_dot = 40;
constexpr int binding_of_not = 45;

int binding_power(token_kind kind) noexcept {
    switch (kind) {
        case token_kind::pipe:
            return 1;
        case token_kind::or_:
            return 2;
        case token_kind::and_:
            return 3;
        case token_kind::equal:
        case token_kind::not_equal:
        case token_kind::less:
        case token_kind::less_equal:
        case token_kind::greater:
        case token_kind::greater_equal:
            return 5;
        case token_kind::flatten:
            return 9;
        case token_kind::star:
            return binding_of_star;
        case token_kind::filter:
            return 21;
        case token_kind::dot:
            return binding_of_dot;
        case token_kind::not_:
            return binding_of_not;
        case token_kind::left_brace:
            return 50;
        case token_kind::left_bracket:
            return 55;
        case token_kind::left_paren:
            return 60;
        default:
            return 0;
    }
}

relation_kind relation_of(token_kind kind) noexcept {
    switch (kind) {
        case token_kind::not_equal:
            return relation_kind::not_equal;
        case token_kind::less:
            return relation_kind::less;
        case token_kind::less_equal:
            return relation_kind::less_equal;
        case token_kind::greater:
            return relation_kind::greater;
        case token_kind::greater_equal:
            return relation_kind::greater_equal;
        default:
            return relation_kind::equal;
    }
}

class parser {
  public:
    explicit parser(std::string_view text) : text_(text), tokens_(tokenize(text)) {}

    node run() {
        node root = parse_expression(0);
        if (kind() != token_kind::end) fail();
        return root;
    }

  private:
    token const& here() const noexcept { return tokens_[at_]; }
    token_kind kind() const noexcept { return here().kind; }
    token_kind next_kind() const noexcept { return tokens_[std::min(at_ + 1, tokens_.size() - 1)].kind; }
    token& take() noexcept { return tokens_[kind() == token_kind::end ? at_ : at_++]; }

    void expect(token_kind wanted) {
        if (kind() != wanted) fail();
        take();
    }

    [[noreturn]] void fail() const { fail_at(here()); }

    [[noreturn]] void fail_at(token const& where) const {
        if (where.kind == token_kind::end) fail_syntax(text_, where.position, "incomplete expression");
        auto const shown = "unexpected \"" + std::string(text_.substr(where.position, where.length)) + "\"";
        fail_syntax(text_, where.position, shown);
    }

    /// Adds a child and keeps the height of the tree, which evaluation relies on, within bounds.
    void adopt(node& parent, node child) const {
        parent.height = std::max(parent.height, child.height + 1);
        if (parent.height > most_levels)
            fail_syntax(text_, here().position, "an expression nested too deeply");
        parent.children.push_back(std::move(child));
    }

    node with_children(node_kind kind_of_node, node first) const {
        node made(kind_of_node);
        adopt(made, std::move(first));
        return made;
    }

    node with_children(node_kind kind_of_node, node first, node second) const {
        node made = with_children(kind_of_node, std::move(first));
        adopt(made, std::move(second));
        return made;
    }

    /// Joins operands of an associative operator in one node, so that long chains do not nest.
    node chain(node_kind kind_of_node, node left, node right) const {
        if (left.kind != kind_of_node) return with_children(kind_of_node, std::move(left), std::move(right));
        adopt(left, std::move(right));
        return left;
    }

    node parse_expression(int binding) {
        if (++depth_ > most_levels) fail_syntax(text_, here().position, "an expression nested too deeply");
        node left = parse_prefix();
        while (binding < binding_power(kind())) left = parse_suffix(std::move(left));
        --depth_;
        return left;
    }

    /// What can begin an expression.
    node parse_prefix() {
        token& first = take();
        switch (first.kind) {
            case token_kind::name:
                return make_field(first, true);
            case token_kind::quoted_name:
                return make_field(first, false);
            case token_kind::literal: {
                node made(node_kind::literal);
                made.literal = std::move(first.literal);
                return made;
            }
            case token_kind::current:
                return node(node_kind::current);
            case token_kind::star:
                return parse_object_projection(node(node_kind::current), binding_of_star);
            case token_kind::filter:
                return parse_filter(node(node_kind::current));
            case token_kind::flatten:
                return parse_flatten(node(node_kind::current));
            case token_kind::left_brace:
                return parse_multi_hash();
            case token_kind::left_bracket:
                return parse_leading_bracket();
            case token_kind::not_:
                return with_children(node_kind::negation, parse_expression(binding_of_not));
            case token_kind::left_paren: {
                node inner = parse_expression(0);
                expect(token_kind::right_paren);
                return inner;
            }
            default:
                fail_at(first);
        }
    }

    /// What can follow an expression: operators, and everything that selects from what is there.
    node parse_suffix(node left) {
        token const& op = take();
        switch (op.kind) {
            case token_kind::dot:
                return parse_dot(std::move(left));
            case token_kind::pipe:
                return chain(node_kind::sequence, std::move(left), parse_expression(binding_power(op.kind)));
            case token_kind::or_:
                return chain(node_kind::any_of, std::move(left), parse_expression(binding_power(op.kind)));
            case token_kind::and_:
                return chain(node_kind::all_of, std::move(left), parse_expression(binding_power(op.kind)));
            case token_kind::equal:
            case token_kind::not_equal:
            case token_kind::less:
            case token_kind::less_equal:
            case token_kind::greater:
            case token_kind::greater_equal:
                return parse_comparison(std::move(left), op.kind);
            case token_kind::flatten:
                return parse_flatten(std::move(left));
            case token_kind::filter:
                return parse_filter(std::move(left));
            case token_kind::left_bracket:
                return parse_bracket(std::move(left));
            case token_kind::left_paren:
                return parse_call(std::move(left), op);
            default:
                fail_at(op);
        }
    }

    node make_field(token& from, bool callable) const {
        if (!callable && kind() == token_kind::left_paren) {
            fail_syntax(text_, from.position, "a quoted name used as a function");
        }
        node made(node_kind::field);
        made.name = std::move(from.text);
        made.callable = callable;
        return made;
    }

    node parse_comparison(node left, token_kind op) {
        node right = parse_expression(binding_power(op));
        node made = with_children(node_kind::comparison, std::move(left), std::move(right));
        made.relation = relation_of(op);
        return made;
    }

    node parse_dot(node left) {
        if (kind() == token_kind::star) {
            take();
            return parse_object_projection(std::move(left), binding_of_dot);
        }
        return chain(node_kind::sequence, std::move(left), parse_after_dot(binding_of_dot));
    }

    node parse_after_dot(int binding) {
        switch (kind()) {
            case token_kind::name:
            case token_kind::quoted_name:
            case token_kind::star:
                return parse_expression(binding);
            case token_kind::left_bracket:
                take();
                return parse_multi_list();
            case token_kind::left_brace:
                take();
                return parse_multi_hash();
            default:
                fail();
        }
    }

    /// What is done with each element of a projection: everything up to a pipe, a comparison and the like.
    node parse_projected(int binding) {
        if (binding_power(kind()) < end_of_projection) return node(node_kind::current);
        switch (kind()) {
            case token_kind::left_bracket:
            case token_kind::filter:
                return parse_expression(binding);
            case token_kind::dot:
                take();
                return parse_after_dot(binding);
            default:
                fail();
        }
    }

    node parse_object_projection(node left, int binding) {
        node right =
            kind() == token_kind::right_bracket ? node(node_kind::current) : parse_projected(binding);
        return with_children(node_kind::object_projection, std::move(left), std::move(right));
    }

    node parse_list_projection(node left) {
        node right = parse_projected(binding_of_star);
        return with_children(node_kind::list_projection, std::move(left), std::move(right));
    }

    node parse_flatten(node left) {
        node flat = with_children(node_kind::flatten, std::move(left));
        node right = parse_projected(binding_power(token_kind::flatten));
        return with_children(node_kind::list_projection, std::move(flat), std::move(right));
    }

    node parse_filter(node left) {
        node condition = parse_expression(0);
        expect(token_kind::right_bracket);
        node right = kind() == token_kind::flatten ? node(node_kind::current)
                                                   : parse_projected(binding_power(token_kind::filter));
        node made = with_children(node_kind::filter, std::move(left), std::move(condition));
        adopt(made, std::move(right));
        return made;
    }

    /// `[` where an expression begins: an index, a slice, `[*]`, or a multiselect list.
    node parse_leading_bracket() {
        if (kind() == token_kind::number || kind() == token_kind::colon) {
            return parse_index(node(node_kind::current));
        }
        if (kind() == token_kind::star && next_kind() == token_kind::right_bracket) {
            take();
            take();
            return parse_list_projection(node(node_kind::current));
        }
        return parse_multi_list();
    }

    /// `[` after an expression: an index, a slice, or `[*]`.
    node parse_bracket(node left) {
        if (kind() == token_kind::number || kind() == token_kind::colon) return parse_index(std::move(left));
        expect(token_kind::star);
        expect(token_kind::right_bracket);
        return parse_list_projection(std::move(left));
    }

    node parse_index(node left) {
        if (kind() == token_kind::colon || next_kind() == token_kind::colon) {
            node sliced = chain(node_kind::sequence, std::move(left), parse_slice());
            return parse_list_projection(std::move(sliced));
        }
        node made(node_kind::index);
        made.index = take().number;
        expect(token_kind::right_bracket);
        return chain(node_kind::sequence, std::move(left), std::move(made));
    }

    node parse_slice() {
        node made(node_kind::slice);
        std::optional<std::int64_t>* const parts[] = {&made.range.start, &made.range.stop, &made.range.step};
        std::size_t part = 0;
        while (kind() != token_kind::right_bracket) {
            if (kind() == token_kind::number && !parts[part]->has_value()) {
                *parts[part] = take().number;
            } else if (kind() == token_kind::colon && part < 2) {
                take();
                ++part;
            } else {
                fail();
            }
        }
        take();
        return made;
    }

    node parse_multi_list() {
        node made(node_kind::multi_list);
        adopt(made, parse_expression(0));
        while (kind() == token_kind::comma) {
            take();
            adopt(made, parse_expression(0));
        }
        expect(token_kind::right_bracket);
        return made;
    }

    node parse_multi_hash() {
        node made(node_kind::multi_hash);
        while (true) {
            if (kind() != token_kind::name && kind() != token_kind::quoted_name) fail();
            made.names.push_back(std::move(take().text));
            expect(token_kind::colon);
            adopt(made, parse_expression(0));
            if (kind() != token_kind::comma) break;
            take();
        }
        expect(token_kind::right_brace);
        return made;
    }

    node parse_call(node left, token const& paren) {
        if (left.kind != node_kind::field || !left.callable) fail_at(paren);
        node made(node_kind::function);
        made.name = std::move(left.name);
        while (kind() != token_kind::right_paren) {
            adopt(made, parse_argument());
            if (kind() == token_kind::right_paren) break;
            expect(token_kind::comma);
            if (kind() == token_kind::right_paren) fail();
        }
        take();
        made.function = &find_function(made.name, made.children.size());
        return made;
    }

    node parse_argument() {
        if (kind() != token_kind::ampersand) return parse_expression(0);
        take();
        return with_children(node_kind::reference, parse_expression(0));
    }

    std::string_view text_;
    std::vector<token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

expression::node parse(std::string_view expression_text) { return parser(expression_text).run(); }

}  // namespace coaws::jmespath
