// What a user's starting token stands for (PAGE-05).
#include "paginate/starting_token.hpp"

#include <charconv>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <optional>
#include <string_view>

#include "paginate/page_token.hpp"

namespace coaws::paginate {
namespace {

[[noreturn]] void throw_bad_token(std::string const& text) {
    throw value_error("Bad starting token: " + text);
}

std::vector<std::string_view> split_old_form(std::string_view text) {
    static constexpr std::string_view separator = "___";
    std::vector<std::string_view> parts;
    for (auto at = text.find(separator); at != text.npos; at = text.find(separator)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.push_back(text);
    return parts;
}

std::optional<std::int64_t> as_count(std::string_view text) noexcept {
    text = trim(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int64_t count = 0;
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (failure != std::errc() || end != text.data() + text.size() || count < 0) return std::nullopt;
    return count;
}

starting_point read_old_form(std::string const& text, std::vector<std::string> const& input_tokens) {
    starting_point point;
    auto parts = split_old_form(text);
    if (parts.size() == input_tokens.size() + 1) {
        if (auto const offset = as_count(parts.back())) {
            point.offset = *offset;
            parts.pop_back();
        } else {
            parts.assign(1, text);
        }
    }
    if (parts.size() > input_tokens.size()) throw_bad_token(text);
    for (std::size_t i = 0; i < input_tokens.size(); ++i) {
        bool const given = i < parts.size() && parts[i] != "None";
        point.tokens[input_tokens[i]] = given ? value(parts[i]) : value();
    }
    return point;
}

}  // namespace

starting_point read_starting_token(std::string const& text, std::vector<std::string> const& input_tokens) {
    auto tokens = decode_token(text);
    if (!tokens) return read_old_form(text, input_tokens);
    starting_point point;
    if (auto const* amount = tokens->find(truncate_amount_key)) {
        auto const* offset = amount->get_if<std::int64_t>();
        if (offset == nullptr || *offset < 0) throw_bad_token(text);
        point.offset = *offset;
        tokens->erase(truncate_amount_key);
    }
    point.tokens = std::move(*tokens);
    return point;
}

}  // namespace coaws::paginate
