// The documentation in service models, which is HTML, as plain text.
#include "html_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <coaws/base/text.hpp>
#include <utility>
#include <vector>

namespace cli {

namespace {

constexpr std::size_t most_indent = 32;
constexpr std::size_t least_width = 20;

using entity = std::pair<std::string_view, std::string_view>;
constexpr std::array entities{
    entity{"amp", "&"},      entity{"lt", "<"},     entity{"gt", ">"},         entity{"quot", "\""},
    entity{"apos", "'"},     entity{"nbsp", " "},   entity{"mdash", "-"},      entity{"ndash", "-"},
    entity{"hellip", "..."}, entity{"lsquo", "'"},  entity{"rsquo", "'"},      entity{"ldquo", "\""},
    entity{"rdquo", "\""},   entity{"copy", "(c)"}, entity{"reg", "(R)"},      entity{"trade", "(TM)"},
    entity{"times", "x"},    entity{"rarr", "->"},  entity{"larr", "<-"},      entity{"le", "<="},
    entity{"ge", ">="},      entity{"bull", "*"},   entity{"deg", "\xC2\xB0"},
};

/// Decodes an entity's inside, the part between `&` and `;`; empty when it is none.
std::string decode_entity(std::string_view name) {
    if (name.starts_with('#')) {
        bool const hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        auto const digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        auto const [end, failure] =
            std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        bool const valid = failure == std::errc() && end == digits.data() + digits.size() && code >= 0x20 &&
                           code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        if (!valid) return {};
        if (code == 0xA0) return " ";
        std::string out;
        coaws::append_utf8(out, code);
        return out;
    }
    auto const* found = std::ranges::find(entities, name, &entity::first);
    return found == entities.end() ? std::string() : std::string(found->second);
}

/// Collects words into wrapped lines.
class page {
  public:
    page(std::size_t indent, std::size_t width) : indent_(indent), width_(width) {}

    /// Text; runs of blanks count as one.
    void text(std::string_view more) {
        for (char c : more) {
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
                end_word();
            else
                word_ += c;
        }
    }
    /// Text with line feeds and blanks as they are.
    void verbatim(std::string_view more) {
        for (char c : more) {
            if (c == '\n') {
                flush_verbatim();
            } else if (c != '\r') {
                raw_ += c;
            }
        }
    }
    void start_verbatim() { new_paragraph(); }
    void end_verbatim() {
        flush_verbatim();
        new_paragraph();
    }
    void new_line() {
        end_word();
        if (!line_.empty()) put(std::exchange(line_, {}));
    }
    /// An empty line stands before whatever comes next.
    void new_paragraph() {
        new_line();
        gap_ = !out_.empty();
    }
    /// The next line starts with a mark, and those after it below its text.
    void item(std::string_view mark) {
        new_line();
        mark_ = mark;
    }
    void indent_more() { depth_ = std::min(depth_ + 1, most_indent / 2); }
    void indent_less() { depth_ -= depth_ > 0 ? 1 : 0; }
    void no_gap() { gap_ = false; }

    std::string finish() && {
        flush_verbatim();
        new_line();
        return std::move(out_);
    }

  private:
    std::size_t margin() const noexcept { return indent_ + 2 * depth_; }
    std::size_t room() const noexcept {
        return std::max(width_ > margin() ? width_ - margin() : 0, least_width);
    }

    void end_word() {
        if (word_.empty()) return;
        auto const wide = columns(line_) + (line_.empty() ? 0 : 1) + columns(word_);
        if (!line_.empty() && wide > room()) put(std::exchange(line_, {}));
        if (!line_.empty()) line_ += ' ';
        line_ += std::exchange(word_, {});
    }

