// Where fetched credentials are kept between searches (CRED-16, CRED-17).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/value/value.hpp>
#include <memory>
#include <optional>
#include <string>

namespace coaws {

namespace asio = boost::asio;

/// JSON documents by key. Keys are fit for file names. Thread-safe.
class credential_cache {
  public:
    virtual ~credential_cache() = default;
    /// The document of a key; nothing when there is none, or none that can be read.
    virtual asio::awaitable<std::optional<value_map>> get(std::string key) = 0;
    /// Keeps a document of JSON values. Throws when that fails.
    virtual asio::awaitable<void> put(std::string key, value_map document) = 0;
};

/// A cache that lives as long as its owners.
std::shared_ptr<credential_cache> make_memory_credential_cache();

/// A folder of files `KEY.json`, in the layout of botocore's JSONFileCache and so of the AWS CLI (there
/// `~/.aws/cli/cache`). Files are replaced in one step and readable by their owner only.
std::shared_ptr<credential_cache> make_file_credential_cache(std::shared_ptr<pipeline::files> files,
                                                             std::string folder);

}  // namespace coaws
