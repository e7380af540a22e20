// The session variables: where each is looked for and what it is by default (CFG-40, CFG-41, CFG-45).
#pragma once

#include <coaws/value/value.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::config {

/// What is made of a value that was found; applied to defaults and overrides as well (CFG-01…03).
enum class conversion : std::uint8_t { none, boolean, integer };

/// A conversion of one's own; never gets null. What it throws reaches whoever asks for the variable.
using converter = std::function<value(value)>;

/// A key of the profile, or of an indented block of it.
struct file_key {
    std::string section;  ///< the key that holds the block; empty for a key of the profile itself
    std::string key;

    file_key() = default;
    explicit file_key(std::string k) : key(std::move(k)) {}
    file_key(std::string s, std::string k) : section(std::move(s)), key(std::move(k)) {}
};

/// One variable: looked for in the session's own settings, then in the environment, then in the profile.
class variable {
  public:
    explicit variable(std::string name) : name_(std::move(name)) {}

    /// Adds an environment variable; earlier ones win.
    variable&& with_env(std::string name) && {
        env_.push_back(std::move(name));
        return std::move(*this);
    }
    /// Adds a place in the profile; earlier ones win.
    variable&& with_file(file_key key) && {
        file_.push_back(std::move(key));
        return std::move(*this);
    }
    variable&& with_default(value v) && {
        default_ = std::move(v);
        return std::move(*this);
    }
    variable&& with_conversion(conversion c) && {
        conversion_ = c;
        return std::move(*this);
    }
    /// Converts with a function instead. It may be called from any thread.
    variable&& with_converter(converter by) && {
        converter_ = std::move(by);
        return std::move(*this);
    }

    std::string const& name() const noexcept { return name_; }
    std::vector<std::string> const& env() const noexcept { return env_; }
    std::vector<file_key> const& file() const noexcept { return file_; }
    value const& default_value() const noexcept { return default_; }
    config::conversion conversion() const noexcept { return conversion_; }
    /// A value of this variable, converted; null stays null. Throws as `config::convert` and the converter.
    value convert(value v) const;

  private:
    std::string name_;
    std::vector<std::string> env_;
    std::vector<file_key> file_;
    value default_;
    config::conversion conversion_ = config::conversion::none;
    config::converter converter_;
};

/// A list of variables; of two with the same name the later one counts.
using variable_table = std::vector<variable>;

/// The built-in variables. `AWS_REGION` is read before `AWS_DEFAULT_REGION`, which the reference does not do.
variable_table const& builtin_variables();
/// The variables that overlay the `s3` block (CFG-45).
variable_table const& s3_variables();
/// The variables that overlay the `proxies_config` block (CFG-41j).
variable_table const& proxies_config_variables();

/// Converts a value. Throws value_error when a text is no integer.
value convert(value v, conversion how);

}  // namespace coaws::config
