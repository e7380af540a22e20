// Matching of region names against a partition's `regionRegex`.
#include "endpoint/region_pattern.hpp"

#include <algorithm>
#include <coaws/base/errors_endpoint.hpp>
#include <string>
#include <utility>

namespace coaws::endpoint {

namespace {

using node = region_pattern::node;
using node_kind = region_pattern::node_kind;
using positions = region_pattern::positions;
using byte_set = region_pattern::byte_set;

// Together with the bound on repetitions this keeps the worst pattern cheap.
constexpr std::size_t deepest_group = 2;

void add_range(byte_set& set, char first, char last) {
    for (int c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c) {
        set.set(static_cast<std::size_t>(c));
    }
}

class pattern_parser {
  public:
    explicit pattern_parser(std::string_view pattern) : whole_(pattern), rest_(pattern) {}

    node parse() {
        // Matching always begins at the start, so a leading anchor changes nothing.
        take('^');
        node out = alternatives(0);
        if (!rest_.empty()) unsupported();
        return out;
    }

  private:
    [[noreturn]] void unsupported() const {
        throw endpoint_resolution_error("Unsupported region pattern in the partition data: " +
                                        std::string(whole_));
    }

    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    char next() {
        if (rest_.empty()) unsupported();
        char const c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    node alternatives(std::size_t depth) {
        if (depth > deepest_group) unsupported();
        node out;
        out.kind = node_kind::group;
        do {
            auto& sequence = out.alternatives.emplace_back();
            while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')')
                sequence.push_back(atom(depth));
        } while (take('|'));
        return out;
    }

    node atom(std::size_t depth) {
        node out;
        char const c = next();
        if (c == '(') {
            if (take('?') && !take(':')) unsupported();
            out = alternatives(depth + 1);
            if (!take(')')) unsupported();
        } else if (c == '$') {
            out.kind = node_kind::end;
        } else if (c == '[') {
            out.bytes = character_class();
        } else if (c == '\\') {
            add_escape(out.bytes, next());
        } else if (c == '.') {
            out.bytes.set();
        } else if (std::string_view("*+?{^)").find(c) != std::string_view::npos) {
            unsupported();
        } else {
            out.bytes.set(static_cast<unsigned char>(c));
        }
        repetition(out);
        return out;
    }

    void add_escape(byte_set& set, char c) {
        if (c == 'd' || c == 'w') {
            add_range(set, '0', '9');
            if (c == 'd') return;
            add_range(set, 'a', 'z');
            add_range(set, 'A', 'Z');
            set.set('_');
        } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            unsupported();
        } else {
            set.set(static_cast<unsigned char>(c));
        }
    }

    byte_set character_class() {
        byte_set out;
        bool const negated = take('^');
        do {
            char const first = next();
            if (first == '\\') {
                add_escape(out, next());
            } else if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
                rest_.remove_prefix(1);
                add_range(out, first, next());
            } else {
                out.set(static_cast<unsigned char>(first));
            }
        } while (!take(']'));
        return negated ? ~out : out;
    }

    std::size_t number() {
        if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') unsupported();
        std::size_t out = 0;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
            out = std::min<std::size_t>(out * 10 + static_cast<std::size_t>(next() - '0'),
                                        region_pattern::longest_region);
        }
        return out;
    }

    void repetition(node& out) {
        constexpr std::size_t unbounded = region_pattern::longest_region;
        if (take('+')) {
            out.most = unbounded;
        } else if (take('*')) {
            out.least = 0;
            out.most = unbounded;
        } else if (take('?')) {
            out.least = 0;
        } else if (take('{')) {
            out.least = number();
            out.most = out.least;
            if (take(',')) out.most = rest_.starts_with('}') ? unbounded : number();
            if (!take('}')) unsupported();
        } else {
            return;
        }
        take('?');  // greedy or not makes no difference to whether it fits
    }

    std::string_view whole_;
    std::string_view rest_;
};

positions run_sequence(std::vector<node> const& sequence, positions from, std::string_view text) noexcept;

// Where one occurrence of an atom leads from any of the given positions.
positions step(node const& atom, positions const& from, std::string_view text) noexcept {
    positions out;
    switch (atom.kind) {
        case node_kind::bytes:
            for (std::size_t i = 0; i < text.size(); ++i) {
                if (from[i] && atom.bytes[static_cast<unsigned char>(text[i])]) out.set(i + 1);
            }
            break;
        case node_kind::end:
            out[text.size()] = from[text.size()];
            break;
        case node_kind::group:
            for (auto const& sequence : atom.alternatives) out |= run_sequence(sequence, from, text);
            break;
    }
    return out;
}

positions run_sequence(std::vector<node> const& sequence, positions from, std::string_view text) noexcept {
    for (auto const& atom : sequence) {
        positions reached;
        if (atom.least == 0) reached = from;
        for (std::size_t count = 1; count <= atom.most && from.any(); ++count) {
            from = step(atom, from, text);
            if (count < atom.least) continue;
            if ((from & ~reached).none()) break;
            reached |= from;
        }
        from = reached;
        if (from.none()) break;
    }
    return from;
}

}  // namespace

region_pattern::region_pattern(std::string_view pattern)
    : root_(pattern_parser(pattern).parse()), empty_(false) {}

bool region_pattern::matches(std::string_view region) const noexcept {
    if (empty_ || region.size() > longest_region) return false;
    positions start;
    start.set(0);
    return step(root_, start, region).any();
}

}  // namespace coaws::endpoint
