// Models and what is compiled from them, shared by all sessions of the process.
#pragma once

#include <coaws/endpoint/legacy_resolver.hpp>
#include <coaws/endpoint/partitions.hpp>
#include <coaws/endpoint/rule_set.hpp>
#include <coaws/model/loader.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/wait/waiter.hpp>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws {

/// What every client of a service shares.
struct service_bundle {
    std::shared_ptr<service_schema const> schema;
    std::shared_ptr<endpoint::rule_set const> rules;  ///< null when the service has none
};

/// The data under one list of folders, loaded on demand and kept. The functions that load may block on files;
/// the `find_` ones never do. Thread-safe.
class service_catalog {
  public:
    explicit service_catalog(std::vector<std::string> search_paths);
    /// A catalog of what a loader finds.
    explicit service_catalog(std::shared_ptr<model::loader const> from);

    /// The catalog of a list of folders; one a process and list.
    static std::shared_ptr<service_catalog> for_paths(std::vector<std::string> const& search_paths);

    /// The service, or an empty bundle when it has not been loaded yet.
    service_bundle find(std::string_view service, std::string_view version) const;
    /// Loads the service; throws what the loader throws.
    service_bundle load(std::string const& service, std::string const& version);
    /// The service's paging data, null when it has none.
    std::shared_ptr<json::document const> paginators(std::string const& service, std::string const& version);
    /// The service's waiters, null when it has none.
    std::shared_ptr<waiter_model const> waiters(std::string const& service, std::string const& version);
    std::vector<std::string> services() const;
    /// Where the data come from.
    std::shared_ptr<model::loader const> const& loader() const noexcept { return loader_; }

    /// The regions and hosts of old, the retry data, the defaults modes: loaded with the first service.
    std::shared_ptr<endpoint::legacy_resolver const> legacy_endpoints();
    std::shared_ptr<json::document const> retry_data();
    std::shared_ptr<json::document const> defaults_data();

  private:
    std::shared_ptr<endpoint::partitions const> partitions();
    /// Gives `slot`, made by `make` if it is empty. Making happens outside the lock; a race makes it twice at
    /// worst.
    template <class T>
    std::shared_ptr<T const> once(std::shared_ptr<T const>& slot,
                                  std::function<std::shared_ptr<T const>()> make);

    using key = std::pair<std::string, std::string>;  // service, version

    std::shared_ptr<model::loader const> const loader_;
    mutable std::mutex guard_;
    // under guard_
    std::map<key, service_bundle> bundles_;
    std::map<key, std::shared_ptr<json::document const>> paginators_;
    std::map<key, std::shared_ptr<waiter_model const>> waiters_;
    std::shared_ptr<endpoint::partitions const> partitions_;
    std::shared_ptr<endpoint::legacy_resolver const> legacy_;
    std::shared_ptr<json::document const> retry_;
    std::shared_ptr<json::document const> defaults_;
};

}  // namespace coaws
