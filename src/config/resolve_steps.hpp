// The steps of resolving a client's settings, one a concern.
#pragma once

#include <coaws/config/resolved_client_config.hpp>

namespace coaws::config {

/// What every step sees: the options set in code, the other sources, and the result under construction.
struct resolve_step {
    client_options const& code;
    store const& settings;
    service_metadata const& service;
    value_map const& profile_keys;
    resolved_client_config& out;
};

/// CFG-20, CFG-21, CFG-45.
void resolve_s3(resolve_step const& step);
/// CFG-11, CFG-33, CFG-36, CFG-37, CFG-46.
void resolve_signing(resolve_step const& step);
/// CFG-05a, CFG-22.
void resolve_retries(resolve_step const& step);
/// CFG-30, CFG-31, CFG-34, CFG-35.
void resolve_payloads(resolve_step const& step);
/// CFG-16, CFG-24, CFG-25, CFG-32.
void resolve_behaviour(resolve_step const& step);

}  // namespace coaws::config
