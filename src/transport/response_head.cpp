// Parsing of a response's status line and header fields.
#include "transport/response_head.hpp"

#include <array>
#include <cstring>

#include "transport/malformed_message.hpp"

namespace coaws::transport {
namespace {

constexpr auto make_token_table() {
    std::array<bool, 256> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}
constexpr auto token_table = make_token_table();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trim_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The next line without its CR LF or LF; `rest` moves behind it.
std::string_view take_line(std::string_view& rest) {
    std::size_t newline = rest.find('\n');
    std::string_view line = rest.substr(0, newline);
    rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

head_facts parse_status_line(std::string_view line, http::response& out) {
    bool shape = line.size() >= 12 && line.starts_with("HTTP/1.") && is_digit(line[7]) && line[8] == ' ' &&
                 is_digit(line[9]) && is_digit(line[10]) && is_digit(line[11]) &&
                 (line.size() == 12 || line[12] == ' ');
    if (!shape) throw malformed_message("bad status line");
    out.status = static_cast<unsigned>((line[9] - '0') * 100 + (line[10] - '0') * 10 + (line[11] - '0'));
    if (out.status < 100) throw malformed_message("bad status line");
    out.reason = line.size() > 13 ? line.substr(13) : std::string_view();
    head_facts facts;
    facts.minor_version = static_cast<unsigned>(line[7] - '0');
    return facts;
}

void parse_field(std::string_view line, http::fields& fields) {
    std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) throw malformed_message("bad header field");
    for (char c : line.substr(0, colon)) {
        if (!token_table[static_cast<unsigned char>(c)]) throw malformed_message("bad header field name");
    }
    std::string_view value = trim_blanks(line.substr(colon + 1));
    if (std::memchr(value.data(), 0, value.size()) != nullptr)
        throw malformed_message("NUL in a header field");
    if (std::memchr(value.data(), '\r', value.size()) != nullptr)
        throw malformed_message("CR in a header field");
    fields.add(line.substr(0, colon), value);
}

}  // namespace

std::size_t find_head_end(std::string_view bytes, std::size_t from) {
    // Fail early on peers that speak something else: no need to wait for a blank line that never comes.
    constexpr std::string_view start = "HTTP/1.";
    std::size_t known = bytes.size() < start.size() ? bytes.size() : start.size();
    if (bytes.substr(0, known) != start.substr(0, known)) throw malformed_message("not an HTTP/1 response");

    std::size_t at = from < 3 ? 0 : from - 3;
    while ((at = bytes.find('\n', at)) != std::string_view::npos) {
        ++at;
        if (at < bytes.size() && bytes[at] == '\n') return at + 1;
        if (at + 1 < bytes.size() && bytes[at] == '\r' && bytes[at + 1] == '\n') return at + 2;
    }
    if (bytes.size() >= max_head_bytes) throw malformed_message("response head too long");
    return 0;
}

head_facts parse_head(std::string_view head, http::response& out) {
    if (head.size() > max_head_bytes) throw malformed_message("response head too long");
    std::string_view rest = head;
    head_facts facts = parse_status_line(take_line(rest), out);
    out.headers.clear();
    out.headers.reserve(16);
    std::string folded;
    std::string_view line = take_line(rest);
    while (!line.empty()) {
        if (line.front() == ' ' || line.front() == '\t') throw malformed_message("bad header field");
        if (out.headers.size() >= max_head_fields) throw malformed_message("too many header fields");
        std::string_view next = take_line(rest);
        if (!next.empty() && (next.front() == ' ' || next.front() == '\t')) [[unlikely]] {
            folded.assign(line);
            while (!next.empty() && (next.front() == ' ' || next.front() == '\t')) {
                folded.append(" ").append(trim_blanks(next));
                next = take_line(rest);
            }
            parse_field(folded, out.headers);
        } else {
            parse_field(line, out.headers);
        }
        line = next;
    }
    return facts;
}

}  // namespace coaws::transport
