// The connections of one transport on one execution context: the kept ones, and the watch over those in use.
#include "transport/hub.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace coaws::transport {
namespace {

// A connection used a moment ago is not asked whether it is alive: under load that would be a system call for
// every request, and the free retry covers the rest.
constexpr auto fresh_enough = std::chrono::milliseconds(1);
// Timeouts closer together than this are handled in one go.
constexpr auto timer_step = std::chrono::milliseconds(2);
constexpr auto sweep_interval = std::chrono::seconds(1);
constexpr std::size_t kept_buffer = 16 * 1024;

// Takes the element at `index` out of an unordered vector whose elements know their place.
template <class Index>
void take_out(std::vector<connection*>& from, std::size_t index, Index index_of) noexcept {
    connection* last = from.back();
    from[index] = last;
    index_of(*last) = index;
    from.pop_back();
}

}  // namespace

/// Someone waiting for a connection, or the right to open one, under a hard limit.
struct slot_waiter {
    std::shared_ptr<strand_event> event;
    std::optional<lease> granted;  // guarded by the hub's mutex until the event is raised

    slot_waiter() = default;
};

lease::lease(std::shared_ptr<hub> owner, std::shared_ptr<host_entry> host) noexcept
    : hub_(std::move(owner)), host_(std::move(host)) {}

lease& lease::operator=(lease&& other) noexcept {
    if (this != &other) {
        drop();
        hub_ = std::move(other.hub_);
        host_ = std::move(other.host_);
        connection_ = std::move(other.connection_);
    }
    return *this;
}

lease::~lease() { drop(); }

void lease::adopt(std::unique_ptr<connection> fresh) {
    std::lock_guard lock(hub_->mutex_);
    hub_->register_locked(*fresh);
    connection_ = std::move(fresh);
}

void lease::drop_connection() noexcept {
    if (connection_ == nullptr) return;
    std::lock_guard lock(hub_->mutex_);
    hub_->destroy_locked(connection_);
}

void lease::watch(steady::time_point deadline) {
    std::lock_guard lock(hub_->mutex_);
    hub_->watch_locked(*connection_, deadline);
}

void lease::extend(steady::time_point deadline) noexcept {
    connection_->deadline_.store(deadline.time_since_epoch().count(), std::memory_order_relaxed);
}

void lease::unwatch() noexcept {
    if (connection_ == nullptr) return;
    std::lock_guard lock(hub_->mutex_);
    hub_->unwatch_locked(*connection_);
}

void lease::keep() noexcept {
    if (hub_ == nullptr) return;
    auto owner = std::move(hub_);
    owner->give_back(*this);
    host_.reset();
}

void lease::drop() noexcept {
    if (hub_ == nullptr) return;
    auto owner = std::move(hub_);
    owner->close(*this);
    host_.reset();
}

hub::hub(asio::any_io_executor executor, hub_limits limits)
    : executor_(std::move(executor)), limits_(limits) {}

hub::~hub() { shut_down(); }

hub::entry_ptr const& hub::find_host_locked(origin const& to) {
    host_map& hosts = state_.hosts[to.tls ? 1 : 0];
    auto found = hosts.find(to.authority);
    if (found != hosts.end()) return found->second;
    auto fresh = std::make_shared<host_entry>();
    fresh->authority = to.authority;
    fresh->tls = to.tls;
    return hosts.emplace(fresh->authority, fresh).first->second;
}

bool hub::is_alive(connection& idle, steady::time_point now) const {
    auto rested = now - idle.idle_since_;
    if (rested < fresh_enough && (idle.tls == nullptr || idle.tls->quiet())) return true;
    if (limits_.idle_timeout > steady::duration::zero() && rested > limits_.idle_timeout) return false;
    // An end, or bytes nobody asked for, both make a connection useless. TLS may have news of its own.
    return idle.poll_input() == asio::error::would_block;
}

std::optional<lease> hub::take(origin const& to, steady::time_point now, steady::time_point deadline) {
    std::lock_guard lock(mutex_);
    if (now - state_.swept > sweep_interval) sweep_locked(now);
    entry_ptr host = find_host_locked(to);
    return take_locked(host, now, deadline);
}

