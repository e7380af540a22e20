// Merging extras into the text of a model.
#include "model/extras.hpp"

#include <cstring>
#include <vector>

#include "model/json_text.hpp"

namespace coaws::model {
namespace {

/// A replacement of part of the text, in text order.
struct edit {
    std::size_t position;
    std::size_t erased;
    std::string inserted;
};

/// Walks JSON text without decoding it. `ok()` turns false, for good, where the text is malformed; what it
/// does not need to understand it does not check.
class scanner {
  public:
    explicit scanner(std::string_view text) noexcept : text_(text) {}

    bool ok() const noexcept { return ok_; }
    std::size_t position() const noexcept { return position_; }

    /// The next character that is no blank; 0 at the end.
    char peek() noexcept {
        while (position_ < text_.size() && is_blank(text_[position_])) ++position_;
        return position_ < text_.size() ? text_[position_] : '\0';
    }
    /// Passes over `c`, which must come next.
    void expect(char c) noexcept {
        if (peek() == c)
            ++position_;
        else
            ok_ = false;
    }
    /// Passes over a string and gives it with its quotes.
    std::string_view string() noexcept {
        if (peek() != '"') {
            ok_ = false;
            return {};
        }
        auto const start = position_;
        pass_string();
        return text_.substr(start, position_ - start);
    }
    /// Passes over any value.
    void value() noexcept {
        char const first = peek();
        if (first == '"')
            pass_string();
        else if (first == '{' || first == '[')
            pass_nested();
        else
            pass_plain();
    }

  private:
    static bool is_blank(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

    void pass_string() noexcept {
        auto const start = position_;
        auto from = position_ + 1;
        for (;;) {
            auto const* quote = static_cast<char const*>(
                from < text_.size() ? std::memchr(text_.data() + from, '"', text_.size() - from) : nullptr);
            if (quote == nullptr) {
                position_ = text_.size();
                ok_ = false;
                return;
            }
            auto const at = static_cast<std::size_t>(quote - text_.data());
            auto before = at;
            while (before > start + 1 && text_[before - 1] == '\\') --before;
            from = at + 1;
            if ((at - before) % 2 == 0) break;
        }
        position_ = from;
    }

    void pass_nested() noexcept {
        std::size_t depth = 0;
        while (ok_ && position_ < text_.size()) {
            char const c = text_[position_];
            if (c == '"') {
                pass_string();
                continue;
            }
            ++position_;
            if (c == '{' || c == '[') ++depth;
            if ((c == '}' || c == ']') && --depth == 0) return;
        }
        ok_ = false;
    }

    void pass_plain() noexcept {
        auto const start = position_;
        while (position_ < text_.size() && !is_blank(text_[position_]) &&
               std::strchr(",:]}", text_[position_]) == nullptr)
            ++position_;
        if (position_ == start) ok_ = false;
    }

    std::string_view text_;
    std::size_t position_ = 0;
    bool ok_ = true;
};

/// The text of a key from its quoted form; empty when it is malformed (the parser will tell).
std::string decode_key(std::string_view quoted) {
    auto const inner = quoted.substr(1, quoted.size() - 2);
    if (inner.find('\\') == std::string_view::npos) return std::string(inner);
    auto parsed = json::document::parse("[" + std::string(quoted) + "]");
    return parsed ? std::string((*parsed)->root().at(0).as_string()) : std::string();
}

std::string member_text(std::string_view key, json::view value) {
    std::string out;
    append_json_string(out, key);
    out += ':';
    append_json(out, value);
    return out;
}

/// Collects the edits for the object that begins here. Recursion follows `extra`, whose depth the parser
/// bounds.
void collect(scanner& in, json::view extra, std::vector<edit>& edits) {
    std::vector<std::string_view> missing;
    for (auto member : extra.members()) missing.push_back(member.key);
    in.expect('{');
    bool any = false;
    while (in.ok() && in.peek() != '}') {
        if (any) in.expect(',');
        any = true;
        auto const quoted = in.string();
        in.expect(':');
        if (!in.ok()) return;
        auto const key = decode_key(quoted);
        auto const over = missing.empty() ? json::view{} : extra.find(key);
        if (!over) {
            in.value();
            continue;
        }
        std::erase(missing, std::string_view(key));
        if (in.peek() == '{' && over.is_object()) {
            collect(in, over, edits);
        } else {
            auto const start = in.position();
            in.value();
            edit replacement{start, in.position() - start, {}};
            append_json(replacement.inserted, over);
            edits.push_back(std::move(replacement));
        }
    }
    edit added{in.position(), 0, {}};
    for (auto key : missing) {
        if (any) added.inserted += ',';
        any = true;
        added.inserted += member_text(key, extra.find(key));
    }
    in.expect('}');
    if (!added.inserted.empty()) edits.push_back(std::move(added));
}

}  // namespace

std::optional<std::string> merge_into_text(std::string_view text, json::view merge) {
    scanner in(text);
    std::vector<edit> edits;
    collect(in, merge, edits);
    if (!in.ok()) return std::nullopt;

    std::size_t size = text.size() + json::document::room_behind;
    for (auto const& e : edits) size += e.inserted.size();
    std::string out;
    out.reserve(size);
    std::size_t copied = 0;
    for (auto const& e : edits) {
        out += text.substr(copied, e.position - copied);
        out += e.inserted;
        copied = e.position + e.erased;
    }
    out += text.substr(copied);
    return out;
}

}  // namespace coaws::model
