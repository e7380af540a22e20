// Finding and reading data files: service models, paginators, waiters, rule sets (MODEL-01…05).
#pragma once

#include <coaws/base/json.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::model {

/// The files that a loader may see. Called from the threads that call the loader, several at once; may block,
/// so the session calls the loader on its helper thread.
class file_system {
  public:
    virtual ~file_system() = default;
    /// Contents of a file, or nothing when it can't be read.
    virtual std::optional<std::string> read(std::string const& path) const = 0;
    /// Names of the entries of a folder, sorted; empty when there is no such folder.
    virtual std::vector<std::string> list(std::string const& path) const = 0;
    virtual bool is_directory(std::string const& path) const = 0;
};

/// The file system of this machine.
std::shared_ptr<file_system const> real_file_system();

/// A document and where it was found.
struct located_document {
    std::shared_ptr<json::document const> document;
    std::string path;  ///< of the file, without its extension
};

/// Loads JSON documents by service, version and type over an ordered list of folders in botocore's layout.
/// Documents are parsed once and shared; the first folder that has a file wins, `.json` before `.json.gz`;
/// extras
/// (`TYPE.sdk-extras`) are merged into what `load_service` gives. Thread-safe.
class loader {
  public:
    /// `builtin_root` is the one of the search paths that came with the library, for `is_builtin_path`; none
    /// when empty.
    explicit loader(std::vector<std::string> search_paths,
                    std::shared_ptr<file_system const> files = real_file_system(),
                    std::string builtin_root = {});
    ~loader();
    loader(loader const&) = delete;
    loader& operator=(loader const&) = delete;

    std::vector<std::string> const& search_paths() const noexcept;

    /// Names of the services that have a file of this type, sorted.
    std::vector<std::string> list_available_services(std::string_view type = "service-2") const;
    /// Versions of a service with a file of this type, sorted. Throws data_not_found_error when there is
    /// none.
    std::vector<std::string> list_api_versions(std::string_view service,
                                               std::string_view type = "service-2") const;
    /// The greatest of them. Throws data_not_found_error when there is none.
    std::string latest_version(std::string_view service, std::string_view type = "service-2") const;

    /// `<service>/<version>/<type>`, extras merged; `version` empty means the latest. Throws
    /// unknown_service_error when no folder has the service with this type, data_not_found_error when the
    /// version is not there, and json_decode_error or bad_gzip_file_error naming the file.
    std::shared_ptr<json::document const> load_service(std::string_view service, std::string_view type,
                                                       std::string_view version = {}) const;
    /// A file by its path below the folders, without extension, e.g. "partitions". Throws
    /// data_not_found_error.
    std::shared_ptr<json::document const> load_data(std::string_view name) const;
    /// The same, and the path of the file that gave it.
    located_document load_data_with_path(std::string_view name) const;
    /// Whether a path lies below the built-in data folder (MODEL-06).
    bool is_builtin_path(std::string_view path) const noexcept;

  private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

}  // namespace coaws::model
