// Measures one call for its client's metrics observer.
#include "pipeline/call_meter.hpp"

#include <coaws/pipeline/call_context.hpp>
#include <coaws/value/client_error.hpp>
#include <utility>

namespace coaws {

std::string_view to_string(call_phase phase) noexcept {
    constexpr std::array<std::string_view, call_phase_count> names = {
        "endpoint", "serialize",  "sign",    "exchange", "pool_wait", "connect",
        "send",     "first_byte", "receive", "parse",    "backoff",
    };
    return names[static_cast<std::size_t>(phase)];
}

std::string_view to_string(call_outcome outcome) noexcept {
    constexpr std::array<std::string_view, 4> names = {"success", "service_error", "failure", "cancelled"};
    return names[static_cast<std::size_t>(outcome)];
}

}  // namespace coaws

namespace coaws::pipeline {

call_meter::call_meter(metrics_observer& observer, pipeline::clock const& clock, call_context const& context)
    : observer_(observer), clock_(clock), context_(context), begin_(clock.ticks()) {}

call_meter::~call_meter() {
    try {
        report();
    } catch (...) {
        // A report is never worth an operation.
    }
}

void call_meter::add(call_phase phase, std::chrono::nanoseconds time) noexcept {
    phases_[static_cast<std::size_t>(phase)] += time;
}

void call_meter::failed(std::shared_ptr<error const> failure) noexcept {
    failure_ = std::move(failure);
    bool const answered = dynamic_cast<client_error const*>(failure_.get()) != nullptr;
    outcome_ = answered ? call_outcome::service_error : call_outcome::failure;
}

void call_meter::report() const {
    call_metrics out;
    out.service = context_.service().metadata().name;
    out.operation = context_.operation().name;
    out.outcome = outcome_;
    if (auto const* answer = dynamic_cast<client_error const*>(failure_.get()))
        out.error = answer->code();
    else if (failure_)
        out.error = failure_->type();
    out.attempts = attempts_;
    out.status = status_;
    out.total = clock_.ticks() - begin_;
    out.phases = phases_;
    auto const put = [&out](call_phase phase, std::chrono::nanoseconds time) {
        out.phases[static_cast<std::size_t>(phase)] = time;
    };
    put(call_phase::pool_wait, exchange_.pool_wait);
    put(call_phase::connect, exchange_.connect);
    put(call_phase::send, exchange_.send);
    put(call_phase::first_byte, exchange_.first_byte);
    put(call_phase::receive, exchange_.receive);
    out.bytes_sent = exchange_.bytes_sent;
    out.bytes_received = exchange_.bytes_received;
    out.pool_waits = exchange_.pool_waits;
    out.connections_opened = exchange_.connections_opened;
    observer_.call_ended(out);
}

}  // namespace coaws::pipeline
