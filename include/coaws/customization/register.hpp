// The built-in handlers: what single services need beyond their models.
#pragma once

#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/client_settings.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/schema/service_schema.hpp>
#include <memory>

namespace coaws {

/// Registers the handlers that every session has, in the order of HND-X1…X13. Handlers keep what they need of
/// `world` (randomness, environment, clock).
void register_builtin_handlers(emitter& events, pipeline::world const& world);

/// Registers the handlers that depend on one client's service and settings (HND-50…55), on the client's own
/// emitter.
void register_client_handlers(emitter& events, service_metadata const& service,
                              pipeline::client_settings const& settings, pipeline::world const& world);

/// Registers, on the client's own emitter, the handlers that make calls or resolve endpoints and keys as the
/// client does: region redirects and sessions of S3, presigned copies of ec2, rds, neptune and docdb,
/// discovered endpoints. To be called once, after the core was made and before its first call. The handlers
/// do not keep the core alive.
void register_calling_handlers(std::shared_ptr<pipeline::client_core const> const& core);

}  // namespace coaws
