// From parameters to a request: the steps of a call before its first attempt.
#include "pipeline/call_log.hpp"
#include "pipeline/checksum.hpp"
#include "pipeline/compression.hpp"
#include "pipeline/features.hpp"
#include "pipeline/history_events.hpp"
#include "pipeline/operation_run.hpp"
#include "pipeline/request_url.hpp"
#include "pipeline/user_agent.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/value/validate.hpp>
#include <coaws/value/value_bridge.hpp>
#include <coaws/value/value_serde.hpp>

namespace coaws::pipeline {

namespace {

value_map take_map(value params) {
    if (params.is_null()) return {};
    if (auto* map = params.get_if<value_map>()) return std::move(*map);
    throw param_validation_error(
        "Parameter validation failed:\nInvalid type for parameter input, value: " + to_json(params) +
        ", type: <class '" + std::string(to_string(params.kind())) + "'>, valid types: <class 'dict'>");
}

/// ES-09: these need HTTP/2 and signed events.
void refuse_event_input(operation_schema const& operation) {
    if (!operation.has_event_stream_input) return;
    throw operation_not_found_error("Operation '" + operation.name +
                                    "' sends an event stream, which is not supported");
}

value_map as_value(typed_input const& input, schema const& s) {
    value_builder builder;
    input.write(builder, s);
    return std::move(builder).take();
}

}  // namespace

operation_run::operation_run(client_core const& core, std::string_view operation, value params,
                             call_options options)
    : core_(core),
      plan_(core.plan(operation)),
      handlers_(plan_.handlers(core)),
      context_(core.service(), plan_.operation),
      params_(take_map(std::move(params))),
      options_(options) {
    refuse_event_input(plan_.operation);
    context_.signing.auth_type = plan_.auth_type;
    context_.read_timeout = options_.attempt_timeout;
    if (options_.deadline) deadline_ = std::chrono::steady_clock::now() + *options_.deadline;
    add_client_features(context_, core_);
    if (!options_.feature.empty()) context_.add_feature(options_.feature);
    add_credential_features(context_, options_.steps);
}

void operation_run::presign(presigning const& how) noexcept {
    presigning_ = &how;
    context_.is_presign = true;
    // The operation's own traits count for calls only (SIGN-40).
    context_.signing.auth_type.reset();
}

operation_run::operation_run(client_core const& core, std::string_view operation, typed_input const& input,
                             typed_output& output, call_options options)
    : operation_run(core, operation, value(), options) {
    input_ = &input;
    output_ = &output;
}

void operation_run::begin() {
    if (auto* const observer = core_.metrics())
        meter_ = std::make_unique<call_meter>(*observer, *core_.world().clock, context_);
    if (!recorded_ && !logs_calls()) return;
    auto const* shape = plan_.operation.input;
    if (input_ == nullptr || shape == nullptr)
        show_beginning(params_);
    else
        show_beginning(as_value(*input_, *shape));
}

void operation_run::show_beginning(value_map const& params) {
    if (recorded_) record_api_call(context_, params);
    if (logs_calls()) log_call(context_, params);
}

void operation_run::end(result<value> const& outcome) {
    if (meter_ && outcome) meter_->succeeded();
    if (meter_ && !outcome) meter_->failed(outcome.error_ptr());
    if (!logs_calls()) return;
    if (outcome)
        log_success(context_, outcome->get_if<value_map>());
    else
        log_failure(context_, outcome.error());
}

void operation_run::show_params() {
    auto const* shape = plan_.operation.input;
    auto const& h = *handlers_;
    bool const in_events = !h.provide_client_params.empty() || !h.before_parameter_build.empty() ||
                           !h.before_endpoint_resolution.empty() || !h.before_call.empty();
    if (shape != nullptr && !in_events) {
        value_builder builder(plan_.inspected_members);
        input_->write(builder, *shape);
        params_ = std::move(builder).take();
    } else {
        if (shape != nullptr) params_ = as_value(*input_, *shape);
        input_ = nullptr;
    }
}

void operation_run::validate_params() const {
    auto const* shape = plan_.operation.input;
    if (shape == nullptr || !core_.settings().parameter_validation) return;
    if (input_ == nullptr)
        validate_parameters(params_, *shape);
    else if (!input_->is_valid(*shape))
        validate_parameters(as_value(*input_, *shape), *shape);
}

asio::awaitable<std::optional<canned_answer>> operation_run::prepare() {
    auto const& h = *handlers_;
    if (input_ != nullptr) show_params();
    {
        provide_client_params event(plan_.names.provide_client_params, context_, params_);
        event_answer<provide_client_params> replaced;
        if (!emit_now(h.provide_client_params, event, replaced))
            co_await emit(h.provide_client_params, event, replaced);
        if (replaced) params_ = std::move(*replaced);
    }
    {
        before_parameter_build event(plan_.names.before_parameter_build, context_, params_);
        if (!emit_now(h.before_parameter_build, event)) co_await emit(h.before_parameter_build, event);
    }
    {
        phase_timer const timing(meter_, call_phase::endpoint);
        co_await resolve_endpoint();
    }
    {
        phase_timer const timing(meter_, call_phase::serialize);
        assemble_request();
    }
    if (presigning_ != nullptr) co_return std::nullopt;
    resolve_checksums();
    before_call event(plan_.names.before_call, context_, request_, params_);
    event_answer<before_call> answer;
    if (!emit_now(h.before_call, event, answer, emit_mode::until_answer))
        co_await emit(h.before_call, event, answer, emit_mode::until_answer);
    co_return std::move(answer);
}

void operation_run::assemble_request() {
    auto const& settings = core_.settings();
    validate_params();
    value_input const whole(params_);
    serializable const& source = input_ != nullptr ? static_cast<serializable const&>(*input_) : whole;
    auto record = core_.protocol().serialize(core_.service(), plan_.operation, source);
    request_.http.method = std::move(record.method);
    request_.http.headers = std::move(record.headers);
    request_.http.body = std::move(record.body);
    request_.form_body = std::move(record.form_body);
    if (!settings.inject_host_prefix) record.host_prefix.clear();
    for (auto const& [name, value] : endpoint_headers_) request_.http.headers.set(name, value);
    request_.http.url = join_url(endpoint_url_, record.host_prefix, record.path, record.query);
    if (!context_.is_presign) {
        write_user_agent(user_agent_, core_, context_);
        request_.http.headers.set("User-Agent", user_agent_);
    }
}

void operation_run::resolve_checksums() {
    auto const& settings = core_.settings();
    choose_request_checksum(context_, request_, params_, settings);
    choose_response_checksums(context_, params_);
}

asio::awaitable<void> operation_run::seal() {
    phase_timer const timing(meter_, call_phase::serialize);
    co_await compress_request(context_, request_, core_);
    if (request_.form_body) {
        request_.http.body = body::from_string(protocol::encode_form(*request_.form_body));
        request_.form_body.reset();
    }
    co_await apply_request_checksum(context_, request_.http, core_);
}

}  // namespace coaws::pipeline
