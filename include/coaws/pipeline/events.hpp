// The events of an operation's life, in the order in which they are emitted (EVT-06…EVT-18).
#pragma once

#include <chrono>
#include <coaws/base/error.hpp>
#include <coaws/endpoint/parameter_binding.hpp>
#include <coaws/event/event.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/call_context.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/value/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coaws {

/// A payload of an event within a call.
struct operation_event : event {
    call_context& context;

    operation_event(std::string_view full_name, call_context& ctx) noexcept
        : event(full_name), context(ctx) {}

    service_schema const& service() const noexcept { return context.service(); }
    operation_schema const& operation() const noexcept { return context.operation(); }
};

/// Once a client and operation, when the operation is first called: the client's own copy of the operation
/// may be edited (its URI, host prefix and the like). Only plain handlers; an extension of botocore's list,
/// where handlers edit the shared model instead.
struct planning_operation : event {
    static constexpr std::string_view event_name = "planning-operation";

    service_schema const& service;
    operation_schema& operation;

    planning_operation(std::string_view full_name, service_schema const& s, operation_schema& o) noexcept
        : event(full_name), service(s), operation(o) {}
};

/// First of all: the parameters as the caller gave them. They may be edited in place; the first answer
/// replaces them.
struct provide_client_params : operation_event {
    static constexpr std::string_view event_name = "provide-client-params";
    using answer = value_map;

    value_map& params;

    provide_client_params(std::string_view full_name, call_context& ctx, value_map& p) noexcept
        : operation_event(full_name, ctx), params(p) {}
};

/// Before validation and serialisation: last chance to edit the parameters.
struct before_parameter_build : operation_event {
    static constexpr std::string_view event_name = "before-parameter-build";

    value_map& params;

    before_parameter_build(std::string_view full_name, call_context& ctx, value_map& p) noexcept
        : operation_event(full_name, ctx), params(p) {}
};

/// Before the rule set is asked: built-in parameters may be changed for this call.
struct before_endpoint_resolution : operation_event {
    static constexpr std::string_view event_name = "before-endpoint-resolution";

    endpoint::builtin_values& builtins;
    value_map& params;

    before_endpoint_resolution(std::string_view full_name, call_context& ctx, endpoint::builtin_values& b,
                               value_map& p) noexcept
        : operation_event(full_name, ctx), builtins(b), params(p) {}
};

/// A request between serialisation and sending. While `form_body` is set it stands instead of the body.
struct prepared_request {
    http::request http;
    std::optional<protocol::form> form_body;

    prepared_request() = default;
};

/// What ends a call without sending: a response and its parsed form.
struct canned_answer {
    http::response response;
    value_map parsed;

    canned_answer() = default;
};

/// The request is ready but for checksum and signature. The first answer ends the call without sending.
struct before_call : operation_event {
    static constexpr std::string_view event_name = "before-call";
    using answer = canned_answer;

    prepared_request& request;
    value_map const& params;

    before_call(std::string_view full_name, call_context& ctx, prepared_request& r,
                value_map const& p) noexcept
        : operation_event(full_name, ctx), request(r), params(p) {}
};

/// Once an attempt: the request that will be signed (EVT-R8b tells which handlers run before the signature).
struct request_created : operation_event {
    static constexpr std::string_view event_name = "request-created";

    http::request& request;

    request_created(std::string_view full_name, call_context& ctx, http::request& r) noexcept
        : operation_event(full_name, ctx), request(r) {}
};

/// Asks for the signer: the first answer is its name (`v4`, `s3v4`, `v4a`, `bearer`, …), or `none` for no
/// signature.
struct choose_signer : operation_event {
    static constexpr std::string_view event_name = "choose-signer";
    using answer = std::string;

    std::string_view signing_name;
    std::string_view region_name;
    std::string_view signature_version;

    choose_signer(std::string_view full_name, call_context& ctx) noexcept : operation_event(full_name, ctx) {}
};

/// Just before the signature; the request may still be edited.
struct before_sign : operation_event {
    static constexpr std::string_view event_name = "before-sign";

    http::request& request;
    std::string_view signing_name;
    std::string_view region_name;
    std::string_view signature_version;

    before_sign(std::string_view full_name, call_context& ctx, http::request& r) noexcept
        : operation_event(full_name, ctx), request(r) {}
};

