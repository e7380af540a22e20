// Building C++ text line by line.
#include "source_text.hpp"

#include <coaws/base/text.hpp>

#include "html_text.hpp"

namespace codegen {

namespace {

constexpr std::size_t doc_width = 100;
constexpr std::size_t most_doc_lines = 4;

/// A backslash at its end would make the next line part of a comment.
std::string safe_comment(std::string_view line) {
    while (line.ends_with('\\') || line.ends_with(' ')) line.remove_suffix(1);
    return std::string(line);
}

}  // namespace

source_text& source_text::doc(std::string_view html) {
    if (html.empty()) return *this;
    return plain_doc(cli::html_to_text(html, 0, doc_width));
}

source_text& source_text::plain_doc(std::string_view text) {
    std::size_t lines = 0;
    bool begun = false;
    for (auto const part : coaws::split(text, '\n')) {
        auto const trimmed = safe_comment(coaws::trim(part));
        if (trimmed.empty()) {
            if (begun) break;
            continue;
        }
        if (lines++ == most_doc_lines) {
            line("/// …");
            break;
        }
        begun = true;
        line("/// ", trimmed);
    }
    return *this;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            constexpr char digits[] = "01234567";
            out += '\\';
            out += digits[byte >> 6];
            out += digits[byte >> 3 & 7];
            out += digits[byte & 7];
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace codegen