std::optional<lease> hub::take_locked(entry_ptr const& host, steady::time_point now,
                                      steady::time_point deadline) {
    while (!host->idle.empty()) {
        // The most recently used one: those at the other end grow old and leave.
        connection_ptr candidate = std::move(host->idle.back());
        host->idle.pop_back();
        if (is_alive(*candidate, now)) {
            lease taken(shared_from_this(), host);
            watch_locked(*candidate, deadline);
            taken.connection_ = std::move(candidate);
            return taken;
        }
        destroy_locked(candidate);
        --host->open;
    }
    if (limits_.hard && host->open >= limits_.kept) return std::nullopt;
    ++host->open;
    return lease(shared_from_this(), host);
}

asio::awaitable<std::optional<lease>> hub::wait_and_take(origin to, steady::time_point deadline,
                                                         steady::time_point until) {
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto waiter = std::make_shared<slot_waiter>();
    waiter->event = std::make_shared<strand_event>(executor);
    entry_ptr host;
    {
        std::lock_guard lock(mutex_);
        host = find_host_locked(to);
        std::optional<lease> free = take_locked(host, steady::now(), deadline);
        if (free) co_return free;
        host->waiting.push_back(waiter);
    }
    std::exception_ptr failure;
    try {
        asio::awaitable<bool> waiting = strand_event::wait(waiter->event, until);
        co_await std::move(waiting);
    } catch (...) {
        failure = std::current_exception();
    }
    std::optional<lease> granted;
    {
        std::lock_guard lock(mutex_);
        host->waiting.remove(waiter);
        granted = std::exchange(waiter->granted, std::nullopt);
        if (granted && granted->connected()) watch_locked(**granted, deadline);
    }
    // A grant that came together with a cancellation ends with `granted` and so goes to the next in line.
    if (failure) std::rethrow_exception(failure);
    co_return granted;
}

void hub::watch_locked(connection& watched, steady::time_point deadline) {
    watched.deadline_.store(deadline.time_since_epoch().count(), std::memory_order_relaxed);
    if (watched.watch_index_ == connection::nowhere) {
        state_.watched.push_back(&watched);
        watched.watch_index_ = state_.watched.size() - 1;
    }
    if (deadline == steady::time_point::max()) return;
    if (!state_.timer_armed || deadline < state_.timer_at) arm_locked(deadline);
}

void hub::unwatch_locked(connection& watched) noexcept {
    if (watched.watch_index_ == connection::nowhere) return;
    take_out(state_.watched, watched.watch_index_,
             [](connection& c) -> std::size_t& { return c.watch_index_; });
    watched.watch_index_ = connection::nowhere;
    // A waiting timer would keep the io_context running although nothing is going on.
    if (state_.watched.empty() && state_.timer_armed) {
        state_.timer_armed = false;
        state_.timer->cancel();
    }
}

void hub::arm_locked(steady::time_point at) {
    if (state_.dead) return;
    if (!state_.timer) state_.timer.emplace(executor_);
    state_.timer->expires_at(at);
    state_.timer_at = at;
    state_.timer_armed = true;
    std::uint64_t round = ++state_.timer_round;
    state_.timer->async_wait([weak = weak_from_this(), round](error_code failed) {
        if (failed) return;
        if (auto self = weak.lock()) self->on_timer(round);
    });
}

void hub::on_timer(std::uint64_t round) {
    std::lock_guard lock(mutex_);
    if (!state_.timer_armed || round != state_.timer_round || state_.dead) return;
    state_.timer_armed = false;
    auto now = steady::now();
    auto earliest = steady::time_point::max();
    for (connection* watched : state_.watched) {
        steady::time_point deadline(steady::duration(watched->deadline_.load(std::memory_order_relaxed)));
        if (deadline > now) {
            earliest = std::min(earliest, deadline);
        } else if (!watched->timed_out()) {
            watched->timed_out_.store(true, std::memory_order_release);
            // Unlike cancelling or closing through the socket object this is safe beside the exchange's own
            // thread, and it ends whatever is under way: connecting, reading, writing.
            ::shutdown(watched->socket().native_handle(), SHUT_RDWR);
        }
    }
    if (earliest != steady::time_point::max()) arm_locked(std::max(earliest, now + timer_step));
}

