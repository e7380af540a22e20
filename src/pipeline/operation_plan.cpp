// What is known of an operation before it is called: computed once a client.
#include "pipeline/operation_plan.hpp"

#include "pipeline/auth_scheme.hpp"

#include <algorithm>

namespace coaws::pipeline {

namespace {

event_names names_of(std::string const& service, std::string const& operation) {
    auto const full = [&](std::string_view event) {
        return std::string(event) + '.' + service + '.' + operation;
    };
    event_names n;
    n.provide_client_params = full(coaws::provide_client_params::event_name);
    n.before_parameter_build = full(coaws::before_parameter_build::event_name);
    n.before_endpoint_resolution = std::string(coaws::before_endpoint_resolution::event_name) + '.' + service;
    n.before_call = full(coaws::before_call::event_name);
    n.request_created = full(coaws::request_created::event_name);
    n.choose_signer = full(coaws::choose_signer::event_name);
    n.before_sign = full(coaws::before_sign::event_name);
    n.before_send = full(coaws::before_send::event_name);
    n.before_parse = full(coaws::before_parse::event_name);
    n.response_received = full(coaws::response_received::event_name);
    n.needs_retry = full(coaws::needs_retry::event_name);
    n.after_call = full(coaws::after_call::event_name);
    n.after_call_error = full(coaws::after_call_error::event_name);
    return n;
}

/// Splits a list at a marker, which itself is dropped. Without the marker everything comes before.
void split_at(handler_list const& all, event_detail::handler_ptr const& marker, handler_list& before,
              handler_list& after) {
    auto const at = std::find(all.begin(), all.end(), marker);
    before = handler_list({all.begin(), at});
    if (at != all.end()) after = handler_list({at + 1, all.end()});
}

/// Without those that can't do anything for the operation.
handler_list concerned(handler_list const& all, operation_schema const& operation) {
    std::vector<event_detail::handler_ptr> kept;
    for (auto const& h : all)
        if (h->concerns(operation)) kept.push_back(h);
    return handler_list(std::move(kept));
}

result_handlers by_result(handler_list all) {
    std::vector<event_detail::handler_ptr> kept;
    for (auto const& h : all)
        if (h->wants_success()) kept.push_back(h);
    return {std::move(all), handler_list(std::move(kept))};
}

/// What runs for a result in a generated struct. Nothing where somebody must see it as a value.
std::optional<handler_list> direct_forms(call_handlers const& h) {
    if (!h.response_received.success.empty() || !h.before_retry_decision.success.empty() ||
        !h.after_retry_decision.success.empty())
        return std::nullopt;
    std::vector<event_detail::handler_ptr> forms;
    for (auto const& handler : h.after_call.success) {
        auto direct = handler->direct_form();
        if (direct == nullptr) return std::nullopt;
        forms.push_back(std::move(direct));
    }
    return handler_list(std::move(forms));
}

/// Whether a JMESPath over the input may look at a member of it.
bool may_mention(std::string_view path, std::string_view member) {
    // What speaks of the input as a whole may look at anything.
    if (path.starts_with('*') || path.find_first_of("@\"`'") != path.npos) return true;
    return path.find(member) != path.npos;
}

std::vector<std::uint16_t> members_to_inspect(operation_schema const& operation) {
    std::vector<std::uint16_t> found;
    auto const& checksum = operation.checksum;
    for (std::size_t i = 0; operation.input != nullptr && i < operation.input->member_count(); ++i) {
        auto const& member = operation.input->member(i);
        auto const in_path = [&](operation_context_param const& p) {
            return may_mention(p.path, member.name());
        };
        if (!member.traits().context_param.empty() || member.name() == checksum.request_algorithm_member ||
            member.name() == checksum.request_validation_mode_member ||
            std::ranges::any_of(operation.operation_context_params, in_path))
            found.push_back(member.index());
    }
    return found;
}

}  // namespace

event_detail::handler_ptr const& signature_marker() {
    static auto const marker = event_detail::make_handler([](request_created&) {});
    return marker;
}

event_detail::handler_ptr const& retry_marker() {
    static auto const marker = event_detail::make_handler([](needs_retry&) {});
    return marker;
}

std::shared_ptr<call_handlers const> operation_plan::handlers(client_core const& core) const {
    auto const& events = core.events();
    auto const version = events.version();
    {
        std::lock_guard lock(guard_);
        if (handlers_ && handlers_->version == version) return handlers_;
    }
    auto fresh = std::make_shared<call_handlers>();
    fresh->version = version;
    fresh->provide_client_params = *events.find(names.provide_client_params);
    fresh->before_parameter_build = concerned(*events.find(names.before_parameter_build), operation);
    fresh->before_endpoint_resolution = *events.find(names.before_endpoint_resolution);
    fresh->before_call = concerned(*events.find(names.before_call), operation);
    split_at(*events.find(names.request_created), signature_marker(), fresh->before_signature,
             fresh->after_signature);
    fresh->choose_signer = *events.find(names.choose_signer);
    fresh->before_sign = *events.find(names.before_sign);
    fresh->before_send = *events.find(names.before_send);
    fresh->before_parse = *events.find(names.before_parse);
    fresh->response_received = by_result(*events.find(names.response_received));
    handler_list before_decision, after_decision;
    split_at(*events.find(names.needs_retry), retry_marker(), before_decision, after_decision);
    fresh->before_retry_decision = by_result(std::move(before_decision));
    fresh->after_retry_decision = by_result(std::move(after_decision));
    fresh->after_call = by_result(concerned(*events.find(names.after_call), operation));
    if (auto forms = direct_forms(*fresh)) {
        fresh->direct_results = std::move(*forms);
        fresh->results_are_values = false;
    }
    fresh->after_call_error = *events.find(names.after_call_error);
    std::lock_guard lock(guard_);
    handlers_ = fresh;
    return fresh;
}

std::unique_ptr<operation_plan> make_plan(client_core const& core, operation_schema const& operation) {
    auto plan = std::make_unique<operation_plan>();
    plan->operation = operation;
    auto const& service = core.service();
    auto const& id = service.metadata().event_id;
    auto const planning = std::string(planning_operation::event_name) + '.' + id + '.' + plan->operation.name;
    planning_operation event(planning, service, plan->operation);
    // Kept here: somebody may register meanwhile, and the emitter then drops its list.
    auto const planners = core.events().find(planning);
    for (auto const& h : *planners)
        if (h->is_plain()) h->call(event, nullptr);
    plan->names = names_of(id, plan->operation.name);
    plan->auth_type = operation_auth_type(plan->operation, core.settings().auth_scheme_preference);
    if (core.parts().rules) plan->binding.emplace(core.parts().rules, service, plan->operation);
    plan->inspected_members = members_to_inspect(plan->operation);
    return plan;
}

}  // namespace coaws::pipeline
