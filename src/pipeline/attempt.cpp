// Sending a request until it succeeds or may not be tried again (RETRY-01…04).
#include "pipeline/checksum.hpp"
#include "pipeline/clock_offsets.hpp"
#include "pipeline/event_body.hpp"
#include "pipeline/history_events.hpp"
#include "pipeline/operation_run.hpp"
#include "pipeline/response_value.hpp"
#include "pipeline/user_agent.hpp"

#include <algorithm>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/operation_timeout_error.hpp>
#include <coaws/value/value_bridge.hpp>
#include <coaws/value/value_serde.hpp>
#include <utility>

namespace coaws::pipeline {

namespace {

/// The dynamodb services send a CRC-32 of the body (RETRY-12).
bool crc32_differs(http::response const& response) {
    auto const expected = response.headers.find("x-amz-crc32");
    return expected && !response.stream && *expected != std::to_string(crc32(response.body));
}

}  // namespace

asio::awaitable<http::request> operation_run::create_request() {
    phase_timer const timing(meter_, call_phase::sign);
    auto const& h = *handlers_;
    http::request request = request_.http;
    request_created event(plan_.names.request_created, context_, request);
    if (!emit_now(h.before_signature, event)) co_await emit(h.before_signature, event);
    co_await sign(request);
    if (!context_.is_presign) add_retry_headers(request);
    if (!emit_now(h.after_signature, event)) co_await emit(h.after_signature, event);
    // Features that were noted since the request was prepared belong into the header, too (MISC-43).
    if (!context_.features.empty() && request.headers.contains("User-Agent")) {
        write_user_agent(user_agent_, core_, context_);
        request.headers.set("User-Agent", user_agent_);
    }
    co_return request;
}

void operation_run::add_retry_headers(http::request& request) const {
    auto const& retries = context_.retries;
    request.headers.set("amz-sdk-invocation-id", retries.invocation_id);
    auto const attempt = std::to_string(retries.attempt);
    auto const max = retries.max ? std::to_string(*retries.max) : std::string();
    request.headers.erase("amz-sdk-request");
    request.headers.add_joined(
        "amz-sdk-request", {retries.ttl ? "ttl=" : "", retries.ttl ? std::string_view(*retries.ttl) : "",
                            retries.ttl ? "; " : "", "attempt=", attempt, retries.max ? "; max=" : "", max});
}

asio::awaitable<received> operation_run::attempt_until_done() {
    auto& retries = context_.retries;
    retries.invocation_id = core_.world().randomness->uuid4();
    for (;;) {
        auto got = co_await attempt();
        auto delay = co_await judge(got);
        if (renew_refused_keys(got) && !delay) delay = std::chrono::nanoseconds::zero();
        if (!delay) {
            got.metadata.retry_attempts = retries.attempt - 1;
            got.metadata.max_attempts_reached = retries.max_attempts_reached;
            got.metadata.retry_quota_reached = retries.quota_reached;
            co_return got;
        }
        ++retries.attempt;
        note_ttl(got);
        if (*delay > std::chrono::nanoseconds::zero()) {
            if (deadline_ && std::chrono::steady_clock::now() + *delay >= *deadline_)
                throw operation_timeout_error(plan_.operation.name);
            phase_timer const timing(meter_, call_phase::backoff);
            co_await core_.world().clock->sleep(*delay);
        }
    }
}

bool operation_run::renew_refused_keys(received const& got) {
    if (keys_renewed_ || !signed_with_ || !got.service_error) return false;
    auto const& code = got.service_error->code;
    if (code != "ExpiredToken" && code != "ExpiredTokenException") return false;
    keys_renewed_ = core_.identity()->invalidate(signed_with_);
    return keys_renewed_ && (!options_.max_attempts || context_.retries.attempt < *options_.max_attempts);
}

asio::awaitable<received> operation_run::attempt() {
    auto const& h = *handlers_;
    received got;
    if (meter_) meter_->attempt_begins();
    auto const request = co_await create_request();
    if (recorded_) record_http_request(context_, request);
    try {
        before_send event(plan_.names.before_send, context_, request);
        event_answer<before_send> answer;
        if (!emit_now(h.before_send, event, answer)) co_await emit(h.before_send, event, answer);
        if (answer) {
            got.response = std::move(*answer);
        } else {
            auto& clock = *core_.world().clock;
            got.sent_at = clock.now();
            auto const wait = core_.retries().acquire(got.sent_at.time_since_epoch());
            if (wait > std::chrono::nanoseconds::zero()) {
                phase_timer const timing(meter_, call_phase::backoff);
                co_await clock.sleep(wait);
                got.sent_at = clock.now();
            }
            send_options options;
            options.stream_response =
                plan_.operation.has_streaming_output || plan_.operation.has_event_stream_output;
            options.read_timeout = context_.read_timeout;
            options.deadline = deadline_;
            if (meter_) options.metrics = &meter_->exchange();
            phase_timer const timing(meter_, call_phase::exchange);
            got.response = co_await core_.world().transport->send(request, options);
            if (got.response.status >= 400) {
                got.received_at = clock.now();
                got.authority = request.url.authority;
            }
        }
    } catch (error const& failure) {
        got.failure = failure.clone();
    }
    if (!got.failure) {
        if (meter_) meter_->answered(got.response.status);
        phase_timer const timing(meter_, call_phase::parse);
        co_await parse(got);
    }
    auto const& observers = h.response_received.of(got.succeeded());
    if (!observers.empty()) {
        attempt_outcome outcome;
        outcome.failure = got.failure.get();
        if (!got.failure) {
            outcome.response = &got.response;
            outcome.service_error = got.service_error ? &*got.service_error : nullptr;
            outcome.parsed = got.service_error ? nullptr : &got.parsed;
        }
        response_received event(plan_.names.response_received, context_, outcome);
        if (!emit_now(observers, event)) co_await emit(observers, event);
    }
    co_return got;
}

bool operation_run::reads_directly() const noexcept { return !recorded_ && !handlers_->results_are_values; }

asio::awaitable<void> operation_run::parse(received& got) {
    auto const& h = *handlers_;
    validate_response_checksum(context_, got.response);
    got.metadata.checksum_algorithm = context_.checksum.response_algorithm;
    if (recorded_) record_http_response(context_, got.response);
    value_map extra;
    if (!h.before_parse.empty()) {
        before_parse event(plan_.names.before_parse, context_, got.response, extra);
        if (!emit_now(h.before_parse, event)) co_await emit(h.before_parse, event);
    }
    got.metadata.status = got.response.status;
    got.metadata.headers = got.response.headers;
    auto const& protocol = core_.protocol();
    if (got.response.status >= 300) {
        got.service_error =
            protocol.parse_error(core_.service(), plan_.operation, got.response, got.metadata);
        for (auto& [name, v] : extra) got.service_error->fields[name] = std::move(v);
    } else if (output_ != nullptr && reads_directly()) {
        if (context_.retries.attempt > 1) output_->clear();
        protocol.parse(core_.service(), plan_.operation, got.response, *output_, got.metadata);
        if (plan_.operation.has_event_stream_output)
            co_await attach_events(core_, plan_.operation, got.response, *output_);
        if (!extra.empty() && plan_.operation.output != nullptr) {
            value additions(std::move(extra));
            value_cursor cursor(additions);
            output_->read(cursor, *plan_.operation.output);
        }
        got.is_read = true;
    } else {
        value_output sink(got.parsed);
        protocol.parse(core_.service(), plan_.operation, got.response, sink, got.metadata);
        if (plan_.operation.has_event_stream_output)
            co_await attach_events(core_, plan_.operation, got.response, sink);
        for (auto& [name, v] : extra) got.parsed[name] = std::move(v);
    }
    if (recorded_) record_parsed(got);
}

void operation_run::record_parsed(received const& got) const {
    auto metadata = metadata_value(got.metadata);
    // How often it was tried is not known yet.
    metadata.erase("RetryAttempts");
    auto parsed = got.service_error ? error_value(*got.service_error, got.metadata) : got.parsed;
    parsed["ResponseMetadata"] = std::move(metadata);
    record_parsed_response(parsed);
}

asio::awaitable<std::optional<std::chrono::nanoseconds>> operation_run::judge(received& got) {
    auto const& h = *handlers_;
    auto& retries = context_.retries;
    attempt_outcome outcome;
    outcome.failure = got.failure.get();
    if (!got.failure) {
        outcome.response = &got.response;
        outcome.service_error = got.service_error ? &*got.service_error : nullptr;
        outcome.parsed = got.service_error ? nullptr : &got.parsed;
    }
    needs_retry event(plan_.names.needs_retry, context_, outcome, request_, retries.attempt);
    event_answer<needs_retry> answer;
    auto const& before = h.before_retry_decision.of(got.succeeded());
    if (!emit_now(before, event, answer)) co_await emit(before, event, answer);

    retry::attempt_view view;
    view.operation = plan_.operation.name;
    view.attempts = retries.attempt;
    view.failure = got.failure.get();
    if (!got.failure) view.status = got.response.status;
    if (got.service_error) {
        view.error_code = got.service_error->code;
        view.modeled_error = got.service_error->modeled;
    }
    auto& strategy = core_.retries();
    view.crc32_mismatch = !got.failure && crc32_differs(got.response);
    auto decision = strategy.decide(view, core_.world().randomness->uniform());
    if (options_.max_attempts && retries.attempt >= *options_.max_attempts && decision.delay) {
        decision.delay.reset();
        decision.max_attempts_reached = true;
        if (decision.quota_taken != 0) strategy.on_success(std::exchange(decision.quota_taken, 0));
    }
    strategy.observe(core_.world().clock->now().time_since_epoch(), decision.throttled);
    retries.max = options_.max_attempts.value_or(strategy.max_attempts());
    retries.max_attempts_reached = decision.max_attempts_reached;
    retries.quota_reached = decision.quota_reached;
    // What the last retry took is given back when the call succeeds, whose last attempt takes nothing.
    if (decision.quota_taken != 0) retries.quota_used = decision.quota_taken;
    if (decision.raise_checksum_error)
        throw checksum_error("crc32", std::string(got.response.headers.get("x-amz-crc32")),
                             std::to_string(crc32(got.response.body)));
    bool const again = corrects_clock(got) && retries.attempt < *retries.max;
    if (!answer && decision.delay) answer = retry_verdict::after(*decision.delay);
    if (!answer && again) answer = retry_verdict::after(std::chrono::nanoseconds::zero());
    auto const& after = h.after_retry_decision.of(got.succeeded());
    if (!emit_now(after, event, answer)) co_await emit(after, event, answer);
    co_return answer ? answer->delay : std::nullopt;
}

bool operation_run::corrects_clock(received const& got) {
    if (clock_corrected_ || !got.service_error || !is_clock_error(got.service_error->code)) return false;
    auto const date = got.response.headers.find("Date");
    if (!date || got.authority.empty()) return false;
    auto const offset = measure_offset(*date, got.sent_at, got.received_at);
    if (!offset) return false;
    core_.offsets().set(got.authority, *offset);
    clock_corrected_ = true;
    return true;
}

void operation_run::note_ttl(received const& got) {
    if (got.failure) return;
    auto const date = got.response.headers.find("Date");
    if (!date) return;
    auto const server = parse_timestamp(*date);
    if (!server) return;
    auto const timeout = context_.read_timeout.value_or(core_.settings().read_timeout);
    // The sum of `now + timeout + (server - now)`: what the server's clock will show when waiting has ended.
    context_.retries.ttl = format_amz_date(*server + std::chrono::floor<std::chrono::microseconds>(timeout));
}

}  // namespace coaws::pipeline