/// The signed request about to leave. The first answer is taken as the response and nothing is sent.
struct before_send : operation_event {
    static constexpr std::string_view event_name = "before-send";
    using answer = http::response;

    http::request const& request;

    before_send(std::string_view full_name, call_context& ctx, http::request const& r) noexcept
        : operation_event(full_name, ctx), request(r) {}
};

/// A response before it is parsed; status, headers and a body in memory may be edited. `extra` is merged into
/// the parsed result.
struct before_parse : operation_event {
    static constexpr std::string_view event_name = "before-parse";

    http::response& response;
    value_map& extra;

    before_parse(std::string_view full_name, call_context& ctx, http::response& r, value_map& x) noexcept
        : operation_event(full_name, ctx), response(r), extra(x) {}
};

/// What an attempt came to: a response and its parsed form, or an error of sending. Exactly one of `response`
/// and `failure` is set.
struct attempt_outcome {
    http::response const* response = nullptr;
    protocol::parsed_error const* service_error = nullptr;  ///< set when the response is an error
    value_map const* parsed = nullptr;                      ///< set when the response is a success
    error const* failure = nullptr;

    attempt_outcome() = default;
};

/// An attempt has ended, with a response or an error.
struct response_received : operation_event {
    static constexpr std::string_view event_name = "response-received";

    attempt_outcome const& outcome;

    response_received(std::string_view full_name, call_context& ctx, attempt_outcome const& o) noexcept
        : operation_event(full_name, ctx), outcome(o) {}
};

/// The verdict on an attempt: try again after a delay, or stop.
struct retry_verdict {
    std::optional<std::chrono::nanoseconds> delay;

    retry_verdict() = default;
    static retry_verdict stop() { return retry_verdict(); }
    static retry_verdict after(std::chrono::nanoseconds d) {
        retry_verdict v;
        v.delay = d;
        return v;
    }
};

/// Whether to try again. All handlers run; the first answer decides (RETRY-01), none means stop.
struct needs_retry : operation_event {
    static constexpr std::string_view event_name = "needs-retry";
    using answer = retry_verdict;

    attempt_outcome const& outcome;
    prepared_request& request;
    unsigned attempts;

    needs_retry(std::string_view full_name, call_context& ctx, attempt_outcome const& o, prepared_request& r,
                unsigned attempt_count) noexcept
        : operation_event(full_name, ctx), outcome(o), request(r), attempts(attempt_count) {}
};

/// The call is finished, successfully or with an error of the service. `parsed` may be edited; for an error
/// it holds `Error`, `ResponseMetadata` and the modelled fields.
struct after_call : operation_event {
    static constexpr std::string_view event_name = "after-call";
    using direct = struct direct_result;  ///< for a result in a generated struct

    http::response const& response;
    value_map& parsed;

    after_call(std::string_view full_name, call_context& ctx, http::response const& r, value_map& p) noexcept
        : operation_event(full_name, ctx), response(r), parsed(p) {}
};

/// The texts of a result, wherever they are. Members go by their modelled names.
class result_texts {
  public:
    using editor = void (*)(std::string& text);

    virtual ~result_texts() = default;
    /// A string or enumeration of the output; empty where it is absent. Valid until the result changes.
    virtual std::string_view text(std::string_view member) const = 0;
    /// Edits a string of the output, where it is there.
    virtual void edit(std::string_view member, editor change) = 0;
    /// Edits a string in each structure of a list of the output.
    virtual void edit_each(std::string_view list, std::string_view member, editor change) = 0;
};

/// As `after_call`, where the result of a call that succeeded was read into a generated struct.
struct direct_result : operation_event {
    static constexpr std::string_view event_name = after_call::event_name;

    http::response const& response;
    result_texts& result;

    direct_result(std::string_view full_name, call_context& ctx, http::response const& r,
                  result_texts& texts) noexcept
        : operation_event(full_name, ctx), response(r), result(texts) {}
};

/// An error other than the service's own ended the call.
struct after_call_error : operation_event {
    static constexpr std::string_view event_name = "after-call-error";

    error const& failure;

    after_call_error(std::string_view full_name, call_context& ctx, error const& f) noexcept
        : operation_event(full_name, ctx), failure(f) {}
};

}  // namespace coaws
