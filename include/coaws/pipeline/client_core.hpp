// Everything the operations of one client share.
#pragma once

#include <coaws/endpoint/resolution_cache.hpp>
#include <coaws/endpoint/rule_set.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_settings.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/retry/strategy.hpp>
#include <coaws/schema/service_schema.hpp>
#include <memory>
#include <string_view>

namespace coaws {
class metrics_observer;  // see coaws/pipeline/metrics.hpp
}

namespace coaws::pipeline {

class clock_offsets;    // corrections of the clock; see src/pipeline/clock_offsets.hpp
struct operation_plan;  // precomputed per operation; see src/pipeline/operation_plan.hpp

/// What a client core is made of; all pointers but `rules`, `identity`, `tokens` and `metrics` are set.
struct client_parts {
    std::shared_ptr<service_schema const> service;
    std::shared_ptr<endpoint::rule_set const> rules;  ///< null: `settings.endpoint_url` is used as it is
    std::shared_ptr<retry::strategy> retries;
    std::shared_ptr<identity_source> identity;  ///< null: no credentials
    std::shared_ptr<token_source> tokens;       ///< bearer tokens; null: none
    std::shared_ptr<coaws::emitter> events;     ///< the client's own copy
    std::shared_ptr<metrics_observer> metrics;  ///< null: nothing is measured
    pipeline::world world;
    client_settings settings;

    client_parts() = default;
};

/// The shared, immutable heart of a client (its emitter, retry quota and caches guard themselves).
/// Thread-safe.
class client_core {
  public:
    explicit client_core(client_parts parts);
    ~client_core();
    client_core(client_core const&) = delete;
    client_core& operator=(client_core const&) = delete;

    service_schema const& service() const noexcept { return *parts_.service; }
    client_settings const& settings() const noexcept { return parts_.settings; }
    /// Resolved endpoints of this client; null without a rule set.
    endpoint::resolution_cache* endpoints() const noexcept { return endpoints_.get(); }
    retry::strategy& retries() const noexcept { return *parts_.retries; }
    identity_source* identity() const noexcept { return parts_.identity.get(); }
    token_source* tokens() const noexcept { return parts_.tokens.get(); }
    coaws::emitter& events() const noexcept { return *parts_.events; }
    /// Who is told what calls cost; null: nobody, and nothing is measured.
    metrics_observer* metrics() const noexcept { return parts_.metrics.get(); }
    /// How far the clocks of this client's endpoints are ahead of ours, as far as they complained (LIM-02).
    clock_offsets& offsets() const noexcept { return *offsets_; }
    pipeline::world const& world() const noexcept { return parts_.world; }
    protocol::wire_protocol const& protocol() const noexcept { return *protocol_; }
    client_parts const& parts() const noexcept { return parts_; }

    /// The plan of an operation, made on first use. Throws operation_not_found_error naming the nearest
    /// names.
    operation_plan const& plan(std::string_view operation) const;

  private:
    struct plans;
    client_parts parts_;
    protocol::wire_protocol const* protocol_;
    std::unique_ptr<endpoint::resolution_cache> endpoints_;
    std::unique_ptr<clock_offsets> offsets_;
    std::unique_ptr<plans> plans_;
};

}  // namespace coaws::pipeline
