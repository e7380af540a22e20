// `Key=a,Value=b`: structures and maps without the punctuation of JSON.
#include "shorthand.hpp"

#include <string>
#include <utility>

#include "usage_error.hpp"

namespace cli {

namespace {

using coaws::value;
using coaws::value_list;
using coaws::value_map;

constexpr int most_nesting = 100;

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_key_character(char c) noexcept {
    return !is_blank(c) && c != '=' && c != ',' && c != '[' && c != ']' && c != '{' && c != '}' && c != '"' &&
           c != '\'';
}

class parser {
  public:
    explicit parser(std::string_view text) : text_(text) {}

    value run() {
        value_map out = members('\0');
        if (at_ != text_.size()) fail("end of text");
        return value(std::move(out));
    }

  private:
    /// `key=value` pairs up to `end`, which is not taken.
    value_map members(char end) {
        value_map out;
        for (;;) {
            auto name = key();
            out[name] = end == '\0' ? top_value() : nested_value();
            skip_blanks();
            if (peek() != ',') break;
            ++at_;
        }
        return out;
    }

    std::string key() {
        skip_blanks();
        std::string name;
        while (at_ < text_.size() && is_key_character(text_[at_])) name += text_[at_++];
        skip_blanks();
        if (name.empty()) fail("a key");
        expect('=');
        return name;
    }

    /// A value at the outermost level, where commas make a list.
    value top_value() {
        skip_blanks();
        if (peek() == '[' || peek() == '{') return nested_value();
        value first(word(true));
        if (peek() != ',') return first;
        value_list list;
        list.push_back(std::move(first));
        while (peek() == ',') {
            auto const before = at_;
            ++at_;
            skip_blanks();
            // A comma at the end, or before the next pair.
            if (at_ == text_.size() || peek() == '[' || peek() == '{') {
                at_ = before;
                break;
            }
            auto next = word(false);
            skip_blanks();
            if (peek() == '=') {
                at_ = before;
                break;
            }
            list.emplace_back(std::move(next));
        }
        if (list.size() == 1) return std::move(list.front());
        return value(std::move(list));
    }

    value nested_value() {
        if (++depth_ > most_nesting) throw usage_error("The shorthand value is nested too deeply");
        skip_blanks();
        value out;
        if (peek() == '[') {
            out = bracketed_list();
        } else if (peek() == '{') {
            ++at_;
            skip_blanks();
            value_map map;
            if (peek() != '}') map = members('}');
            expect('}');
            out = value(std::move(map));
        } else {
            out = value(word(true));
        }
        --depth_;
        return out;
    }

    value bracketed_list() {
        ++at_;
        value_list list;
        skip_blanks();
        while (peek() != ']') {
            list.push_back(nested_value());
            skip_blanks();
            if (peek() != ',') break;
            ++at_;
            skip_blanks();
        }
        expect(']');
        return value(std::move(list));
    }

    /// A quoted or bare word. A bare one ends at a comma, at a closing bracket when inside one, and at `=`
    /// when it can't hold one.
    std::string word(bool may_hold_equals) {
        skip_blanks();
        if (peek() == '\'' || peek() == '"') return quoted();
        std::string out;
        while (at_ < text_.size()) {
            char const c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == ',') {
                out += ',';
                at_ += 2;
                continue;
            }
            if (c == ',' || (c == '=' && !may_hold_equals)) break;
            if (depth_ > 0 && (c == ']' || c == '}')) break;
            out += c;
            ++at_;
        }
        while (!out.empty() && is_blank(out.back())) out.pop_back();
        return out;
    }

    std::string quoted() {
        char const quote = text_[at_++];
        std::string out;
        while (at_ < text_.size() && text_[at_] != quote) {
            bool const escaped = text_[at_] == '\\' && at_ + 1 < text_.size() &&
                                 (text_[at_ + 1] == quote || text_[at_ + 1] == '\\');
            if (escaped) ++at_;
            out += text_[at_++];
        }
        expect(quote);
        skip_blanks();
        return out;
    }

    char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_blanks() noexcept {
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    }
    void expect(char c) {
        if (at_ == text_.size() || text_[at_] != c) fail(std::string("'") + c + "'");
        ++at_;
    }
    /// Shows nothing of the text but one character: the rest may be a secret.
    [[noreturn]] void fail(std::string const& wanted) const {
        auto const got = at_ < text_.size() ? std::string("'") + text_[at_] + "'" : std::string("the end");
        throw usage_error("Expected " + wanted + ", got " + got + " at position " + std::to_string(at_ + 1));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

coaws::value parse_shorthand(std::string_view text) { return parser(text).run(); }

}  // namespace cli
