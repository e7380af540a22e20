// One evaluation of a compiled rule set.
#include "endpoint/evaluator.hpp"

#include "endpoint/auth_schemes.hpp"

#include <array>
#include <coaws/base/errors_endpoint.hpp>
#include <utility>

namespace coaws::endpoint::detail {

namespace {

// Far beyond any host name; keeps rules that feed a template with itself from exhausting the memory.
constexpr std::size_t longest_text = 1u << 20;

}  // namespace

bool evaluator::run(endpoint& out) {
    for (std::uint32_t i = 0; i < program_.top_rules; ++i) {
        if (run_rule(program_.rules[i], out)) return true;
    }
    return false;
}

bool evaluator::run_rule(rule const& r, endpoint& out) {
    auto const mark = assigned_.size();
    bool met = true;
    for (std::uint32_t i = 0; met && i < r.condition_count; ++i) {
        met = !evaluate(program_.condition_list[r.first_condition + i]).fails_condition();
    }
    bool found = false;
    if (met) {
        switch (r.kind) {
            case rule_kind::tree:
                found = run_children(r, out);
                break;
            case rule_kind::endpoint:
                build(program_.endpoints[r.target], out);
                found = true;
                break;
            case rule_kind::error:
                fail(evaluate(r.target).display());
        }
    }
    leave_scope(mark);
    return found;
}

bool evaluator::run_children(rule const& r, endpoint& out) {
    for (std::uint32_t i = 0; i < r.child_count; ++i) {
        if (run_rule(program_.rules[r.target + i], out)) return true;
    }
    return false;
}

datum evaluator::evaluate(std::uint32_t index) {
    auto const& e = program_.expressions[index];
    switch (e.op) {
        case opcode::literal:
            return program_.literals[e.first];
        case opcode::variable:
            return scope_[e.first];
        case opcode::text:
            return expand(program_.templates[e.first]);
        case opcode::problem:
            fail(program_.strings[e.first]);
        default:
            break;
    }
    auto const result = call(e);
    if (e.assign != no_slot) assign(e.assign, result);
    return result;
}

datum evaluator::call(expression const& e) {
    std::array<datum, most_arguments> a;
    for (std::size_t i = 0; i < e.argument_count; ++i) a[i] = evaluate(program_.arguments[e.first + i]);
    switch (e.op) {
        case opcode::is_set:
            return datum::of(!a[0].is_nothing());
        case opcode::negation:
            return datum::of(!a[0].truthy());
        case opcode::get_attribute:
            if (!a[1].is_text()) fail("getAttr needs a path.");
            return get_attribute(a[0], a[1].text());
        case opcode::partition_of:
            return partition_of_region(a[0]);
        case opcode::parse_arn:
            return parse_arn_datum(a[0], memory_);
        case opcode::valid_host_label:
            return valid_host_label(a[0], a[1]);
        case opcode::virtual_hostable_bucket:
            return virtual_hostable_bucket(a[0], a[1]);
        case opcode::string_equals:
            return string_equals(a[0], a[1]);
        case opcode::boolean_equals:
            return boolean_equals(a[0], a[1]);
        case opcode::uri_encode:
            return uri_encode(a[0], memory_);
        case opcode::parse_url:
            return parse_url_datum(a[0], memory_);
        case opcode::substring:
            return substring(a[0], a[1], a[2], a[3]);
        default:
            return datum::null();
    }
}

// Rule sets ask again and again for the partition of the same region.
datum evaluator::partition_of_region(datum const& region) {
    bool const same = region.is_text() && last_region_.is_text() &&
                      region.text().data() == last_region_.text().data() &&
                      region.size() == last_region_.size();
    if (!same) {
        last_partition_ = partition_of(region, *program_.regions);
        last_region_ = region;
    }
    return last_partition_;
}

void evaluator::assign(std::int32_t slot, datum d) {
    auto& target = scope_[static_cast<std::size_t>(slot)];
    if (target.kind() != datum_kind::unset) {
        fail("Assignment " + program_.slot_names[static_cast<std::size_t>(slot)] +
             " already exists in scoped variables and cannot be overwritten");
    }
    target = d.is_nothing() ? datum::null() : d;
    assigned_.push_back(slot);
}

void evaluator::leave_scope(std::size_t mark) noexcept {
    while (assigned_.size() > mark) {
        scope_[static_cast<std::size_t>(assigned_.back())] = datum();
        assigned_.pop_back();
    }
}

datum evaluator::piece_value(compiled_piece const& piece) {
    auto const slot = static_cast<std::size_t>(piece.slot);
    datum current = scope_[slot];
    if (current.kind() == datum_kind::unset)
        fail("Template variable `" + program_.slot_names[slot] + "` has no value.");
    for (auto const& attribute : piece.path) {
        current = member_of(current, attribute);
        if (current.kind() == datum_kind::unset) fail("There is no attribute `" + attribute + "`.");
    }
    return current;
}

void evaluator::expand_to(compiled_template const& t, std::string& out) {
    if (!t.problem.empty()) fail(t.problem);
    for (auto const& piece : t.pieces) {
        out += piece.literal;
        if (piece.slot == no_slot) continue;
        auto const d = piece_value(piece);
        if (d.is_text()) {
            out += d.text();
        } else {
            out += d.display();
        }
        if (out.size() > longest_text) fail("A template of the endpoint rule set became too long.");
    }
}

datum evaluator::expand(compiled_template const& t) {
    if (t.problem.empty() && t.pieces.size() == 1 && t.pieces[0].literal.empty()) {
        // `{Name}` alone: no need for a copy.
        if (auto const d = piece_value(t.pieces[0]); d.is_text()) return d;
    }
    std::string text;
    expand_to(t, text);
    return datum::of(keep_text(memory_, text));
}

void evaluator::build(compiled_endpoint const& source, endpoint& out) {
    auto const& url = program_.expressions[source.url];
    if (url.op == opcode::text) {
        out.url.reserve(96);
        expand_to(program_.templates[url.first], out.url);
    } else {
        auto const d = evaluate(source.url);
        if (!d.is_text())
            fail("The url of an endpoint rule is no string but " + std::string(d.type_text()) + '.');
        out.url = std::string(d.text());
    }
    auto properties = build_property(source.properties);
    out.properties = std::move(properties.as_map());
    out.auth_schemes = read_auth_schemes(out.properties);
    out.headers.reserve(source.headers.size());
    for (auto const& header : source.headers) {
        std::vector<std::string> values;
        values.reserve(header.values.size());
        for (auto const index : header.values) {
            auto const d = evaluate(index);
            if (d.is_nothing()) fail("Header " + header.name + " of an endpoint rule has no value.");
            values.push_back(d.display());
        }
        out.headers.emplace_back(header.name, std::move(values));
    }
}

value evaluator::build_property(property const& p) {
    switch (p.kind) {
        case property::form::constant:
            return p.constant;
        case property::form::text: {
            std::string text;
            expand_to(program_.templates[p.template_index], text);
            return value(std::move(text));
        }
        case property::form::list: {
            value_list list;
            list.reserve(p.members.size());
            for (auto const& member : p.members) list.push_back(build_property(member));
            return value(std::move(list));
        }
        case property::form::map:
            break;
    }
    value_map map;
    map.reserve(p.members.size());
    for (std::size_t i = 0; i < p.members.size(); ++i) map[p.names[i]] = build_property(p.members[i]);
    return value(std::move(map));
}

}  // namespace coaws::endpoint::detail
