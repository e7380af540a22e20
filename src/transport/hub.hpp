// The connections of one transport on one execution context: the kept ones, and the watch over those in use.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "transport/connection.hpp"
#include "transport/strand_event.hpp"

namespace coaws::transport {

class hub;
struct slot_waiter;

/// Where a connection leads. The views must outlive the call that takes them.
struct origin {
    bool tls = false;
    std::string_view authority;

    origin() = default;
};

/// The limits a hub works by.
struct hub_limits {
    std::size_t kept = 10;
    bool hard = false;
    steady::duration idle_timeout{};

    hub_limits() = default;
};

/// The connections to one origin. Guarded by the hub's mutex.
struct host_entry {
    std::string authority;
    bool tls = false;
    std::size_t open = 0;
    std::deque<std::unique_ptr<connection>> idle;
    std::list<std::shared_ptr<slot_waiter>> waiting;

    host_entry() = default;
};

/// Holds a connection (or the right to open one) for one exchange. Left alone, it closes the connection.
class lease {
  public:
    lease() = default;
    lease(std::shared_ptr<hub> owner, std::shared_ptr<host_entry> host) noexcept;
    lease(lease&& other) noexcept = default;
    lease& operator=(lease&& other) noexcept;
    ~lease();

    connection* operator->() const noexcept { return connection_.get(); }
    connection& operator*() const noexcept { return *connection_; }
    bool connected() const noexcept { return connection_ != nullptr; }

    /// Takes a connection about to be opened under care.
    void adopt(std::unique_ptr<connection> fresh);
    /// Closes the connection and keeps the right to open another.
    void drop_connection() noexcept;
    /// Every read and write under way must end by `deadline` from now on (time_point::max(): whenever), else
    /// the connection is shut down and says timed_out().
    void watch(steady::time_point deadline);
    /// Moves the deadline of a watched connection. Cheap; may notice an earlier deadline late.
    void extend(steady::time_point deadline) noexcept;
    void unwatch() noexcept;
    /// Gives the connection back for others.
    void keep() noexcept;
    /// Ends the lease; the connection is closed.
    void drop() noexcept;

  private:
    friend class hub;
    std::shared_ptr<hub> hub_;
    std::shared_ptr<host_entry> host_;
    std::unique_ptr<connection> connection_;
};

/// Thread-safe. Sockets and the timer never outlive the execution context: shut_down() drops them with it.
class hub : public std::enable_shared_from_this<hub> {
  public:
    hub(asio::any_io_executor executor, hub_limits limits);
    ~hub();

    /// An idle connection that still looks alive, watched until `deadline`; otherwise a lease without a
    /// connection. Nothing when a hard limit is reached: see `wait_and_take`.
    std::optional<lease> take(origin const& to, steady::time_point now, steady::time_point deadline);
    /// Waits for another lease to end, as hard limits ask for; otherwise like `take`. Nothing when `until`
    /// passes.
    asio::awaitable<std::optional<lease>> wait_and_take(origin to, steady::time_point deadline,
                                                        steady::time_point until);

    /// Closes idle connections.
    void close_idle() noexcept;
    /// Closes idle connections now and others as soon as they are given back: the transport is gone.
    void retire() noexcept;
    /// Closes idle connections and stops the timer for good: the execution context is going away.
    void shut_down() noexcept;

  private:
    friend class lease;
    using entry_ptr = std::shared_ptr<host_entry>;
    using connection_ptr = std::unique_ptr<connection>;

    struct text_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>()(text);
        }
    };
    using host_map = std::unordered_map<std::string, entry_ptr, text_hash, std::equal_to<>>;

    struct locked_state {
        host_map hosts[2];                 // plain, TLS
        std::vector<connection*> open;     // every connection, so that none outlives the context
        std::vector<connection*> watched;  // those with a deadline
        std::optional<asio::steady_timer> timer;
        steady::time_point timer_at{};
        bool timer_armed = false;
        std::uint64_t timer_round = 0;
        bool dead = false;     // the context is going
        bool retired = false;  // the transport is gone
        steady::time_point swept{};

        locked_state() = default;
    };

    entry_ptr const& find_host_locked(origin const& to);
    std::optional<lease> take_locked(entry_ptr const& host, steady::time_point now,
                                     steady::time_point deadline);
    bool is_alive(connection& idle, steady::time_point now) const;
    void watch_locked(connection& watched, steady::time_point deadline);
    void unwatch_locked(connection& watched) noexcept;
    void arm_locked(steady::time_point at);
    void on_timer(std::uint64_t round);
    void sweep_locked(steady::time_point now) noexcept;
    void register_locked(connection& fresh);
    void destroy_locked(connection_ptr& gone) noexcept;
    void release_right_locked(entry_ptr const& host) noexcept;
    void give_back(lease& used) noexcept;
    void close(lease& used) noexcept;

    asio::any_io_executor executor_;
    hub_limits limits_;
    std::mutex mutex_;
    locked_state state_;
};

}  // namespace coaws::transport
