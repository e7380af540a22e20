// Models and what is compiled from them, shared by all sessions of the process.
#include "client/service_catalog.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/schema/from_model.hpp>

namespace coaws {

namespace {

/// The document, or null when no folder has one of this type for the service.
std::shared_ptr<json::document const> load_optional(model::loader const& loader, std::string const& service,
                                                    std::string_view type, std::string const& version) {
    try {
        return loader.load_service(service, type, version);
    } catch (data_not_found_error const&) {
        return nullptr;
    }
}

}  // namespace

service_catalog::service_catalog(std::vector<std::string> search_paths)
    : service_catalog(std::make_shared<model::loader const>(std::move(search_paths))) {}

service_catalog::service_catalog(std::shared_ptr<model::loader const> from) : loader_(std::move(from)) {}

std::shared_ptr<service_catalog> service_catalog::for_paths(std::vector<std::string> const& search_paths) {
    static std::mutex guard;
    // Never destroyed: clients may be used until the very end of the process.
    static auto& catalogs = *new std::map<std::vector<std::string>, std::shared_ptr<service_catalog>>();
    std::lock_guard lock(guard);
    auto& found = catalogs[search_paths];
    if (!found) found = std::make_shared<service_catalog>(search_paths);
    return found;
}

service_bundle service_catalog::find(std::string_view service, std::string_view version) const {
    std::lock_guard lock(guard_);
    auto const hit = bundles_.find(key(service, version));
    return hit == bundles_.end() ? service_bundle() : hit->second;
}

service_bundle service_catalog::load(std::string const& service, std::string const& version) {
    if (auto have = find(service, version); have.schema) return have;
    service_bundle fresh;
    fresh.schema = make_service_schema(service, loader_->load_service(service, "service-2", version));
    if (auto const rules = load_optional(*loader_, service, "endpoint-rule-set-1", version))
        fresh.rules = endpoint::rule_set::compile(*rules, partitions());
    legacy_endpoints();
    retry_data();
    std::lock_guard lock(guard_);
    return bundles_.try_emplace(key(service, version), std::move(fresh)).first->second;
}

std::shared_ptr<json::document const> service_catalog::paginators(std::string const& service,
                                                                  std::string const& version) {
    {
        std::lock_guard lock(guard_);
        if (auto hit = paginators_.find({service, version}); hit != paginators_.end()) return hit->second;
    }
    auto fresh = load_optional(*loader_, service, "paginators-1", version);
    std::lock_guard lock(guard_);
    return paginators_.try_emplace({service, version}, std::move(fresh)).first->second;
}

std::shared_ptr<waiter_model const> service_catalog::waiters(std::string const& service,
                                                             std::string const& version) {
    {
        std::lock_guard lock(guard_);
        if (auto hit = waiters_.find({service, version}); hit != waiters_.end()) return hit->second;
    }
    std::shared_ptr<waiter_model const> fresh;
    if (auto const document = load_optional(*loader_, service, "waiters-2", version))
        fresh = waiter_model::compile(*document);
    std::lock_guard lock(guard_);
    return waiters_.try_emplace({service, version}, std::move(fresh)).first->second;
}

std::vector<std::string> service_catalog::services() const { return loader_->list_available_services(); }

template <class T>
std::shared_ptr<T const> service_catalog::once(std::shared_ptr<T const>& slot,
                                               std::function<std::shared_ptr<T const>()> make) {
    {
        std::lock_guard lock(guard_);
        if (slot) return slot;
    }
    auto fresh = make();
    std::lock_guard lock(guard_);
    if (!slot) slot = std::move(fresh);
    return slot;
}

std::shared_ptr<endpoint::legacy_resolver const> service_catalog::legacy_endpoints() {
    return once<endpoint::legacy_resolver>(legacy_, [this] {
        return std::make_shared<endpoint::legacy_resolver const>(loader_->load_data("endpoints"));
    });
}

std::shared_ptr<endpoint::partitions const> service_catalog::partitions() {
    return once<endpoint::partitions>(
        partitions_, [this] { return endpoint::partitions::load(loader_->load_data("partitions")->root()); });
}

std::shared_ptr<json::document const> service_catalog::retry_data() {
    return once<json::document>(retry_, [this] { return loader_->load_data("_retry"); });
}

std::shared_ptr<json::document const> service_catalog::defaults_data() {
    return once<json::document>(defaults_,
                                [this] { return loader_->load_data("sdk-default-configuration"); });
}

}  // namespace coaws
