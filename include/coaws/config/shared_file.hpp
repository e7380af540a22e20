// The shared configuration and credentials files: their syntax and what their sections mean (CFG-70…74,
// SESS-09).
#pragma once

#include <coaws/base/result.hpp>
#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::config {

/// Sections by name, each a map of keys to a text or, for an indented block, to a map of texts. File order is
/// kept.
using sections = value_map;

/// Reads INI text by the rules of CFG-70 and CFG-73; names of keys come out in lower case. With `nested` off
/// an indented block stays the text that it is. The error is a config_parse_error with `path` and, as its
/// cause, the line and what is wrong there; a line's contents are never repeated, since they may be a secret.
result<sections> parse_ini(std::string_view text, std::string const& path, bool nested = true);

/// A configuration file by the meaning of its sections (CFG-71).
struct shared_config {
    value_map profiles;      ///< profile name → keys
    value_map sso_sessions;  ///< `[sso-session NAME]`
    value_map services;      ///< `[services NAME]`
    value_map others;        ///< every other section, verbatim

    shared_config() = default;
};

/// Sorts the sections of a configuration file. A `[profile NAME]` whose name is not exactly one word after
/// shell-style splitting is dropped; where `[default]` and `[profile default]` both exist, the later one
/// counts.
shared_config classify(sections parsed);

/// Adds the sections of a credentials file, whose names are profile names literally; their keys win (SESS-09,
/// CFG-72).
void merge_credentials_file(shared_config& config, sections const& credentials_file);

/// A file as read: its path and its text, or nothing where it does not exist.
struct file_text {
    std::string path;
    std::optional<std::string> text;

    file_text() = default;
    file_text(std::string p, std::optional<std::string> t) : path(std::move(p)), text(std::move(t)) {}
};

/// Combines configuration files, the most important first: the first file that has a section or profile
/// provides all of it; missing files are skipped (CFG-74).
result<shared_config> merge_files(std::vector<file_text> const& files);

}  // namespace coaws::config
