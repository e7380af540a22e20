// Services that name the endpoint of an operation on request.
#include "customization/general/endpoint_discovery.hpp"

#include "customization/general/discovered_endpoints.hpp"
#include "customization/parameters.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/log.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coaws::customization {

namespace {

namespace asio = boost::asio;

/// The note that holds the parameters of the call that discovers, as a map.
constexpr std::string_view question_note = "discovery.question";

/// The note that an endpoint has refused the call.
constexpr std::string_view replaced_note = "discovery.replaced";

constexpr int most_levels = 32;  // of structures inside each other; shapes may be recursive

void gather_identifiers(value_map& out, schema const& shape, value_map const& params, int depth = 0) {
    for (std::size_t i = 0; i < shape.member_count(); ++i) {
        auto const& member = shape.member(i);
        auto const* given = params.find(member.name());
        if (given == nullptr) continue;
        if (member.traits().endpoint_discovery_id)
            out[member.name()] = *given;
        else if (auto const* inner = given->get_if<value_map>(); inner != nullptr && depth < most_levels)
            gather_identifiers(out, member, *inner, depth + 1);
    }
}

/// Operation and identifiers, where there are identifiers and the discovering operation takes them.
value_map question_of(before_parameter_build const& e, operation_schema const& asked) {
    value_map identifiers;
    if (e.operation().input != nullptr) gather_identifiers(identifiers, *e.operation().input, e.params);
    value_map question;
    if (identifiers.empty() || asked.input == nullptr) return question;
    if (asked.input->find_member("Operation") != nullptr) question.append("Operation", e.operation().name);
    if (asked.input->find_member("Identifiers") != nullptr)
        question.append("Identifiers", std::move(identifiers));
    return question;
}

value_map const* question_of(call_context const& context) {
    auto const* note = context.notes.find(question_note);
    return note == nullptr ? nullptr : note->get_if<value_map>();
}

std::string key_of(value_map const& question) {
    return question.empty() ? std::string() : to_json(value(question));
}

/// Nothing when the answer is not as it should be.
std::optional<std::vector<discovered_endpoint>> read_answer(value const& answer, timestamp now) {
    constexpr std::int64_t longest = 60 * 24 * 366;
    auto const* list = answer.find("Endpoints");
    if (list == nullptr || !list->is_list()) return std::nullopt;
    std::vector<discovered_endpoint> endpoints;
    for (auto const& given : list->as_list()) {
        auto const* address = given.find("Address");
        auto const* minutes = given.find("CachePeriodInMinutes");
        if (address == nullptr || !address->is_string() || minutes == nullptr || !minutes->is_int())
            return std::nullopt;
        discovered_endpoint d;
        d.address = address->as_string();
        if (!d.address.starts_with("http")) d.address.insert(0, "https://");
        if (!http::uri::parse(d.address)) return std::nullopt;
        auto const period = std::clamp<std::int64_t>(minutes->as_int(), 0, longest);
        d.expires = now + std::chrono::minutes(period);
        endpoints.push_back(std::move(d));
    }
    return endpoints;
}

/// Whether a failure means that the service was not reached: anything else is its answer.
bool is_unreachable(error const& failure) {
    return dynamic_cast<connection_error const*>(&failure) != nullptr ||
           dynamic_cast<http_client_error const*>(&failure) != nullptr;
}

class discovery {
  public:
    explicit discovery(std::weak_ptr<pipeline::client_core const> core)
        : core_(std::move(core)), known_(std::make_shared<discovered_endpoints>()) {}

    /// before-parameter-build: notes what would be asked.
    void note_question(before_parameter_build& e) const {
        auto const core = core_.lock();
        if (!core || !e.operation().endpoint_discovery) return;
        auto const* asked = core->service().endpoint_discovery_operation();
        if (asked != nullptr) e.context.notes[question_note] = question_of(e, *asked);
    }

