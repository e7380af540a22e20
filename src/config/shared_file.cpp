// What the sections of configuration files mean, and how files combine (CFG-71, CFG-72, CFG-74).
#include <coaws/base/shell_words.hpp>
#include <coaws/config/shared_file.hpp>
#include <unordered_set>

namespace coaws::config {

namespace {

/// Sets `[kind NAME]` in `into`; dropped when the header is not exactly two words.
void set_named(value_map& into, std::string_view header, value keys) {
    auto words = shell_words(header);
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

}  // namespace coaws::config