void hub::sweep_locked(steady::time_point now) noexcept {
    state_.swept = now;
    bool ages = limits_.idle_timeout > steady::duration::zero();
    for (host_map& hosts : state_.hosts) {
        for (auto at = hosts.begin(); at != hosts.end();) {
            host_entry& host = *at->second;
            while (ages && !host.idle.empty() &&
                   now - host.idle.front()->idle_since_ > limits_.idle_timeout) {
                connection_ptr old = std::move(host.idle.front());
                host.idle.pop_front();
                destroy_locked(old);
                --host.open;
            }
            at = host.open == 0 && host.waiting.empty() ? hosts.erase(at) : std::next(at);
        }
    }
}

void hub::register_locked(connection& fresh) {
    state_.open.push_back(&fresh);
    fresh.open_index_ = state_.open.size() - 1;
}

void hub::destroy_locked(connection_ptr& gone) noexcept {
    if (gone == nullptr) return;
    unwatch_locked(*gone);
    if (gone->open_index_ != connection::nowhere) {
        take_out(state_.open, gone->open_index_, [](connection& c) -> std::size_t& { return c.open_index_; });
    }
    gone.reset();
}

// One lease less: whoever waits longest may open a connection instead.
void hub::release_right_locked(entry_ptr const& host) noexcept {
    if (host->waiting.empty() || state_.dead) {
        --host->open;
        return;
    }
    auto waiter = std::move(host->waiting.front());
    host->waiting.pop_front();
    waiter->granted.emplace(shared_from_this(), host);
    waiter->event->set();
}

void hub::give_back(lease& used) noexcept {
    std::lock_guard lock(mutex_);
    connection_ptr returned = std::move(used.connection_);
    host_entry& host = *used.host_;
    unwatch_locked(*returned);
    bool sound = !state_.dead && !state_.retired && returned->usable() && !returned->timed_out() &&
                 returned->in.empty();
    if (sound && !host.waiting.empty()) {
        auto waiter = std::move(host.waiting.front());
        host.waiting.pop_front();
        lease handed(shared_from_this(), used.host_);
        handed.connection_ = std::move(returned);
        waiter->granted.emplace(std::move(handed));
        waiter->event->set();
    } else if (sound && host.idle.size() < limits_.kept) {
        returned->idle_since_ = steady::now();
        returned->in.shrink(kept_buffer);
        host.idle.push_back(std::move(returned));
    } else {
        destroy_locked(returned);
        release_right_locked(used.host_);
    }
}

void hub::close(lease& used) noexcept {
    std::lock_guard lock(mutex_);
    destroy_locked(used.connection_);
    release_right_locked(used.host_);
}

void hub::close_idle() noexcept {
    std::lock_guard lock(mutex_);
    for (host_map& hosts : state_.hosts) {
        for (auto& named : hosts) {
            host_entry& host = *named.second;
            while (!host.idle.empty()) {
                connection_ptr old = std::move(host.idle.back());
                host.idle.pop_back();
                destroy_locked(old);
                --host.open;
            }
        }
    }
}

void hub::retire() noexcept {
    {
        std::lock_guard lock(mutex_);
        state_.retired = true;
    }
    close_idle();
}

void hub::shut_down() noexcept {
    close_idle();
    std::list<std::shared_ptr<slot_waiter>> orphans;
    std::lock_guard lock(mutex_);
    state_.dead = true;
    state_.timer_armed = false;
    state_.timer.reset();
    executor_ = asio::any_io_executor();
    for (connection* open : state_.open) open->socket_.reset();
    for (host_map& hosts : state_.hosts) {
        for (auto& named : hosts) orphans.splice(orphans.end(), named.second->waiting);
    }
}

}  // namespace coaws::transport
