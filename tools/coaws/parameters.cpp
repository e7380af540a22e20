// An operation's parameters from the command line.
#include "parameters.hpp"

#include <algorithm>
#include <charconv>
#include <coaws/base/text.hpp>
#include <string_view>
#include <utility>

#include "input_text.hpp"
#include "member_value.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

using coaws::schema;

std::int64_t count_from(std::string const& option, std::string const& text) {
    std::int64_t number = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size() || number < 0)
        throw usage_error(option + " takes a number, not '" + text + "'");
    return number;
}

/// An option of the operation as written: `--name`, perhaps `=value`.
struct written_option {
    std::string name;  ///< with its dashes
    std::optional<std::string> inline_value;

    explicit written_option(std::string const& word) {
        auto const equals = word.find('=');
        name = word.substr(0, equals);
        if (equals != std::string::npos) inline_value = word.substr(equals + 1);
    }
};

bool is_option(std::string_view word) noexcept { return word.size() > 2 && word.starts_with("--"); }

class parameter_reader {
  public:
    parameter_reader(arguments const& from, coaws::operation_schema const& operation,
                     paging_members const* paging)
        : from_(from), operation_(operation), paging_(paging) {}

    operation_input run() {
        if (from_.params) take_params();
        auto const& words = from_.rest;
        while (at_ < words.size()) {
            auto const& word = words[at_++];
            if (!only_words_ && word == "--")
                only_words_ = true;
            else if (!only_words_ && is_option(word))
                take_option(written_option(word));
            else
                take_word(word);
        }
        if (from_.body) take_body();
        settle_paging();
        return std::move(out_);
    }

  private:
    void take_params() {
        auto const text = *from_.params == "-" ? read_whole("-") : resolve_text(*from_.params);
        coaws::value parsed;
        try {
            parsed = coaws::from_json(text, coaws::json_options().with_lossless());
        } catch (coaws::error const& failure) {
            throw usage_error("Error parsing --params: Invalid JSON: " + std::string(failure.message()));
        }
        if (!parsed.is_map()) throw usage_error("Error parsing --params: the JSON is no object");
        out_.params = std::move(parsed.as_map());
    }

    void take_option(written_option const& option) {
        if (take_paging(option)) return;
        bool negated = false;
        auto const* member = find_member(std::string_view(option.name).substr(2), negated);
        if (member == nullptr) unknown_option(option.name);
        coaws::value v;
        if (member->type() == coaws::shape_type::boolean)
            v = flag(option, *member, negated);
        else
            v = member_value(*member, words_for(option, *member), option.name);
        store(*member, option.name, std::move(v));
    }

    coaws::value flag(written_option const& option, schema const& member, bool negated) {
        if (negated) {
            if (option.inline_value) throw usage_error(option.name + " takes no value");
            return false;
        }
        if (option.inline_value) return member_value(member, {*option.inline_value}, option.name);
        return true;
    }

    std::vector<std::string> words_for(written_option const& option, schema const& member) {
        std::vector<std::string> words;
        if (option.inline_value) {
            words.push_back(*option.inline_value);
            return words;
        }
        bool const many = words_of(member) == word_count::many;
        while (at_ < from_.rest.size() && !is_option(from_.rest[at_]) && from_.rest[at_] != "--") {
            words.push_back(from_.rest[at_++]);
            if (!many) break;
        }
        if (words.empty() && !many) throw usage_error(option.name + " needs a value");
        return words;
    }

    void store(schema const& member, std::string const& option, coaws::value v) {
        if (std::ranges::find(given_, &member) == given_.end()) {
            given_.push_back(&member);
            out_.params[member.name()] = std::move(v);
            return;
        }
        auto& before = out_.params[member.name()];
        if (!before.is_list() || !v.is_list()) throw usage_error(option + " is given twice");
        auto& list = before.as_list();
        for (auto& element : v.as_list()) list.push_back(std::move(element));
    }

