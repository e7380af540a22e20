// The INI syntax of configuration files (CFG-70, CFG-73).
#include <coaws/base/errors_config.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/shared_file.hpp>
#include <unordered_map>
#include <unordered_set>

#include "config/python_text.hpp"

namespace coaws::config {

namespace {

/// The section whose keys stand in for missing ones of all others.
constexpr std::string_view defaults_section = "DEFAULT";

struct option {
    std::string name;
    std::string text;
};

struct raw_section {
    std::string name;
    std::vector<option> options;
};

/// Reads line by line; `problem` is set at the first mistake.
class ini_reader {
  public:
    bool read(std::string_view text) {
        for (auto line : file_lines(text)) {
            ++line_;
            if (!read_line(line)) return false;
        }
        return true;
    }

    std::string problem() const { return "line " + std::to_string(line_) + ": " + problem_; }
    std::vector<raw_section> const& sections() const noexcept { return sections_; }
    raw_section const& defaults() const noexcept { return defaults_; }

  private:
    bool fail(std::string text) {
        problem_ = std::move(text);
        return false;
    }

    raw_section& current() { return in_defaults_ ? defaults_ : sections_.back(); }

    bool read_line(std::string_view line) {
        auto const content = strip(line);
        if (content.empty()) {
            // A blank line inside a value belongs to it; trailing ones are cut in the end.
            if (has_section_ && has_option_) current().options.back().text += '\n';
            return true;
        }
        if (content.front() == '#' || content.front() == ';') return true;
        auto const indent =
            utf8_length(line.substr(0, static_cast<std::size_t>(content.data() - line.data())));
        if (has_section_ && has_option_ && indent > indent_) {
            auto& text = current().options.back().text;
            text += '\n';
            text += content;
            return true;
        }
        indent_ = indent;
        auto const close = content.rfind(']');
        if (content.front() == '[' && close != std::string_view::npos && close > 1) {
            return start_section(content.substr(1, close - 1));
        }
        if (!has_section_) return fail("a line stands before the first section header");
        return add_option(content);
    }

    bool start_section(std::string_view name) {
        has_option_ = false;
        has_section_ = true;
        in_defaults_ = name == defaults_section;
        if (in_defaults_) return true;
        if (!seen_sections_.emplace(name).second) return fail("the section occurs a second time");
        seen_options_.clear();
        sections_.emplace_back().name = name;
        return true;
    }

    bool add_option(std::string_view content) {
        auto const delimiter = content.find_first_of("=:");
        if (delimiter == std::string_view::npos)
            return fail("neither a section header nor a key with a value");
        auto name = ascii_lower(strip_right(content.substr(0, delimiter)));
        if (name.empty()) return fail("a value without a key");
        auto& seen = in_defaults_ ? seen_defaults_ : seen_options_;
        if (!seen.insert(name).second) return fail("the key occurs a second time in its section");
        auto& added = current().options.emplace_back();
        added.name = std::move(name);
        added.text = strip(content.substr(delimiter + 1));
        has_option_ = true;
        return true;
    }

    std::size_t line_ = 0;
    std::size_t indent_ = 0;
    bool has_section_ = false;
    bool in_defaults_ = false;
    bool has_option_ = false;
    std::string problem_;
    std::vector<raw_section> sections_;
    raw_section defaults_;
    std::unordered_set<std::string> seen_sections_;
    std::unordered_set<std::string> seen_options_;
    std::unordered_set<std::string> seen_defaults_;
};

/// An indented block as a map; false when a line has no `=`.
bool read_block(std::string_view text, value_map& block) {
    for (auto line : text_lines(text)) {
        line = strip(line);
        if (line.empty()) continue;
        auto const equals = line.find('=');
        if (equals == std::string_view::npos) return false;
        block[strip(line.substr(0, equals))] = std::string(strip(line.substr(equals + 1)));
    }
    return true;
}

/// Adds the options of a section; false when an indented block is malformed.
bool add_options(value_map& keys, std::vector<option> const& options, bool nested, std::string& bad_key) {
    for (auto const& one : options) {
        if (keys.contains(one.name)) continue;
        auto const text = strip_right(one.text);
        if (!nested || !text.starts_with('\n')) {
            keys.append(one.name, std::string(text));
            continue;
        }
        value_map block;
        if (!read_block(text, block)) {
            bad_key = one.name;
            return false;
        }
        keys.append(one.name, std::move(block));
    }
    return true;
}

}  // namespace

result<sections> parse_ini(std::string_view text, std::string const& path, bool nested) {
    if (!is_utf8(text)) return config_parse_error(path, "the text is not UTF-8");
    ini_reader reader;
    if (!reader.read(text)) return config_parse_error(path, reader.problem());
    sections parsed;
    parsed.reserve(reader.sections().size());
    for (auto const& section : reader.sections()) {
        value_map keys;
        keys.reserve(section.options.size());
        std::string bad_key;
        if (!add_options(keys, section.options, nested, bad_key) ||
            !add_options(keys, reader.defaults().options, nested, bad_key)) {
            return config_parse_error(path, "section " + section.name + ", key " + bad_key +
                                                ": a line of the indented block has no '='");
        }
        parsed.append(section.name, std::move(keys));
    }
    return parsed;
}

}  // namespace coaws::config