    /// request-created: points the request at the discovered endpoint, path and query included.
    asio::awaitable<void> redirect(request_created& e) const {
        auto const core = core_.lock();
        auto const* question = question_of(e.context);
        if (!core || question == nullptr) co_return;
        bool const required = e.operation().endpoint_discovery_required;
        if (!required && core->settings().endpoint_discovery != pipeline::endpoint_discovery::every)
            co_return;
        auto const key = key_of(*question);
        auto step = known_->begin(key, core->world().clock->now(), required);
        if (step.action == discovered_endpoints::action::ask)
            step = co_await ask(*core, key, *question, required);
        if (step.action == discovered_endpoints::action::give_up) throw endpoint_discovery_refresh_failed();
        if (step.action != discovered_endpoints::action::use) co_return;
        if (auto url = http::uri::parse(step.address)) e.request.url = std::move(*url);
    }

    /// needs-retry: an endpoint that refuses is forgotten and the call made again: once in any case, as the
    /// reference does, and then as often as other calls may be.
    std::optional<retry_verdict> judge(needs_retry& e) const {
        auto const core = core_.lock();
        auto const* question = question_of(e.context);
        if (!core || question == nullptr || e.outcome.response == nullptr) return std::nullopt;
        bool const refused = e.outcome.response->status == 421 ||
                             (e.outcome.service_error != nullptr &&
                              e.outcome.service_error->code == "InvalidEndpointException");
        if (!refused) return std::nullopt;
        known_->forget(key_of(*question));
        bool const first = !e.context.notes.contains(replaced_note);
        if (!first && e.attempts >= core->retries().max_attempts()) return std::nullopt;
        e.context.notes[replaced_note] = true;
        return retry_verdict::after(std::chrono::nanoseconds::zero());
    }

  private:
    using step = discovered_endpoints::step;

    asio::awaitable<step> ask(pipeline::client_core const& core, std::string const& key,
                              value_map const& question, bool required) const {
        auto const& name = core.service().endpoint_discovery_operation()->name;
        std::optional<result<value>> got;
        try {
            got = co_await pipeline::invoke(core, name, value(question), call_options());
        } catch (...) {
            known_->abandoned(key);  // cancelled
            throw;
        }
        auto const now = core.world().clock->now();
        if (!got->has_value() && !is_unreachable(got->error())) {
            known_->abandoned(key);
            got->error().raise();
        }
        if (got->has_value())
            if (auto endpoints = read_answer(got->value(), now))
                co_return known_->answered(key, std::move(*endpoints), required);
        log::write(log::level::debug, "coaws.customization", "Endpoint discovery has failed for " + name);
        co_return known_->failed(key, now, required);
    }

    std::weak_ptr<pipeline::client_core const> core_;
    std::shared_ptr<discovered_endpoints> known_;
};

bool needs_discovery(operation_schema const& operation) { return operation.endpoint_discovery_required; }

void refuse_operation(before_parameter_build&) { throw endpoint_discovery_required(); }

}  // namespace

void register_endpoint_discovery(emitter& events, std::shared_ptr<pipeline::client_core const> const& core) {
    using pipeline::endpoint_discovery;
    auto const wanted = core->settings().endpoint_discovery;
    if (wanted == endpoint_discovery::off) return;
    if (wanted == endpoint_discovery::refused) {
        events.on_some("before-parameter-build", needs_discovery, refuse_operation);
        return;
    }
    discovery const shared(core);
    auto const name = [&core](std::string_view event) {
        return std::string(event) + '.' + core->service().metadata().event_id;
    };
    events.on(name(before_parameter_build::event_name),
              [shared](before_parameter_build& e) { shared.note_question(e); });
    events.on_first(name(request_created::event_name),
                    [shared](request_created& e) -> asio::awaitable<void> { co_await shared.redirect(e); });
    events.on(name(needs_retry::event_name), [shared](needs_retry& e) { return shared.judge(e); });
}

}  // namespace coaws::customization
