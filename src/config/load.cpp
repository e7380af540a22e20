// Reading the two shared files into a store.
#include <coaws/config/store.hpp>

#include "config/store_snapshot.hpp"

namespace coaws::config {

namespace {

asio::awaitable<file_text> read(store const& settings, std::shared_ptr<pipeline::files> files,
                                std::string_view path_variable) {
    auto path = settings.get_string(path_variable);
    file_text file(settings.expand_path(path.value_or("")), std::nullopt);
    if (!file.path.empty()) {
        auto text = co_await files->read(file.path);
        file.text = std::move(text);
    }
    co_return file;
}

}  // namespace

asio::awaitable<std::shared_ptr<store const>> store_loader::load(
    std::shared_ptr<pipeline::environment const> environment, std::shared_ptr<pipeline::files> files,
    load_options options) {
    bool const read_files = options.read_files;
    store made(std::move(environment), std::move(options));
    auto filled = std::make_shared<store::snapshot>(*made.snapshot_);
    if (read_files) {
        auto config_file = co_await read(made, files, "config_file");
        auto credentials_file = co_await read(made, files, "credentials_file");
        filled->config_path = std::move(config_file.path);
        filled->credentials_path = std::move(credentials_file.path);
        auto config = parse_ini(config_file.text.value_or(""), filled->config_path);
        auto keys = parse_ini(credentials_file.text.value_or(""), filled->credentials_path);
        if (!config) {
            filled->failure = config.error_ptr();
        } else if (!keys) {
            filled->failure = keys.error_ptr();
        } else {
            filled->config_file = classify(std::move(*config));
            filled->credentials_file = std::move(*keys);
            filled->merged = filled->config_file;
            merge_credentials_file(filled->merged, filled->credentials_file);
        }
    }
    made.snapshot_ = std::move(filled);
    made.choose_profile();
    co_return std::make_shared<store const>(std::move(made));
}

asio::awaitable<std::shared_ptr<store const>> load(std::shared_ptr<pipeline::environment const> environment,
                                                   std::shared_ptr<pipeline::files> files,
                                                   load_options options) {
    return store_loader::load(std::move(environment), std::move(files), std::move(options));
}

}  // namespace coaws::config
