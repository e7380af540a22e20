// The shared part of a store: what was read once.
#pragma once

#include <coaws/base/errors_config.hpp>
#include <coaws/config/store.hpp>

namespace coaws::config {

/// Immutable once the store is made.
struct store::snapshot {
    std::shared_ptr<pipeline::environment const> environment;
    bool read_environment = true;
    std::shared_ptr<variable_table const> variables;  ///< sorted by name

    std::string config_path;
    std::string credentials_path;
    shared_config config_file;
    sections credentials_file;
    shared_config merged;
    /// Why the files can't be used.
    std::shared_ptr<error const> failure;

    snapshot() = default;
};

/// Fills stores from files.
class store_loader {
  public:
    static asio::awaitable<std::shared_ptr<store const>> load(
        std::shared_ptr<pipeline::environment const> environment, std::shared_ptr<pipeline::files> files,
        load_options options);
};

}  // namespace coaws::config
