// One fetch for all that wait.
#include "credentials/shared_refresh.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>

namespace coaws {

namespace {

/// The switch of a running fetch. Touched on the fetch's strand only.
struct fetch_switch {
    asio::cancellation_signal signal;
    bool ended = false;
};

}  // namespace

/// Gives the flight up when its coroutine is destroyed before it has landed, as with its execution context.
class shared_refresh::landing {
  public:
    landing(std::shared_ptr<shared_refresh> owner, std::shared_ptr<flight> of)
        : owner_(std::move(owner)), flight_(std::move(of)) {}
    landing(landing const&) = delete;
    landing& operator=(landing const&) = delete;
    ~landing() {
        if (landed_) return;
        {
            std::lock_guard const lock(owner_->mutex_);
            owner_->locked_state_.fsm.abandoned();
        }
        flight_->land(std::nullopt);
    }

    /// `end` turns the fsm to the flight's result, under the lock.
    template <class End>
    void land(End&& end) {
        std::optional<flight_result> result;
        {
            std::lock_guard const lock(owner_->mutex_);
            result = end(owner_->locked_state_.fsm, owner_->clock_->now());
        }
        landed_ = true;
        flight_->land(std::move(result));
    }

  private:
    std::shared_ptr<shared_refresh> owner_;
    std::shared_ptr<flight> flight_;
    bool landed_ = false;
};

asio::awaitable<std::shared_ptr<void const>> shared_refresh::resolve() {
    while (true) {
        auto action = refresh_action::join;
        std::shared_ptr<flight> joined;
        {
            std::lock_guard const lock(mutex_);
            action = locked_state_.fsm.ask(clock_->now());
            if (action == refresh_action::use_current) co_return locked_state_.fsm.current();
            if (action == refresh_action::report_absent) co_return nullptr;
            if (action != refresh_action::join) locked_state_.in_the_air = std::make_shared<flight>();
            joined = locked_state_.in_the_air;
        }
        if (action != refresh_action::join) {
            auto const executor = co_await asio::this_coro::executor;
            launch(shared_from_this(), joined, action, executor);
        }
        co_await flight::wait(joined);
        auto const result = joined->result();
        if (!result) continue;
        if (result->error != nullptr) std::rethrow_exception(result->error);
        if (result->final) co_return result->item;
    }
}

bool shared_refresh::invalidate(void const* used) {
    std::lock_guard const lock(mutex_);
    return locked_state_.fsm.invalidate(used, clock_->now());
}

void shared_refresh::launch(std::shared_ptr<shared_refresh> self, std::shared_ptr<flight> of,
                            refresh_action action, asio::any_io_executor const& executor) {
    auto const strand = asio::make_strand(executor);
    auto const off = std::make_shared<fetch_switch>();
    // The flight outlives its fetch where waiters still hold it; the fetch's loop must not be kept by it.
    auto desert = [strand, weak = std::weak_ptr<fetch_switch>(off)] {
        auto stop = [weak] {
            auto const running = weak.lock();
            if (running && !running->ended) running->signal.emit(asio::cancellation_type::terminal);
        };
        asio::post(strand, std::move(stop));
    };
    of->when_deserted(std::move(desert));
    auto fetch = run(std::move(self), std::move(of), action);
    auto ended = [off](std::exception_ptr) { off->ended = true; };
    asio::co_spawn(strand, std::move(fetch),
                   asio::bind_cancellation_slot(off->signal.slot(), std::move(ended)));
}

asio::awaitable<void> shared_refresh::run(std::shared_ptr<shared_refresh> self, std::shared_ptr<flight> of,
                                          refresh_action action) {
    landing end(self, of);
    refreshable found;
    std::exception_ptr error;
    try {
        found = co_await self->fetch_(action);
    } catch (...) {
        error = std::current_exception();
    }
    // Cancelled because nobody waited: whoever has come since begins anew.
    if (error && of->deserted()) co_return;
    end.land([&](refresh_fsm& fsm, timestamp now) {
        bool const search = action == refresh_action::search;
        if (error) return search ? fsm.search_failed(error) : fsm.refresh_failed(error, now);
        return search ? fsm.searched(std::move(found), now) : fsm.refreshed(std::move(found), now);
    });
}

}  // namespace coaws
