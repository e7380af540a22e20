// Answers for a client's calls, queued by a test.
#include "testing/stub_queue.hpp"

#include <atomic>
#include <coaws/base/errors.hpp>
#include <coaws/endpoint/builtins.hpp>
#include <coaws/testing/stubber.hpp>
#include <coaws/value/validate.hpp>

namespace coaws::testing {

namespace {

constexpr std::string_view parameters_event = "before-parameter-build.*.*";
constexpr std::string_view call_event = "before-call.*.*";
constexpr std::string_view endpoint_event = "before-endpoint-resolution.*";

std::string fresh_id() {
    static std::atomic<std::uint64_t> last{0};
    return "coaws.stubber." + std::to_string(++last);
}

value_map map_or_empty(value v, std::string_view what) {
    if (v.is_null()) return {};
    if (auto* map = v.get_if<value_map>()) return std::move(*map);
    throw value_error(std::string(what) + " must be a map");
}

/// TEST-03.
void check_fields(value_map const& fields, schema const* shape) {
    if (shape != nullptr)
        validate_parameters(fields, *shape);
    else if (!fields.empty())
        throw param_validation_error("Service response should only contain ResponseMetadata.");
}

void remove_handlers(client const& of, std::string const& id) {
    auto& events = of.events();
    for (auto name : {parameters_event, call_event, endpoint_event}) events.off(name, id);
}

void merge(value_map& into, value_map from) {
    for (auto& [name, v] : from) into[name] = std::move(v);
}

}  // namespace

pending_responses_error::pending_responses_error(std::size_t count)
    : error_kind(std::to_string(count) + " responses remaining in queue.") {}

struct stubber::state {
    explicit state(coaws::client c) : of(std::move(c)) {}

    operation_schema const& operation(std::string_view method) const {
        auto const& meta = of.meta();
        if (auto const* found = meta.service_model->find_operation(method)) return *found;
        throw value_error("Client " + meta.service_name + " does not have method: " + std::string(method));
    }

    coaws::client of;
    std::string id = fresh_id();
    // Shared with the handlers: they must not keep the client alive, whose emitter holds them.
    std::shared_ptr<stub_queue> queue = std::make_shared<stub_queue>();
};

stubber::stubber(client of) : state_(std::make_shared<state>(std::move(of))) { state_->of.meta(); }

void stubber::add_response(std::string_view method, value response, value expected) {
    auto const& operation = state_->operation(method);
    stub next;
    next.operation = operation.name;
    next.answer.response.status = 200;
    next.answer.parsed = map_or_empty(std::move(response), "A response");
    auto fields = next.answer.parsed;
    fields.erase("ResponseMetadata");
    check_fields(fields, operation.output);
    if (!expected.is_null()) next.expected = map_or_empty(std::move(expected), "Expected parameters");
    state_->queue->push(std::move(next));
}

void stubber::add_client_error(std::string_view method, stub_error failure, value expected) {
    stub next;
    next.operation = state_->operation(method).name;
    next.answer.response.status = failure.status;
    value_map details;
    details["Message"] = std::move(failure.message);
    details["Code"] = failure.code;
    merge(details, map_or_empty(std::move(failure.error_meta), "error_meta"));
    value_map metadata;
    metadata["HTTPStatusCode"] = failure.status;
    merge(metadata, map_or_empty(std::move(failure.response_meta), "response_meta"));
    auto& parsed = next.answer.parsed;
    parsed["ResponseMetadata"] = std::move(metadata);
    parsed["Error"] = std::move(details);
    if (!failure.modeled_fields.is_null()) {
        auto fields = map_or_empty(std::move(failure.modeled_fields), "modeled_fields");
        check_fields(fields, state_->of.meta().service_model->error_for_code(failure.code));
        merge(parsed, std::move(fields));
    }
    if (!expected.is_null()) next.expected = map_or_empty(std::move(expected), "Expected parameters");
    state_->queue->push(std::move(next));
}

stubber::activation stubber::activate() {
    auto& events = state_->of.events();
    auto const& id = state_->id;
    events.on_first(parameters_event, id, [queue = state_->queue](before_parameter_build& e) {
        if (!e.context.is_presign) queue->check(e.operation(), e.params);
    });
    events.on(call_event, id, [queue = state_->queue](before_call& e) -> std::optional<canned_answer> {
        if (e.context.is_presign) return std::nullopt;
        return queue->pop(e.operation());
    });
    events.on(endpoint_event, id, [](before_endpoint_resolution& e) {
        // An empty account id: where there are no credentials a test must not look for any.
        if (!e.context.is_presign) e.builtins[endpoint::builtin::account_id] = std::string();
    });
    return activation(state_->of, id);
}

void stubber::deactivate() { remove_handlers(state_->of, state_->id); }

std::size_t stubber::pending() const { return state_->queue->size(); }

void stubber::assert_no_pending_responses() const {
    if (auto const left = pending(); left != 0) throw pending_responses_error(left);
}

void stubber::activation::end() noexcept {
    // Moved from: without a client.
    if (!client_.shared()) return;
    remove_handlers(client_, id_);
    client_ = coaws::client();
}

stubber::activation::~activation() { end(); }

stubber::activation& stubber::activation::operator=(activation&& other) noexcept {
    if (this == &other) return *this;
    end();
    client_ = std::move(other.client_);
    id_ = std::move(other.id_);
    return *this;
}

}  // namespace coaws::testing
