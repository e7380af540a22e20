// Splitting a JMESPath expression into tokens.
#include <charconv>
#include <coaws/base/errors.hpp>
#include <limits>

#include "value/jmespath_lexer.hpp"

namespace coaws::jmespath {

namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool starts_name(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) noexcept { return starts_name(c) || is_digit(c); }
bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class lexer {
  public:
    explicit lexer(std::string_view text) : text_(text) {}

    std::vector<token> run() && {
        while (at_ < text_.size()) {
            if (is_blank(text_[at_])) {
                ++at_;
            } else {
                read_token();
            }
        }
        add(token_kind::end, 0);
        return std::move(tokens_);
    }

  private:
    void read_token() {
        char const c = text_[at_];
        if (starts_name(c)) return read_name();
        if (is_digit(c) || c == '-') return read_number();
        switch (c) {
            case '"':
                return read_quoted_name();
            case '\'':
                return read_raw_string();
            case '`':
                return read_literal();
            case '[':
                return read_bracket();
            case '.':
                return add(token_kind::dot, 1);
            case '*':
                return add(token_kind::star, 1);
            case ']':
                return add(token_kind::right_bracket, 1);
            case ',':
                return add(token_kind::comma, 1);
            case ':':
                return add(token_kind::colon, 1);
            case '@':
                return add(token_kind::current, 1);
            case '(':
                return add(token_kind::left_paren, 1);
            case ')':
                return add(token_kind::right_paren, 1);
            case '{':
                return add(token_kind::left_brace, 1);
            case '}':
                return add(token_kind::right_brace, 1);
            case '|':
                return add_either('|', token_kind::or_, token_kind::pipe);
            case '&':
                return add_either('&', token_kind::and_, token_kind::ampersand);
            case '<':
                return add_either('=', token_kind::less_equal, token_kind::less);
            case '>':
                return add_either('=', token_kind::greater_equal, token_kind::greater);
            case '!':
                return add_either('=', token_kind::not_equal, token_kind::not_);
            default:
                break;
        }
        if (c == '=' && peek(1) == '=') return add(token_kind::equal, 2);
        fail_syntax(text_, at_, "unknown character");
    }

    char peek(std::size_t ahead) const noexcept {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void add(token_kind kind, std::size_t length) { push(kind, length); }

    token& push(token_kind kind, std::size_t length) {
        auto& made = tokens_.emplace_back();
        made.kind = kind;
        made.position = at_;
        made.length = length;
        at_ += length;
        return made;
    }

    void add_either(char second, token_kind with, token_kind without) {
        if (peek(1) == second) {
            add(with, 2);
        } else {
            add(without, 1);
        }
    }

    void read_bracket() {
        if (peek(1) == ']') return add(token_kind::flatten, 2);
        if (peek(1) == '?') return add(token_kind::filter, 2);
        add(token_kind::left_bracket, 1);
    }

    void read_name() {
        std::size_t length = 1;
        while (continues_name(peek(length))) ++length;
        auto const name = text_.substr(at_, length);
        push(token_kind::name, length).text = name;
    }

    /// Beyond 64 bits an index leads nowhere and a slice takes everything, just as with the nearest number.
    void read_number() {
        bool const negative = text_[at_] == '-';
        std::size_t length = 1;
        while (is_digit(peek(length))) ++length;
        if (negative && length == 1) fail_syntax(text_, at_, "\"-\" without a number");
        using limits = std::numeric_limits<std::int64_t>;
        std::int64_t number = 0;
        auto const* first = text_.data() + at_;
        if (std::from_chars(first, first + length, number).ec == std::errc::result_out_of_range) {
            number = negative ? limits::min() : limits::max();
        }
        push(token_kind::number, length).number = number;
    }

    /// Length of a delimited token with both delimiters; a backslash hides the character after it.
    std::size_t delimited_length(char delimiter) const {
        std::size_t length = 1;
        while (at_ + length < text_.size() && text_[at_ + length] != delimiter) {
            length += text_[at_ + length] == '\\' ? 2 : 1;
        }
        if (at_ + length >= text_.size()) fail_syntax(text_, at_, "a delimiter that is not closed");
        return length + 1;
    }

    /// What stands between the delimiters, with escaped delimiters restored.
    std::string unescaped(std::size_t length, char delimiter) const {
        std::string out;
        auto const inner = text_.substr(at_ + 1, length - 2);
        out.reserve(inner.size());
        for (std::size_t i = 0; i < inner.size(); ++i) {
            if (inner[i] == '\\' && i + 1 < inner.size()) {
                if (inner[i + 1] != delimiter) out += '\\';
                ++i;
            }
            out += inner[i];
        }
        return out;
    }

    void read_quoted_name() {
        auto const length = delimited_length('"');
        value parsed;
        if (!parse_json(text_.substr(at_, length), parsed) || !parsed.is_string()) {
            fail_syntax(text_, at_, "a quoted name that is no JSON string");
        }
        push(token_kind::quoted_name, length).text = parsed.as_string();
    }

    void read_raw_string() {
        auto const length = delimited_length('\'');
        value text = unescaped(length, '\'');
        push(token_kind::literal, length).literal = std::move(text);
    }

    /// JSON, or a text without its quotes as the language once allowed.
    void read_literal() {
        auto const length = delimited_length('`');
        std::string const json = unescaped(length, '`');
        value parsed;
        if (!parse_json(json, parsed)) {
            auto const start = json.find_first_not_of(" \t\n\r");
            std::string const quoted =
                '"' + (start == std::string::npos ? std::string() : json.substr(start)) + '"';
            if (!parse_json(quoted, parsed)) fail_syntax(text_, at_, "a literal that is no JSON");
        }
        push(token_kind::literal, length).literal = std::move(parsed);
    }

    static bool parse_json(std::string_view json, value& out) {
        try {
            out = from_json(json);
            return true;
        } catch (json_decode_error const&) {
            return false;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<token> tokens_;
};

}  // namespace

void fail_syntax(std::string_view expression, std::size_t position, std::string_view what) {
    throw jmespath_error(error_kind_t::syntax, "Invalid jmespath expression: " + std::string(what) +
                                                   " at column " + std::to_string(position) + " of \"" +
                                                   std::string(expression) + "\"");
}

std::vector<token> tokenize(std::string_view expression) { return lexer(expression).run(); }

}  // namespace coaws::jmespath
