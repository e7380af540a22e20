// What the sections of configuration files mean, and how files combine (CFG-71, CFG-72, CFG-74).
#include <coaws/config/shared_file.hpp>
#include <unordered_set>

namespace coaws::config {

namespace {

/// Sets `[kind NAME]` in `into`; dropped when the header is not exactly two words.
void set_named(value_map& into, std::string_view header, value keys) {
    auto words = shell_split(header);
    if (words && words->size() == 2) into[(*words)[1]] = std::move(keys);
}

/// Copies the entries whose key is not there yet.
void add_missing(value_map& into, value_map from) {
    std::unordered_set<std::string> known;
    for (auto const& [key, unused] : into) known.insert(key);
    for (auto& [key, keys] : from) {
        if (!known.contains(key)) into.append(key, std::move(keys));
    }
}

/// Which state the splitter is in between two characters.
enum class quoting { none, single_quotes, double_quotes };

}  // namespace

shared_config classify(sections parsed) {
    shared_config config;
    for (auto& [name, keys] : parsed) {
        if (name.starts_with("profile")) {
            set_named(config.profiles, name, std::move(keys));
        } else if (name.starts_with("sso-session")) {
            set_named(config.sso_sessions, name, std::move(keys));
        } else if (name.starts_with("services")) {
            set_named(config.services, name, std::move(keys));
        } else if (name == "default") {
            config.profiles[name] = std::move(keys);
        } else {
            config.others.append(name, std::move(keys));
        }
    }
    return config;
}

void merge_credentials_file(shared_config& config, sections const& credentials_file) {
    for (auto const& [profile, keys] : credentials_file) {
        value* known = config.profiles.find(profile);
        if (known == nullptr) {
            config.profiles.append(profile, keys);
            continue;
        }
        for (auto const& [key, text] : keys.as_map()) known->as_map()[key] = text;
    }
}

result<shared_config> merge_files(std::vector<file_text> const& files) {
    shared_config merged;
    for (auto const& file : files) {
        if (!file.text) continue;
        auto parsed = parse_ini(*file.text, file.path);
        if (!parsed) return parsed.error_ptr();
        auto config = classify(std::move(*parsed));
        add_missing(merged.profiles, std::move(config.profiles));
        // The tables of sessions and of services are single sections for this rule: the first file provides
        // them.
        if (merged.sso_sessions.empty()) merged.sso_sessions = std::move(config.sso_sessions);
        if (merged.services.empty()) merged.services = std::move(config.services);
        add_missing(merged.others, std::move(config.others));
    }
    return merged;
}

std::optional<std::vector<std::string>> shell_split(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    auto state = quoting::none;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (state == quoting::single_quotes) {
            if (c == '\'') {
                state = quoting::none;
            } else {
                word += c;
            }
        } else if (c == '\\') {
            if (++i == text.size()) return std::nullopt;
            // Inside double quotes a backslash only escapes a quote or itself.
            if (state == quoting::double_quotes && text[i] != '"' && text[i] != '\\') word += '\\';
            word += text[i];
            in_word = true;
        } else if (state == quoting::double_quotes) {
            if (c == '"') {
                state = quoting::none;
            } else {
                word += c;
            }
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            if (in_word) words.push_back(std::move(word));
            word.clear();
            in_word = false;
        } else {
            in_word = true;
            if (c == '\'') {
                state = quoting::single_quotes;
            } else if (c == '"') {
                state = quoting::double_quotes;
            } else {
                word += c;
            }
        }
    }
    if (state != quoting::none) return std::nullopt;
    if (in_word) words.push_back(std::move(word));
    return words;
}

}  // namespace coaws::config
