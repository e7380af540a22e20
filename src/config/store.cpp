// Questions to the configuration snapshot.
#include <algorithm>
#include <coaws/base/errors_config.hpp>
#include <coaws/base/text.hpp>
#include <coaws/config/store.hpp>

#include "config/python_text.hpp"
#include "config/store_snapshot.hpp"

namespace coaws::config {

namespace {

template <class T>
std::optional<T> typed(std::string_view variable, value const& v, std::string_view expected) {
    if (v.is_null()) return std::nullopt;
    if (auto const* held = v.get_if<T>()) return *held;
    throw invalid_config_error("The setting " + std::string(variable) + " must be " + std::string(expected) +
                               ", not a " + std::string(to_string(v.kind())) + ".");
}

std::string_view name_of(variable const& v) noexcept { return v.name(); }

/// Puts a variable into a table that is sorted by name, in the place of the one with its name.
void put(variable_table& sorted, variable defined) {
    auto const at = std::ranges::lower_bound(sorted, std::string_view(defined.name()), {}, name_of);
    if (at != sorted.end() && at->name() == defined.name())
        *at = std::move(defined);
    else
        sorted.insert(at, std::move(defined));
}

/// The built-in variables and these, sorted by name; of several with the same name the last one.
std::shared_ptr<variable_table const> merged_tables(variable_table const& extra) {
    auto merged = std::make_shared<variable_table>();
    for (auto const* table : {&builtin_variables(), &extra})
        for (auto const& one : *table) put(*merged, one);
    return merged;
}

std::shared_ptr<variable_table const> table_with(variable_table const& extra) {
    static auto const builtin = merged_tables({});
    return extra.empty() ? builtin : merged_tables(extra);
}

value const* key_of(value_map const& profile, file_key const& key) {
    if (key.section.empty()) return profile.find(key.key);
    value const* block = profile.find(key.section);
    return block == nullptr ? nullptr : block->find(key.key);
}

}  // namespace

store::store(std::shared_ptr<pipeline::environment const> environment, load_options options)
    : overrides_(std::move(options.overrides)) {
    auto made = std::make_shared<snapshot>();
    made->environment = std::move(environment);
    made->read_environment = options.read_environment;
    made->variables = table_with(options.variables);
    snapshot_ = std::move(made);
}

store::~store() = default;
store::store(store const&) = default;
store& store::operator=(store const&) = default;

variable const* store::definition(std::string_view name) const {
    auto const& table = *snapshot_->variables;
    auto const at = std::ranges::lower_bound(table, name, {}, name_of);
    return at != table.end() && at->name() == name ? &*at : nullptr;
}

std::optional<std::string> store::environment_variable(std::string_view name) const {
    if (!snapshot_->read_environment || snapshot_->environment == nullptr) return std::nullopt;
    return snapshot_->environment->get(name);
}

shared_config const& store::full_config() const {
    if (snapshot_->failure != nullptr) snapshot_->failure->raise();
    return snapshot_->merged;
}

std::optional<std::string> store::profile() const { return chosen_ ? chosen_->name : get_string("profile"); }

bool store::profile_is_explicit() const {
    auto const own = overrides_.find("profile");
    return own != overrides_.end() && !own->second.is_null();
}

std::vector<std::string> store::profiles() const {
    std::vector<std::string> names;
    for (auto const& [name, unused] : full_config().profiles) names.push_back(name);
    return names;
}

void store::choose_profile() noexcept {
    chosen_.reset();
    try {
        chosen_profile found{profile(), raw_scoped_config()};
        chosen_ = std::move(found);
    } catch (...) {
        // Whoever asks for it is told.
    }
}

value_map const* store::raw_scoped_config() const {
    if (chosen_) return chosen_->keys;
    auto const& all = full_config().profiles;
    auto const chosen = profile();
    value const* keys = all.find(chosen ? std::string_view(*chosen) : std::string_view("default"));
    if (keys == nullptr && chosen) throw profile_not_found(*chosen);
    return keys == nullptr ? nullptr : &keys->as_map();
}

value_map store::scoped_config() const {
    value_map const* raw = raw_scoped_config();
    if (raw == nullptr) return {};
    value_map keys = *raw;
    value* block = keys.find("s3");
    if (block != nullptr && block->is_map()) *block = get("s3");
    return keys;
}

value_map const* store::credentials_file_profile(std::string_view name) const {
    full_config();
    value const* keys = snapshot_->credentials_file.find(name);
    return keys == nullptr ? nullptr : &keys->as_map();
}

value_map const* store::config_file_profile(std::string_view name) const {
    full_config();
    value const* keys = snapshot_->config_file.profiles.find(name);
    return keys == nullptr ? nullptr : &keys->as_map();
}

located_value store::resolve(variable const& of, std::string_view default_name, source_set from) const {
    if (from.contains(value_source::instance)) {
        if (auto const own = overrides_.find(of.name()); own != overrides_.end() && !own->second.is_null())
            return located_value(own->second, value_source::instance, of.name());
    }
    if (from.contains(value_source::environment)) {
        for (auto const& name : of.env()) {
            if (auto text = environment_variable(name))
                return located_value(std::move(*text), value_source::environment, name);
        }
    }
    if (!of.file().empty() && from.contains(value_source::file)) {
        if (value_map const* profile_keys = raw_scoped_config()) {
            for (auto const& key : of.file()) {
                value const* found = key_of(*profile_keys, key);
                if (found == nullptr) continue;
                auto const chosen = profile().value_or("default");
                value_map const* own = credentials_file_profile(chosen);
                bool const in_credentials = own != nullptr && key_of(*own, key) != nullptr;
                return located_value(*found, value_source::file,
                                     in_credentials ? snapshot_->credentials_path : snapshot_->config_path);
            }
        }
    }
    if (auto const other = defaults_.find(default_name); other != defaults_.end()) {
        return located_value(other->second, value_source::default_value, {});
    }
    if (!of.default_value().is_null()) {
        return located_value(of.default_value(), value_source::default_value, {});
    }
    return {};
}

value store::overlaid_block(std::string_view name, variable_table const& table) const {
    value block;
    if (value_map const* profile_keys = raw_scoped_config()) {
        if (value const* found = profile_keys->find(name)) block = *found;
    }
    // A text where a block should be switches the whole section off, an empty one counts as absent.
    if (auto const* text = block.get_if<std::string>()) {
        if (!text->empty()) return {};
        block = value();
    }
    for (auto const& one : table) {
        auto found = resolve(one, std::string(name) + "." + one.name(), source_set::all());
        if (found.source != value_source::none) block[one.name()] = one.convert(std::move(found.value));
    }
    return block;
}

located_value store::find(std::string_view name, source_set from) const {
    variable const* known = definition(name);
    if (known == nullptr && (name == "s3" || name == "proxies_config")) {
        auto block = overlaid_block(name, name == "s3" ? s3_variables() : proxies_config_variables());
        if (block.is_null()) return {};
        return located_value(std::move(block), value_source::file, snapshot_->config_path);
    }
    if (known == nullptr) return {};
    auto found = resolve(*known, known->name(), from);
    // Opting in to the 2026 retry behaviour changes the default mode (RETRY-60).
    if (name == "retry_mode" && found.source == value_source::default_value && !defaults_.contains(name) &&
        iequals(environment_variable("AWS_NEW_RETRIES_2026").value_or(""), "true")) {
        found.value = "standard";
    }
    found.value = known->convert(std::move(found.value));
    return found;
}

value store::get(std::string_view name, source_set from) const { return find(name, from).value; }

std::optional<std::string> store::get_string(std::string_view name) const {
    return typed<std::string>(name, get(name), "a text");
}

std::optional<bool> store::get_bool(std::string_view name) const {
    return typed<bool>(name, get(name), "true or false");
}

std::optional<std::int64_t> store::get_int(std::string_view name) const {
    return typed<std::int64_t>(name, get(name), "a number");
}

value_map store::get_map(std::string_view name) const {
    return typed<value_map>(name, get(name), "a block of keys").value_or(value_map());
}

store store::with_override(std::string name, value v) const {
    store changed = *this;
    bool const other_profile = name == "profile";
    changed.overrides_[std::move(name)] = std::move(v);
    if (other_profile) changed.choose_profile();
    return changed;
}

store store::with_default(std::string name, value v) const {
    store changed = *this;
    bool const other_profile = name == "profile";
    changed.defaults_[std::move(name)] = std::move(v);
    if (other_profile) changed.choose_profile();
    return changed;
}

store store::with_variable(variable defined) const {
    store changed = *this;
    auto copy = std::make_shared<snapshot>(*snapshot_);
    auto table = std::make_shared<variable_table>(*copy->variables);
    put(*table, std::move(defined));
    copy->variables = std::move(table);
    changed.snapshot_ = std::move(copy);
    // The keys of the old choice stand in the old snapshot; the new one has its own.
    changed.choose_profile();
    return changed;
}

}  // namespace coaws::config
