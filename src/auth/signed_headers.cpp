// The headers that enter a signature.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <iterator>

#include "auth/signing_scratch.hpp"

namespace coaws::auth {
namespace {

// Sorted. What stands between client and service may add, drop or change these.
constexpr std::string_view unsigned_names[] = {
    "baggage",    "connection",     "expect",     "keep-alive", "proxy-authenticate", "proxy-authorization",
    "te",         "traceparent",    "tracestate", "trailer",    "transfer-encoding",  "upgrade",
    "user-agent", "x-amzn-trace-id"};

bool is_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Appends a value without blanks at its ends, runs of blanks inside becoming one space.
void append_collapsed(std::string& out, std::string_view value) {
    value = trim(value);
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
    for (char c : trim(name)) names_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    e.name_size = static_cast<std::uint32_t>(names_.size()) - e.name_at;
    if (std::ranges::binary_search(unsigned_names, name_of(e))) {
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
        host_ = request.url.host_header();
        add("host", host_);
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

signing_scratch& signing_scratch::of_thread() {
    static thread_local signing_scratch scratch;
    return scratch;
}

}  // namespace coaws::auth
