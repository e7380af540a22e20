// Where a call goes: the rule set's answer, and what it says about the signature (EP-20…EP-26, EP-50).
#include "pipeline/auth_scheme.hpp"
#include "pipeline/operation_run.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/endpoint/names.hpp>
#include <coaws/endpoint/resolution_errors.hpp>

namespace coaws::pipeline {

namespace {

std::string_view text_of(endpoint::rule_set const& rules, std::string_view parameter,
                         std::vector<endpoint::parameter_value> const& values) {
    auto const slot = rules.find_parameter(parameter);
    if (!slot || *slot >= values.size()) return {};
    auto const* text = std::get_if<std::string>(&values[*slot]);
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

bool has_endpoint_parameter(endpoint::rule_set const& rules,
                            std::vector<endpoint::parameter_value> const& values) {
    auto const slot = rules.find_parameter("Endpoint");
    return slot && *slot < values.size() && !std::holds_alternative<std::monostate>(values[*slot]);
}

bool names_arn(value_map const& params) {
    auto const* bucket = params.find("Bucket");
    auto const* text = bucket == nullptr ? nullptr : bucket->get_if<std::string>();
    return text != nullptr && endpoint::is_arn(*text);
}

}  // namespace

asio::awaitable<void> operation_run::give_account_id(endpoint::builtin_values& builtins) {
    auto const mode = std::string_view(core_.settings().account_id_endpoint_mode);
    if (mode == "required")
        context_.add_feature("R");
    else
        context_.add_feature(mode == "disabled" ? "Q" : "P");
    auto& account = builtins[endpoint::builtin::account_id];
    if (auto const* chosen = std::get_if<std::string>(&account)) {
        // A handler has chosen already; an empty text means that the credentials are not to be asked
        // (TEST-02).
        if (chosen->empty()) account = endpoint::parameter_value();
        co_return;
    }
    if (core_.identity() == nullptr) co_return;
    auto const keys = co_await core_.identity()->resolve();
    if (!keys || !keys->account_id()) co_return;
    account = *keys->account_id();
    context_.add_feature("T");
}

asio::awaitable<void> operation_run::resolve_endpoint() {
    auto const& settings = core_.settings();
    if (!plan_.binding) {
        endpoint_url_ = settings.endpoint_url;
        co_return;
    }
    auto const& binding = *plan_.binding;
    auto builtins = settings.builtins;
    auto const& h = *handlers_;
    if (!h.before_endpoint_resolution.empty()) {
        before_endpoint_resolution event(plan_.names.before_endpoint_resolution, context_, builtins, params_);
        if (!emit_now(h.before_endpoint_resolution, event))
            co_await emit(h.before_endpoint_resolution, event);
    }
    // Behind the handlers, as the reference asks for the credentials only when the rules want them.
    if (binding.uses(endpoint::builtin::account_id)) co_await give_account_id(builtins);
    auto const values = binding.bind(params_, builtins, settings.client_context);
    std::shared_ptr<endpoint::endpoint const> found;
    try {
        found = core_.endpoints()->resolve(values);
    } catch (endpoint_resolution_error const& failure) {
        endpoint::raise_resolution_error(core_.service().metadata().name, failure,
                                         text_of(binding.rules(), "Bucket", values));
    }
    endpoint_url_ = found->url;
    if (!settings.use_ssl && endpoint_url_.starts_with("https://") &&
        !has_endpoint_parameter(binding.rules(), values))
        endpoint_url_.replace(0, 8, "http://");
    for (auto const& [name, list] : found->headers)
        if (!list.empty()) endpoint_headers_.emplace_back(name, list.front());
    context_.endpoint = found;
    if (found->auth_schemes.empty()) co_return;
    auto choice = choose_endpoint_scheme(found->auth_schemes, settings);
    context_.signing.auth_type = std::move(choice.auth_type);
    // A presigned request is signed for the client's region, wherever it goes (EP-51).
    if (choice.region && (presigning_ == nullptr || names_arn(params_)))
        context_.signing.region = std::move(choice.region);
    if (choice.signing_name) context_.signing.signing_name = std::move(choice.signing_name);
}

}  // namespace coaws::pipeline
