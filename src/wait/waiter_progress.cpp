// The decisions of one wait, without the calls (WAIT-03).
#include "wait/waiter_progress.hpp"

#include <coaws/wait/waiter_error.hpp>

namespace coaws::wait {
namespace {

std::string member_text(value const& part, std::string_view name) {
    auto const* member = part.find(name);
    if (member == nullptr) return "Unknown";
    auto const* text = member->get_if<std::string>();
    return text != nullptr ? *text : to_json(*member);
}

std::string error_text_of(value const& response) {
    auto const& part = response.at("Error");
    return "An error occurred (" + member_text(part, "Code") + "): " + member_text(part, "Message");
}

}  // namespace

wait_step waiter_progress::judge(value const& response) {
    ++attempts_;
    acceptor const* matched = nullptr;
    for (auto const& candidate : waiter_->acceptors) {
        if (!candidate.matches(response)) continue;
        matched = &candidate;
        break;
    }
    auto const fail = [&](std::string const& reason, waiter_failure_kind kind) {
        throw waiter_failure(waiter_->info.name, reason, kind, response);
    };
    if (matched != nullptr) {
        if (matched->state() == acceptor_state::success) return wait_step::done;
        if (matched->state() == acceptor_state::failure)
            fail("Waiter encountered a terminal failure state: " + matched->explanation(),
                 waiter_failure_kind::terminal_failure);
        ever_matched_ = true;
    } else if (is_error_response(response)) {
        fail(error_text_of(response), waiter_failure_kind::unexpected_error);
    }
    if (attempts_ < max_attempts_) return wait_step::poll_again;
    if (!ever_matched_) fail("Max attempts exceeded", waiter_failure_kind::max_attempts);
    // As botocore words it: when this response matched nothing, the last acceptor is named, though an earlier
    // one may have been the one that matched before.
    auto const& named = matched != nullptr ? *matched : waiter_->acceptors.back();
    fail("Max attempts exceeded. Previously accepted state: " + named.explanation(),
         waiter_failure_kind::max_attempts);
    return wait_step::done;
}

}  // namespace coaws::wait
