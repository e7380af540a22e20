// Everything the operations of one client share.
#include "pipeline/clock_offsets.hpp"
#include "pipeline/operation_plan.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/getattr.hpp>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace coaws::pipeline {

struct client_core::plans {
    struct text_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>()(text);
        }
    };

    std::shared_mutex guard;
    std::unordered_map<std::string, operation_plan const*, text_hash, std::equal_to<>>
        by_name;                                                                        // under guard
    std::unordered_map<operation_schema const*, std::unique_ptr<operation_plan>> made;  // under guard
};

namespace {

/// The operation that a handler of getattr gives for a name that the model does not have, or null (EVT-05).
operation_schema const* ask_for_operation(client_core const& core, std::string_view name) {
    auto const& service = core.service();
    std::string full(getattr::event_name);
    full.append(".").append(service.metadata().event_id).append(".").append(name);
    getattr event(full, service, name);
    event_answer<getattr> meant;
    // Held on to, as somebody may register meanwhile. Nothing is awaited here, so coroutines can't be asked.
    auto const handlers = core.events().find(full);
    for (auto const& h : *handlers)
        if (h->is_plain() && !meant) h->call(event, &meant);
    return meant ? service.find_operation(*meant) : nullptr;
}

}  // namespace

client_core::client_core(client_parts parts)
    : parts_(std::move(parts)),
      protocol_(protocol::find_protocol(parts_.service->metadata().protocol)),
      endpoints_(parts_.rules ? std::make_unique<endpoint::resolution_cache>(parts_.rules) : nullptr),
      offsets_(std::make_unique<clock_offsets>()),
      plans_(std::make_unique<plans>()) {
    auto const& id = parts_.service->metadata().event_id;
    if (protocol_ == nullptr)
        throw unsupported_service_protocols_error(
            {"json", "rest-json", "rest-xml", "smithy-rpc-v2-cbor", "query", "ec2"},
            parts_.service->metadata().name, {parts_.service->metadata().protocol});
    parts_.events->add(std::string(request_created::event_name) + '.' + id, signature_marker(),
                       handler_position::normal, {});
    parts_.events->add(std::string(needs_retry::event_name) + '.' + id, retry_marker(),
                       handler_position::normal, {});
}

client_core::~client_core() = default;

operation_plan const& client_core::plan(std::string_view operation) const {
    {
        std::shared_lock lock(plans_->guard);
        if (auto hit = plans_->by_name.find(operation); hit != plans_->by_name.end()) return *hit->second;
    }
    auto const* schema = service().find_operation(operation);
    if (schema == nullptr) {
        // Under its own name, so that handlers are asked anew for the other one.
        if (auto const* meant = ask_for_operation(*this, operation)) return plan(meant->name);
        auto const near = nearest_names(operation, service().operation_names());
        std::string text =
            "Service '" + service().metadata().name + "' has no operation '" + std::string(operation) + "'";
        for (std::size_t i = 0; i < near.size(); ++i) text += (i == 0 ? "; nearest: " : ", ") + near[i];
        throw operation_not_found_error(text);
    }
    auto fresh = make_plan(*this, *schema);
    std::unique_lock lock(plans_->guard);
    auto& made = plans_->made[schema];
    if (!made) made = std::move(fresh);
    plans_->by_name.emplace(std::string(operation), made.get());
    return *made;
}

}  // namespace coaws::pipeline
