// An environment and files in memory, for tests and for programs that don't want the library to look around.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/body.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <coaws/pipeline/ports.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::transport {

/// Environment variables in memory. Thread-safe.
class memory_environment final : public pipeline::environment {
  public:
    explicit memory_environment(std::map<std::string, std::string, std::less<>> variables = {},
                                std::string home = {});

    std::optional<std::string> get(std::string_view name) const override;
    std::string home() const override;

    void set(std::string name, std::string value);
    void unset(std::string_view name);
    void set_home(std::string path);

  private:
    mutable std::mutex guard_;
    std::map<std::string, std::string, std::less<>> variables_;
    std::string home_;
};

/// Files in memory, by their full path. Thread-safe.
class memory_files final : public pipeline::files {
  public:
    explicit memory_files(std::map<std::string, std::string, std::less<>> contents = {});

    boost::asio::awaitable<std::optional<std::string>> read(std::string path) override;
    boost::asio::awaitable<std::optional<std::uint64_t>> size(std::string path) override;
    /// The source holds what the file holds now. Reading it throws file_error when there is no such file.
    std::unique_ptr<pipeline::byte_source> open(body::file const& part) override;

    void set(std::string path, std::string text);
    void remove(std::string_view path);

  private:
    std::optional<std::string> find(std::string_view path);

    std::mutex guard_;
    std::map<std::string, std::string, std::less<>> contents_;
};

}  // namespace coaws::transport
