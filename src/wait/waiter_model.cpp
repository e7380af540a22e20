// Reading of `waiters-2` documents (WAIT-01).
#include <algorithm>
#include <cmath>
#include <coaws/base/errors_paging.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>

#include "wait/waiter_description.hpp"

namespace coaws {
namespace {

constexpr double max_delay_seconds = 1e9;

void check_version(json::view version) {
    if (version.as_double() == 2) return;
    std::string const found = version.kind() == json::kind::integer ? std::to_string(version.as_int())
                              : version.kind() == json::kind::number
                                  ? format_double(version.as_double())
                                  : std::string(version.as_string("unknown"));
    throw waiter_config_error(
        "Unsupported waiter version, supported version must be: 2, but version of waiter config is: " +
        found);
}

bool is_number(json::view element) noexcept {
    return element && (element.kind() == json::kind::integer || element.kind() == json::kind::number);
}

void read_entry(wait::waiter_description& waiter, json::view entry) {
    auto const delay = entry["delay"];
    auto const attempts = entry["maxAttempts"];
    if (!entry["operation"].is_string()) throw waiter_config_error(waiter.info.name + " has no operation");
    if (!is_number(delay) || !(delay.as_double() >= 0) || delay.as_double() > max_delay_seconds)
        throw waiter_config_error(waiter.info.name + " has no delay");
    if (!is_number(attempts)) throw waiter_config_error(waiter.info.name + " has no maxAttempts");
    if (!entry["acceptors"].is_array()) throw waiter_config_error(waiter.info.name + " has no acceptors");
    waiter.info.description = entry["description"].as_string();
    waiter.info.operation = entry["operation"].as_string();
    waiter.info.delay = std::chrono::nanoseconds(std::llround(delay.as_double() * 1e9));
    waiter.info.max_attempts = attempts.as_int(1);
    waiter.acceptors.reserve(entry["acceptors"].size());
    for (auto const item : entry["acceptors"].items()) waiter.acceptors.emplace_back(item);
}

/// A malformed entry fails when it is used, so that it does not take the others with it.
wait::waiter_description describe(std::string_view name, json::view entry) {
    wait::waiter_description waiter;
    waiter.info.name = name;
    waiter.snake_name = xform_name(name);
    try {
        read_entry(waiter, entry);
    } catch (error const& failure) {
        waiter.failure = failure.clone();
    }
    return waiter;
}

}  // namespace

wait::waiter_description const& waiter_model::impl::at(std::string_view name) const {
    auto const named = [name](auto const& waiter) {
        return waiter.info.name == name || waiter.snake_name == name;
    };
    auto const found = std::find_if(waiters.begin(), waiters.end(), named);
    if (found == waiters.end()) throw value_error("Waiter does not exist: " + std::string(name));
    if (found->failure) found->failure->raise();
    return *found;
}

std::shared_ptr<waiter_model const> waiter_model::compile(json::document const& config) {
    auto const root = config.root();
    if (!root["waiters"].is_object()) throw waiter_config_error("The document has no waiters");
    check_version(root["version"]);
    auto i = std::make_unique<impl>();
    for (auto const& member : root["waiters"].members())
        i->waiters.push_back(describe(member.key, member.value));
    std::sort(i->waiters.begin(), i->waiters.end(),
              [](auto const& a, auto const& b) { return a.info.name < b.info.name; });
    for (auto const& waiter : i->waiters) i->names.push_back(waiter.info.name);
    return std::make_shared<waiter_model const>(std::move(i));
}

waiter_model::waiter_model(std::unique_ptr<impl const> i) : impl_(std::move(i)) {}

waiter_model::~waiter_model() = default;

std::vector<std::string> const& waiter_model::names() const noexcept { return impl_->names; }

waiter_info const& waiter_model::info(std::string_view name) const { return impl_->at(name).info; }

}  // namespace coaws
