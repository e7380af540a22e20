// The headers that enter a signature.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <iterator>
#include <tuple>

#include "auth/signing_scratch.hpp"

namespace coaws::auth {
namespace {

// Sorted. What stands between client and service may add, drop or change these.
constexpr std::string_view unsigned_names[] = {
    "baggage",    "connection",     "expect",     "keep-alive", "proxy-authenticate", "proxy-authorization",
    "te",         "traceparent",    "tracestate", "trailer",    "transfer-encoding",  "upgrade",
    "user-agent", "x-amzn-trace-id"};

// A glance at the first letter spares most names the search.
bool is_unsigned(std::string_view name) noexcept {
    if (name.empty() || std::string_view("bcekptux").find(name.front()) == std::string_view::npos)
        return false;
    if (name.front() == 'x') return name == "x-amzn-trace-id";
    return std::ranges::binary_search(unsigned_names, name);
}

// Whether an authority is a host name that stands in the header as it is: no capitals, port or userinfo.
bool is_plain_host(std::string_view authority) noexcept {
    unsigned char other = 0;
    for (char const c : authority) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        other = static_cast<unsigned char>(other | !plain);
    }
    return other == 0;
}

bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Whether a value holds two blanks in a row or one that is no space. Without a branch in the loop: session
// tokens are long.
bool needs_collapsing(std::string_view value) noexcept {
    unsigned char found = 0;
    for (std::size_t i = 1; i < value.size(); ++i) {
        auto const c = static_cast<unsigned char>(value[i]);
        auto const before = static_cast<unsigned char>(value[i - 1]);
        found = static_cast<unsigned char>(found | (c < ' ') | ((c == ' ') & (before == ' ')));
    }
    return found != 0;
}

// Appends a value without blanks at its ends, runs of blanks inside becoming one space.
void append_collapsed(std::string& out, std::string_view value) {
    value = trim(value);
    if (!needs_collapsing(value)) {
        out += value;
        return;
    }
    bool after_blank = false;
    std::size_t start = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        bool const blank = is_blank(value[i]);
        if (blank && (after_blank || value[i] != ' ')) {
            out.append(value, start, i - start);
            if (!after_blank) out += ' ';
            start = i + 1;
        }
        after_blank = blank;
    }
    out.append(value, start);
}

}  // namespace

void signed_header_set::add(std::string_view name, std::string_view value) {
    entry e;
    e.name_at = static_cast<std::uint32_t>(names_.size());
    name = trim(name);
    e.name_size = static_cast<std::uint32_t>(name.size());
    names_ += name;
    char* const letters = names_.data() + e.name_at;
    for (std::size_t i = 0; i < name.size(); ++i)
        letters[i] = static_cast<char>(letters[i] + (letters[i] >= 'A' && letters[i] <= 'Z' ? 'a' - 'A' : 0));
    if (is_unsigned(name_of(e))) {
        names_.resize(e.name_at);
        return;
    }
    e.value = value;
    entries_.push_back(e);
}

void signed_header_set::collect(http::request const& request) {
    names_.clear();
    entries_.clear();
    for (auto const& header : request.headers) add(header.name, header.value);
    auto const is_host = [this](entry const& e) { return name_of(e) == "host"; };
    if (std::ranges::none_of(entries_, is_host)) {
        auto const& authority = request.url.authority;
        bool const as_it_is = is_plain_host(authority);
        if (!as_it_is) host_ = request.url.host_header();
        add("host", as_it_is ? std::string_view(authority) : host_);
    }
    // Insertion sort: stable, without memory of its own, and requests have few headers.
    for (std::size_t i = 1; i < entries_.size(); ++i) {
        auto const e = entries_[i];
        auto at = i;
        for (; at > 0 && name_of(e) < name_of(entries_[at - 1]); --at) entries_[at] = entries_[at - 1];
        entries_[at] = e;
    }
}

void signed_header_set::append_names(std::string& out) const {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (i != 0 && name_of(entries_[i]) == name_of(entries_[i - 1])) continue;
        if (i != 0) out += ';';
        out += name_of(entries_[i]);
    }
}

void signed_header_set::append_lines(std::string& out) const {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (i != 0 && name_of(entries_[i]) == name_of(entries_[i - 1])) {
            out.back() = ',';  // instead of the line break
        } else {
            out.append(name_of(entries_[i])).append(1, ':');
        }
        append_collapsed(out, entries_[i].value);
        out += '\n';
    }
}

std::string_view date_text::of(timestamp t) {
    auto const second = std::chrono::floor<std::chrono::seconds>(t);
    if (text_.empty() || second != second_) {
        text_ = format_amz_date(t);
        second_ = second;
    }
    return text_;
}

void append_hex(std::string& out, sha256_digest const& digest) {
    char text[2 * std::tuple_size_v<sha256_digest>];
    // Arithmetic, which compilers turn into vectors, in place of a table.
    for (std::size_t i = 0; i < digest.size(); ++i) {
        int const high = digest[i] >> 4;
        int const low = digest[i] & 15;
        text[2 * i] = static_cast<char>(high + '0' + (high > 9 ? 'a' - '0' - 10 : 0));
        text[2 * i + 1] = static_cast<char>(low + '0' + (low > 9 ? 'a' - '0' - 10 : 0));
    }
    out.append(text, sizeof text);
}

signing_scratch& signing_scratch::of_thread() {
    static thread_local signing_scratch scratch;
    return scratch;
}

}  // namespace coaws::auth
