// Environment and files of a test, in memory.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/config/store.hpp>
#include <coaws/pipeline/ports.hpp>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coaws::test {

namespace asio = boost::asio;

using texts = std::map<std::string, std::string, std::less<>>;

/// Variables by name; the home folder is /u/me.
class memory_environment final : public pipeline::environment {
  public:
    explicit memory_environment(texts variables = {}) : variables_(std::move(variables)) {}
    std::optional<std::string> get(std::string_view name) const override {
        auto const found = variables_.find(name);
        return found == variables_.end() ? std::nullopt : std::optional(found->second);
    }
    std::string home() const override { return "/u/me"; }
    void set(std::string name, std::string text) { variables_[std::move(name)] = std::move(text); }
    void unset(std::string const& name) { variables_.erase(name); }

  private:
    texts variables_;
};

/// Contents by path; counts what is read.
class memory_files final : public pipeline::files {
  public:
    explicit memory_files(texts contents = {}) : contents_(std::move(contents)) {}
    asio::awaitable<std::optional<std::string>> read(std::string path) override {
        ++reads;
        auto const found = contents_.find(path);
        if (found == contents_.end()) co_return std::nullopt;
        co_return found->second;
    }
    asio::awaitable<std::optional<std::uint64_t>> size(std::string) override { co_return std::nullopt; }
    std::unique_ptr<pipeline::byte_source> open(body::file const&) override { return nullptr; }
    asio::awaitable<void> write_private(std::string path, std::string text) override {
        if (read_only) throw value_error("no space left");
        contents_[std::move(path)] = std::move(text);
        co_return;
    }
    void set(std::string path, std::string text) { contents_[std::move(path)] = std::move(text); }
    void remove(std::string const& path) { contents_.erase(path); }
    /// What a file holds; empty when there is none.
    std::string text(std::string const& path) const {
        auto const found = contents_.find(path);
        return found == contents_.end() ? std::string() : found->second;
    }
    std::vector<std::string> paths() const {
        std::vector<std::string> all;
        for (auto const& [path, text] : contents_) all.push_back(path);
        return all;
    }

    int reads = 0;
    bool read_only = false;

  private:
    texts contents_;
};

/// Runs a coroutine to its end on a loop of its own.
template <class T>
T run(asio::awaitable<T> coroutine) {
    asio::io_context loop;
    std::optional<T> result;
    std::exception_ptr failure;
    asio::co_spawn(loop, std::move(coroutine), [&](std::exception_ptr error, T value) {
        failure = std::move(error);
        if (!failure) result.emplace(std::move(value));
    });
    loop.run();
    if (failure) std::rethrow_exception(failure);
    return std::move(*result);
}

/// A store over a configuration file, a credentials file and an environment.
inline std::shared_ptr<config::store const> make_store(std::string config_file,
                                                       std::string credentials_file = {},
                                                       texts variables = {},
                                                       config::load_options options = {}) {
    texts contents;
    if (!config_file.empty()) contents["/u/me/.aws/config"] = std::move(config_file);
    if (!credentials_file.empty()) contents["/u/me/.aws/credentials"] = std::move(credentials_file);
    auto environment = std::make_shared<memory_environment>(std::move(variables));
    auto files = std::make_shared<memory_files>(std::move(contents));
    return run(config::load(std::move(environment), std::move(files), std::move(options)));
}

/// Options that choose a profile in code.
inline config::load_options with_profile(std::string name) {
    config::load_options options;
    options.overrides["profile"] = std::move(name);
    return options;
}

}  // namespace coaws::test
