// What is known of an operation before it is called: computed once a client.
#pragma once

#include <coaws/endpoint/parameter_binding.hpp>
#include <coaws/event/emitter.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/events.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace coaws::pipeline {

/// The full names of an operation's events, e.g. `before-call.s3.PutObject`.
struct event_names {
    std::string provide_client_params;
    std::string before_parameter_build;
    std::string before_endpoint_resolution;
    std::string before_call;
    std::string request_created;
    std::string choose_signer;
    std::string before_sign;
    std::string before_send;
    std::string before_parse;
    std::string response_received;
    std::string needs_retry;
    std::string after_call;
    std::string after_call_error;
};

/// The handlers of an event that tells of success and failure.
struct result_handlers {
    handler_list all;      ///< for failures
    handler_list success;  ///< those that do something about success

    handler_list const& of(bool succeeded) const noexcept { return succeeded ? success : all; }
};

/// The handlers of an operation at one version of the client's emitter. Immutable.
struct call_handlers {
    std::uint64_t version = 0;
    handler_list provide_client_params;
    handler_list before_parameter_build;
    handler_list before_endpoint_resolution;
    handler_list before_call;
    handler_list before_signature;  ///< handlers of request-created that run before the signer (EVT-R8b)
    handler_list after_signature;   ///< and those that run after it
    handler_list choose_signer;
    handler_list before_sign;
    handler_list before_send;
    handler_list before_parse;
    result_handlers response_received;
    result_handlers
        before_retry_decision;  ///< handlers of needs-retry before the client's own strategy (HND-51)
    result_handlers after_retry_decision;
    result_handlers after_call;
    handler_list direct_results;     ///< those of after-call for a result in a generated struct
    bool results_are_values = true;  ///< somebody has to see results as values
    handler_list after_call_error;
};

struct operation_plan {
    operation_schema operation;  ///< the client's own copy, edited by planning-operation handlers
    event_names names;
    /// From the operation's own traits and the client's preference (MODEL-21, CLI-12); endpoint auth schemes
    /// replace it.
    std::optional<std::string> auth_type;
    std::optional<endpoint::parameter_binding> binding;  ///< absent without a rule set
    /// Top-level input members whose values steer the call: endpoint parameters and checksums.
    std::vector<std::uint16_t> inspected_members;

    /// The current handlers; cheap while registrations do not change.
    std::shared_ptr<call_handlers const> handlers(client_core const& core) const;

  private:
    mutable std::mutex guard_;
    mutable std::shared_ptr<call_handlers const> handlers_;  // under guard_
};

/// Stands in the emitter at the place where the client signs and decides on retries.
event_detail::handler_ptr const& signature_marker();
event_detail::handler_ptr const& retry_marker();

/// Makes the plan of an operation.
std::unique_ptr<operation_plan> make_plan(client_core const& core, operation_schema const& operation);

}  // namespace coaws::pipeline
