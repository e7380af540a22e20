// Everything that environment and files say, as one immutable snapshot with typed questions (CFG-01,
// SESS-05…09).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/config/shared_file.hpp>
#include <coaws/config/variables.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/value/value.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::config {

namespace asio = boost::asio;

/// Where a value comes from.
enum class value_source : std::uint8_t { none, instance, environment, file, default_value };

/// Some of the sources: `value_source::environment | value_source::file`.
class source_set {
  public:
    constexpr source_set(value_source one) noexcept : bits_(bit(one)) {}
    /// All there are.
    static constexpr source_set all() noexcept { return source_set(0xffU); }

    constexpr bool contains(value_source one) const noexcept { return (bits_ & bit(one)) != 0; }
    friend constexpr source_set operator|(source_set a, source_set b) noexcept;

  private:
    explicit constexpr source_set(unsigned bits) noexcept : bits_(bits) {}
    static constexpr unsigned bit(value_source one) noexcept { return 1U << static_cast<unsigned>(one); }

    unsigned bits_;
};
constexpr source_set operator|(source_set a, source_set b) noexcept { return source_set(a.bits_ | b.bits_); }
constexpr source_set operator|(value_source a, value_source b) noexcept {
    return source_set(a) | source_set(b);
}

/// A value, its source, and the name of the environment variable or the path of the file that has it.
struct located_value {
    coaws::value value;
    value_source source = value_source::none;
    std::string location;

    located_value() = default;
    located_value(coaws::value v, value_source s, std::string l)
        : value(std::move(v)), source(s), location(std::move(l)) {}
};

/// What `load` reads.
struct load_options {
    /// Off: no environment variable is looked at, here or later; the home folder still counts.
    bool read_environment = true;
    /// Off: no file is opened.
    bool read_files = true;
    /// The session's own settings by variable name (SESS-07), the top of every chain.
    std::map<std::string, value, std::less<>> overrides{};
    /// Further variables; one with the name of a built-in variable replaces it (SESS-01).
    variable_table variables{};

    load_options() = default;
};

/// Where the instance metadata service is and how patiently it is asked (CFG-40h…m).
struct metadata_service_settings {
    std::string endpoint;  ///< base URL
    std::int64_t timeout_seconds = 1;
    std::int64_t num_attempts = 1;
    bool v1_disabled = false;

    metadata_service_settings() = default;
};

/// The configuration of a session at one moment.
///
/// Files have been read, and the profile is chosen, when a store has been loaded; other environment variables
/// are read when asked for. A broken file and a missing profile surface at the first question that needs the
/// files. Thread-safety: immutable; share it freely. All questions may throw config_parse_error,
/// profile_not_found, or value_error for a text that is no number.
class store {
  public:
    /// A store over an environment and no files; for tests and for programs that configure everything in
    /// code.
    explicit store(std::shared_ptr<pipeline::environment const> environment, load_options options = {});
    ~store();
    store(store const&);
    store& operator=(store const&);

    /// The value of a variable after conversion, or null: unknown, or set nowhere (SESS-06). `s3` and
    /// `proxies_config` are maps (CFG-45, CFG-41j). With `from`, other sources are passed over; defaults
    /// always count, and the two maps are not affected.
    value get(std::string_view variable, source_set from = source_set::all()) const;
    /// The same with its source, for listings.
    located_value find(std::string_view variable, source_set from = source_set::all()) const;
    /// Where a variable is looked for; null for an unknown one. Valid as long as a store that has it.
    variable const* definition(std::string_view variable) const;
    /// The value as text, flag, number or map, or nothing when it is null. Throws invalid_config_error when
    /// the value is of another kind.
    std::optional<std::string> get_string(std::string_view variable) const;
    std::optional<bool> get_bool(std::string_view variable) const;
    std::optional<std::int64_t> get_int(std::string_view variable) const;
    value_map get_map(std::string_view variable) const;

    /// The active profile's keys from both files, or an empty map when none was chosen and there is no
    /// `default` (SESS-08). A map under `s3` holds the values that are in force, flags converted. Throws
    /// profile_not_found.
    value_map scoped_config() const;
    /// Both files merged (SESS-09).
    shared_config const& full_config() const;
    /// Names of all profiles, config file first (SESS-05).
    std::vector<std::string> profiles() const;
    /// The value of variable `profile`.
    std::optional<std::string> profile() const;
    /// Whether the profile was chosen in code, not by the environment (CRED-03).
    bool profile_is_explicit() const;
    /// A profile of the credentials file or of the configuration file alone; null when there is none.
    value_map const* credentials_file_profile(std::string_view name) const;
    value_map const* config_file_profile(std::string_view name) const;

    /// An environment variable, unless reading the environment is off.
    std::optional<std::string> environment_variable(std::string_view name) const;
    /// Replaces `$VAR` and `${VAR}`, then a leading `~` (CFG-74); unknown variables stay.
    std::string expand_path(std::string_view path) const;
    /// Settings of the instance metadata service. Throws invalid_imds_endpoint_error,
    /// invalid_imds_endpoint_mode_error.
    metadata_service_settings metadata_service() const;
    /// The endpoint URL that environment or files set for a service, by its client name; nothing when there
    /// is none (CFG-50). Throws invalid_config_error when the profile names a missing services section
    /// (CFG-51).
    std::optional<std::string> configured_endpoint_url(std::string_view client_name) const;

    /// A store that differs in one of the session's own settings (SESS-07); null removes it. Files are not
    /// read again.
    store with_override(std::string name, value v) const;
    /// A store with another default for a variable, or for `s3.<key>` (CFG-61).
    store with_default(std::string name, value v) const;
    /// A store in which a variable is new, or looked for elsewhere (SESS-26, CFG-06). Files are not read
    /// again.
    store with_variable(variable defined) const;

  private:
    friend class store_loader;
    struct snapshot;

    value_map const* raw_scoped_config() const;
    /// Finds the profile and its keys once, where nothing about them is wrong; else each question says what
    /// is.
    void choose_profile() noexcept;
    located_value resolve(variable const& of, std::string_view default_name, source_set from) const;
    value overlaid_block(std::string_view name, variable_table const& table) const;

    std::shared_ptr<snapshot const> snapshot_;
    struct chosen_profile {
        std::optional<std::string> name;
        value_map const* keys;  ///< in the snapshot; null where there are none
    };
    std::optional<chosen_profile> chosen_;
    std::map<std::string, value, std::less<>> overrides_;
    std::map<std::string, value, std::less<>> defaults_;
};

/// Reads the configuration file and the credentials file and makes the snapshot. Missing files count as
/// empty; the paths come from the variables `config_file` and `credentials_file`. Runs on the caller's
/// executor, reads through `files`. Cancellation: as the port. Errors of the files are kept in the store, not
/// thrown here.
asio::awaitable<std::shared_ptr<store const>> load(std::shared_ptr<pipeline::environment const> environment,
                                                   std::shared_ptr<pipeline::files> files,
                                                   load_options options = {});

}  // namespace coaws::config
