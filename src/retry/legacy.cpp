// The data-driven retry mode.
#include "retry/legacy.hpp"

#include <algorithm>
#include <cmath>
#include <coaws/base/errors.hpp>

namespace coaws::retry {

namespace {

/// Connection failures that legacy mode repeats (RETRY-11): a plain HTTP client error is not among them.
bool is_general_connection_error(error const& failure) {
    return dynamic_cast<connection_error const*>(&failure) != nullptr ||
           dynamic_cast<connection_closed_error const*>(&failure) != nullptr ||
           dynamic_cast<read_timeout_error const*>(&failure) != nullptr;
}

legacy_policy read_policy(json::view policy) {
    legacy_policy out;
    auto const when = policy["applies_when"];
    if (auto const response = when["response"]) {
        if (auto const status = response["http_status_code"])
            out.status = static_cast<unsigned>(status.as_int());
        out.error_code = response["service_error_code"].as_string();
        out.crc32_body = static_cast<bool>(response["crc32body"]);
    }
    out.socket_errors = static_cast<bool>(when["socket_errors"]);
    return out;
}

bool applies(legacy_policy const& policy, attempt_view const& attempt) {
    if (policy.socket_errors)
        return attempt.failure != nullptr && is_general_connection_error(*attempt.failure);
    if (attempt.failure != nullptr) return false;
    if (policy.crc32_body) return attempt.crc32_mismatch;
    if (!policy.status || attempt.status != *policy.status) return false;
    return policy.error_code.empty() || attempt.error_code == policy.error_code;
}

}  // namespace

legacy_strategy::legacy_strategy(strategy_options const& options,
                                 std::shared_ptr<json::document const> retry_data)
    : data_(std::move(retry_data)), endpoint_prefix_(options.endpoint_prefix) {
    read_limits(section("__default__"));
    read_limits(section(endpoint_prefix_)["__default__"]);
    if (options.max_attempts) max_attempts_ = *options.max_attempts;
}

json::view legacy_strategy::section(std::string_view name) const {
    return data_ ? data_->root()["retry"][name] : json::view();
}

void legacy_strategy::read_limits(json::view defaults) {
    if (auto const most = defaults["max_attempts"]) max_attempts_ = static_cast<unsigned>(most.as_int());
    if (auto const delay = defaults["delay"]) {
        auto const base = delay["base"];
        if (base.is_string())
            base_.reset();
        else
            base_ = base.as_double();
        growth_factor_ = delay["growth_factor"].as_double(2);
    }
}

void legacy_strategy::read_policies() {
    add_policies(section("__default__")["policies"], {});
    for (auto const [operation, rules] : section(endpoint_prefix_).members())
        add_policies(rules["policies"], operation == "__default__" ? std::string() : std::string(operation));
}

void legacy_strategy::add_policies(json::view policies, std::string const& operation) {
    for (auto const [name, policy] : policies.members()) {
        auto const reference = policy["$ref"];
        auto const body = reference ? data_->root()["definitions"][reference.as_string()] : policy;
        policies_.push_back({operation, read_policy(body)});
    }
}

decision legacy_strategy::decide(attempt_view const& attempt, double random) {
    std::call_once(read_, [this] { read_policies(); });
    decision out;
    auto const hit = std::ranges::find_if(policies_, [&](auto const& p) {
        return (p.operation.empty() || p.operation == attempt.operation) && applies(p.policy, attempt);
    });
    if (hit == policies_.end()) return out;
    if (attempt.attempts < max_attempts_) {
        out.delay = delay(attempt.attempts, random);
    } else {
        out.max_attempts_reached = true;
        out.raise_checksum_error = hit->policy.crc32_body;
    }
    return out;
}

std::chrono::nanoseconds legacy_strategy::delay(unsigned attempts, double random) const {
    double const seconds = base_.value_or(random) * std::pow(growth_factor_, attempts - 1);
    // An hour is far beyond what any sane number of attempts reaches; it keeps the conversion defined.
    constexpr double most = 3600;
    return std::chrono::round<std::chrono::nanoseconds>(
        std::chrono::duration<double>(std::min(seconds, most)));
}

}  // namespace coaws::retry