    /// The member of that name, in kebab-case or as modelled; `no-` before the name of a flag negates.
    schema const* find_member(std::string_view name, bool& negated) const {
        if (operation_.input == nullptr) return nullptr;
        auto const& input = *operation_.input;
        for (std::size_t i = 0; i < input.member_count(); ++i)
            if (input.member(i).name() == name || coaws::xform_name(input.member(i).name(), '-') == name)
                return &input.member(i);
        if (!name.starts_with("no-")) return nullptr;
        auto const* positive = find_member(name.substr(3), negated);
        if (positive == nullptr || positive->type() != coaws::shape_type::boolean) return nullptr;
        negated = true;
        return positive;
    }

    [[noreturn]] void unknown_option(std::string const& name) const {
        std::vector<std::string> known;
        if (operation_.input != nullptr)
            for (std::size_t i = 0; i < operation_.input->member_count(); ++i)
                known.push_back("--" + coaws::xform_name(operation_.input->member(i).name(), '-'));
        std::string text = "Unknown option: " + name;
        if (!known.empty()) {
            text += "\n\nThe nearest options of " + coaws::xform_name(operation_.name, '-') + " are:\n";
            for (auto const& near : coaws::nearest_names(name, known)) text += "\n    " + near;
        }
        throw usage_error(text);
    }

    bool take_paging(written_option const& option) {
        bool const items = option.name == "--max-items";
        bool const size = option.name == "--page-size";
        bool const start = option.name == "--starting-token";
        if (!items && !size && !start) return false;
        bool negated = false;
        bool const member = find_member(std::string_view(option.name).substr(2), negated) != nullptr;
        if (member && (paging_ == nullptr || !from_.paginate)) return false;
        if (paging_ == nullptr)
            throw usage_error(option.name + " can't be used: " + coaws::xform_name(operation_.name, '-') +
                              " has no pages");
        auto const text = option.inline_value ? *option.inline_value : next_word(option.name);
        if (items) out_.max_items = count_from(option.name, text);
        if (size) out_.page_size = count_from(option.name, text);
        if (start) out_.starting_token = text;
        paging_option_ = option.name;
        return true;
    }

    std::string const& next_word(std::string const& option) {
        if (at_ == from_.rest.size()) throw usage_error(option + " needs a value");
        return from_.rest[at_++];
    }

    void take_word(std::string const& word) {
        if (!writes_file(operation_) || out_.outfile) throw usage_error("Unexpected argument: " + word);
        out_.outfile = word;
    }

    /// `--body` is the payload's file; where the operation has no payload but a member of that name, that
    /// member.
    void take_body() {
        auto const* payload = operation_.input == nullptr ? nullptr : operation_.input->payload();
        if (payload != nullptr && payload->type() == coaws::shape_type::blob) {
            auto const path =
                names_file(*from_.body) ? from_.body->substr(from_.body->find("//") + 2) : *from_.body;
            store(*payload, "--body", payload_from_file(path));
            return;
        }
        bool negated = false;
        auto const* member = find_member("body", negated);
        if (member == nullptr)
            throw usage_error("--body can't be used: " + coaws::xform_name(operation_.name, '-') +
                              " takes no payload");
        store(*member, "--body", member_value(*member, {*from_.body}, "--body"));
    }

    void settle_paging() {
        if (paging_ == nullptr) return;
        bool by_hand = out_.params.contains(paging_->limit);
        for (auto const& token : paging_->tokens) by_hand = by_hand || out_.params.contains(token);
        out_.all_pages = from_.paginate && !by_hand;
        if (!out_.all_pages && !paging_option_.empty())
            throw usage_error(paging_option_ + " can't be used together with " +
                              (from_.paginate ? "paging members of the operation" : "--no-paginate"));
    }

    arguments const& from_;
    coaws::operation_schema const& operation_;
    paging_members const* paging_;
    std::size_t at_ = 0;
    bool only_words_ = false;
    std::string paging_option_;
    std::vector<schema const*> given_;
    operation_input out_;
};

}  // namespace

bool writes_file(coaws::operation_schema const& operation) noexcept { return operation.has_streaming_output; }

operation_input read_parameters(arguments const& from, coaws::operation_schema const& operation,
                                paging_members const* paging) {
    return parameter_reader(from, operation, paging).run();
}

}  // namespace cli
