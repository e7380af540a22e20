// A file system for loader tests.
#pragma once

#include <atomic>
#include <coaws/model/loader.hpp>
#include <map>
#include <set>
#include <string>

namespace coaws::testing_data {

/// Files in memory; folders are what lies before the slashes of their names. Counts reads.
class memory_file_system final : public model::file_system {
  public:
    std::map<std::string, std::string> files;
    mutable std::atomic<int> reads{0};

    memory_file_system() = default;

    std::optional<std::string> read(std::string const& path) const override {
        auto it = files.find(path);
        if (it == files.end()) return std::nullopt;
        ++reads;
        return it->second;
    }
    std::vector<std::string> list(std::string const& path) const override {
        std::set<std::string> names;
        auto const prefix = path + "/";
        for (auto const& [name, text] : files)
            if (name.starts_with(prefix))
                names.insert(name.substr(prefix.size(), name.find('/', prefix.size()) - prefix.size()));
        return {names.begin(), names.end()};
    }
    bool is_directory(std::string const& path) const override { return !list(path).empty(); }
};

}  // namespace coaws::testing_data
