// Making of error messages from templates and named fields.
#include "base/error_text.hpp"

#include <utility>

namespace coaws::error_text {
namespace {

void append_quoted(std::string& out, std::string const& item) {
    // Python's repr prefers single quotes and changes to double ones only to avoid escaping.
    bool const double_quotes = item.find('\'') != std::string::npos && item.find('"') == std::string::npos;
    char const quote = double_quotes ? '"' : '\'';
    out += quote;
    for (char c : item) {
        if (c == quote || c == '\\') out += '\\';
        out += c;
    }
    out += quote;
}

std::string sequence_text(std::vector<std::string> const& items, char open, char close) {
    std::string out(1, open);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i != 0) out += ", ";
        append_quoted(out, items[i]);
    }
    if (open == '(' && items.size() == 1) out += ',';
    return out += close;
}

}  // namespace

error_parts make_parts(std::string_view pattern, std::initializer_list<named_text> fields) {
    error_parts parts;
    std::size_t at = 0;
    while (at < pattern.size()) {
        auto const open = pattern.find('{', at);
        auto const close = open == std::string_view::npos ? open : pattern.find('}', open);
        parts.message += pattern.substr(at, open == std::string_view::npos ? open : open - at);
        if (close == std::string_view::npos) break;
        auto const name = pattern.substr(open + 1, close - open - 1);
        for (auto const& field : fields) {
            if (field.name == name) parts.message += field.text;
        }
        at = close + 1;
    }
    parts.fields.reserve(fields.size());
    for (auto const& field : fields) parts.fields.emplace_back(field.name, field.text);
    return parts;
}

std::string comma_separated(std::vector<std::string> const& items) {
    std::string out;
    for (auto const& item : items) {
        if (!out.empty()) out += ", ";
        out += item;
    }
    return out;
}

std::string list_text(std::vector<std::string> const& items) { return sequence_text(items, '[', ']'); }

std::string tuple_text(std::vector<std::string> const& items) { return sequence_text(items, '(', ')'); }

std::string hex_text(std::uint32_t number) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(8, '0');
    for (std::size_t i = 8; i-- > 0; number >>= 4) out[i] = digits[number & 15U];
    return out;
}

}  // namespace coaws::error_text
