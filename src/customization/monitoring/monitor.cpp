// Client-side monitoring: what calls came to, told to an agent by UDP (TEST-40).
#include <coaws/base/log.hpp>
#include <coaws/customization/monitoring.hpp>
#include <coaws/pipeline/events.hpp>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "customization/monitoring/csm_document.hpp"

namespace coaws::customization {

namespace {

namespace asio = boost::asio;

constexpr std::string_view logger = "coaws.monitoring";
constexpr std::size_t longest_document = 8 * 1024;

// What one event leaves in the call's notes for a later one.
constexpr std::string_view call_note = "monitoring.call";
constexpr std::string_view attempt_note = "monitoring.attempt";
constexpr std::string_view count_note = "monitoring.attempts";

/// Feels its way along the events of calls. Shared by the handlers of one client; has no state of its own.
class monitor {
  public:
    monitor(monitoring_target target, pipeline::world const& world)
        : target_(std::move(target)), clock_(world.clock), datagrams_(world.datagrams) {}

    void call_begins(call_context& context) const {
        context.notes[call_note] = begin_call_document(context, target_.client_id, clock_->now());
        context.notes[count_note] = 0;
    }

    void attempt_begins(call_context& context, http::request const& request) const {
        auto document = begin_attempt_document(context, target_.client_id, clock_->now());
        describe_request(document, request);
        context.notes[attempt_note] = std::move(document);
        context.notes[count_note] = context.notes.at(count_note).as_int() + 1;
    }

    /// The user agent may have been added to since.
    void attempt_leaves(call_context& context, http::request const& request) const {
        describe_request(context.notes.at(attempt_note).as_map(), request);
    }

    std::string attempt_ends(call_context& context, attempt_outcome const& outcome) const {
        auto& document = context.notes.at(attempt_note).as_map();
        describe_outcome(document, outcome, clock_->now());
        return to_json(context.notes.at(attempt_note), json_options().with_ascii());
    }

    std::string call_ends(call_context& context, bool retries_exceeded) const {
        auto& document = context.notes.at(call_note);
        auto const* last = context.notes.find(attempt_note);
        describe_end(document.as_map(), context.notes.at(count_note).as_int(),
                     last == nullptr ? nullptr : last->get_if<value_map>(), retries_exceeded, clock_->now());
        return to_json(document, json_options().with_ascii());
    }

    asio::awaitable<void> publish(std::string document) const {
        if (document.size() > longest_document) {
            log::write(log::level::debug, logger, "A document is too long and not sent.",
                       {{"bytes", document.size()}});
            co_return;
        }
        if (target_.port < 1 || target_.port > std::numeric_limits<std::uint16_t>::max()) {
            log::write(log::level::debug, logger, "There is no such port.", {{"port", target_.port}});
            co_return;
        }
        co_await datagrams_->send(target_.host, static_cast<std::uint16_t>(target_.port),
                                  std::move(document));
    }

  private:
    monitoring_target target_;
    std::shared_ptr<pipeline::clock> clock_;
    std::shared_ptr<pipeline::datagrams> datagrams_;
};

void log_failure(std::exception const& failure) noexcept {
    log::write(log::level::debug, logger, "The monitor has failed.", {{"error", failure.what()}});
}

/// Runs a step of the monitor; its failure reaches nobody but the log.
template <class F>
void guarded(F step) noexcept {
    try {
        step();
    } catch (std::exception const& failure) {
        log_failure(failure);
    }
}

asio::awaitable<void> tell(std::shared_ptr<monitor const> of, std::string document) {
    try {
        co_await of->publish(std::move(document));
    } catch (std::exception const& failure) {
        // A cancellation as well: the call notices it at its next step.
        log_failure(failure);
    }
}

}  // namespace

}  // namespace coaws::customization

namespace coaws {

void register_monitoring(emitter& events, monitoring_target target, pipeline::world const& world) {
    using namespace customization;
    check_client_id(target.client_id);
    auto const shared = std::make_shared<monitor const>(std::move(target), world);
    events.on_last("before-parameter-build",
                   [shared](before_parameter_build& e) { guarded([&] { shared->call_begins(e.context); }); });
    events.on_last("request-created", [shared](request_created& e) {
        guarded([&] { shared->attempt_begins(e.context, e.request); });
    });
    events.on_last("before-send", [shared](before_send& e) {
        guarded([&] { shared->attempt_leaves(e.context, e.request); });
    });
    events.on_last("response-received", [shared](response_received& e) -> asio::awaitable<void> {
        std::string document;
        guarded([&] { document = shared->attempt_ends(e.context, e.outcome); });
        if (!document.empty()) co_await tell(shared, std::move(document));
    });
    events.on_last("after-call", [shared](after_call& e) -> asio::awaitable<void> {
        std::string document;
        guarded([&] {
            auto const* metadata = e.parsed.find("ResponseMetadata");
            document = shared->call_ends(e.context,
                                         metadata != nullptr && metadata->get("MaxAttemptsReached", false));
        });
        if (!document.empty()) co_await tell(shared, std::move(document));
    });
    events.on_last("after-call-error", [shared](after_call_error& e) -> asio::awaitable<void> {
        std::string document;
        guarded([&] { document = shared->call_ends(e.context, was_retried(e.failure)); });
        if (!document.empty()) co_await tell(shared, std::move(document));
    });
}

}  // namespace coaws