    static std::size_t columns(std::string const& text) {
        return static_cast<std::size_t>(std::ranges::count_if(
            text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    }

    void put(std::string const& line) {
        if (std::exchange(gap_, false) && mark_.empty()) out_ += '\n';
        auto blanks = margin();
        if (!mark_.empty()) {
            blanks = blanks > mark_.size() ? blanks - mark_.size() : 0;
            out_ += std::string(blanks, ' ') + std::exchange(mark_, {}) + line + '\n';
        } else {
            out_ += std::string(blanks, ' ') + line + '\n';
        }
    }

    void flush_verbatim() {
        if (raw_.empty()) return;
        put("  " + std::exchange(raw_, {}));
    }

    std::size_t indent_;
    std::size_t width_;
    std::size_t depth_ = 0;
    bool gap_ = false;
    std::string mark_;
    std::string word_;
    std::string line_;
    std::string raw_;
    std::string out_;
};

/// Walks through the HTML and tells the page what to do.
class renderer {
  public:
    renderer(std::string_view html, std::size_t indent, std::size_t width)
        : html_(html), page_(indent, width) {}

    std::string run() {
        while (at_ < html_.size()) {
            char const c = html_[at_];
            if (c == '<' && take_tag()) continue;
            if (c == '&' && take_entity()) continue;
            add(html_.substr(at_, 1));
            ++at_;
        }
        return std::move(page_).finish();
    }

  private:
    void add(std::string_view text) {
        if (in_pre_)
            page_.verbatim(text);
        else
            page_.text(text);
    }

    bool take_entity() {
        auto const end = html_.find(';', at_);
        if (end == std::string_view::npos || end - at_ > 10) return false;
        auto const decoded = decode_entity(html_.substr(at_ + 1, end - at_ - 1));
        if (decoded.empty()) return false;
        add(decoded);
        at_ = end + 1;
        return true;
    }

    bool take_tag() {
        if (html_.substr(at_).starts_with("<!--")) {
            auto const end = html_.find("-->", at_);
            at_ = end == std::string_view::npos ? html_.size() : end + 3;
            return true;
        }
        auto begin = at_ + 1;
        bool const closing = begin < html_.size() && html_[begin] == '/';
        if (closing) ++begin;
        auto end = begin;
        while (end < html_.size() && is_name_character(html_[end])) ++end;
        auto const close = html_.find('>', end);
        // A lone `<` is text.
        if (end == begin || close == std::string_view::npos) return false;
        apply(coaws::ascii_lower(html_.substr(begin, end - begin)), closing);
        at_ = close + 1;
        return true;
    }

    static bool is_name_character(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    void apply(std::string const& tag, bool closing) {
        if (tag == "br") return page_.new_line();
        if (tag == "pre") return apply_pre(closing);
        if (tag == "ul" || tag == "ol" || tag == "dl") return apply_list(tag, closing);
        if (tag == "li" || tag == "dt" || tag == "dd") return apply_item(tag, closing);
        if (tag == "note" || tag == "important" || tag == "warning" || tag == "caution") {
            page_.new_paragraph();
            if (!closing) page_.text(label(tag));
            fresh_item_ = !closing;
            return;
        }
        bool const block = tag == "p" || tag == "div" || tag == "table" || tag == "tr" || tag == "section" ||
                           (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') ||
                           tag == "fullname";
        if (tag == "td" || tag == "th") return page_.text(" ");
        // The paragraph inside an item begins on the item's own line.
        if (block && !std::exchange(fresh_item_, false)) page_.new_paragraph();
    }

    static std::string label(std::string const& tag) {
        auto text = tag;
        text[0] = coaws::ascii_upper(text.substr(0, 1))[0];
        return text + ": ";
    }

    void apply_pre(bool closing) {
        if (in_pre_ == !closing) return;
        in_pre_ = !closing;
        if (closing)
            page_.end_verbatim();
        else
            page_.start_verbatim();
    }

    void apply_list(std::string const& tag, bool closing) {
        page_.new_paragraph();
        if (closing) {
            if (!counters_.empty()) counters_.pop_back();
            page_.indent_less();
        } else {
            counters_.push_back(tag == "ol" ? 1 : 0);
            page_.indent_more();
        }
    }

    void apply_item(std::string const& tag, bool closing) {
        if (closing) {
            page_.new_line();
            page_.no_gap();
            fresh_item_ = false;
            return;
        }
        page_.no_gap();
        bool const numbered = !counters_.empty() && counters_.back() > 0;
        if (tag == "dd")
            page_.new_line();
        else
            page_.item(numbered ? std::to_string(counters_.back()++) + ". " : std::string("* "));
        fresh_item_ = true;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    page page_;
    bool in_pre_ = false;
    bool fresh_item_ = false;
    std::vector<int> counters_;
};

}  // namespace

std::string html_to_text(std::string_view html, std::size_t indent, std::size_t width) {
    return renderer(html, std::min(indent, most_indent), width).run();
}

}  // namespace cli
