// Datagrams by the kernel: sockets without an execution context, for nothing is ever waited for.
#include <fcntl.h>
#include <sys/socket.h>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <chrono>
#include <coaws/transport/system.hpp>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "transport/system/child_process.hpp"

namespace coaws::transport {
namespace {

using asio::ip::udp;
using boost::system::error_code;
using address = asio::ip::address;

// What is sent while a name is looked up is kept up to this number.
constexpr std::size_t most_waiting = 64;
constexpr std::chrono::seconds name_lifetime{60};

[[noreturn]] void throw_errno() {
    throw boost::system::system_error(error_code(errno, boost::system::system_category()));
}

class system_datagrams final : public pipeline::datagrams,
                               public std::enable_shared_from_this<system_datagrams> {
  public:
    asio::awaitable<void> send(std::string host, std::uint16_t port, std::string bytes) override {
        error_code no_literal;
        auto const literal = asio::ip::make_address(host, no_literal);
        auto const to = no_literal ? find(host, port, bytes) : std::optional(literal);
        if (to) {
            send_now(*to, port, bytes);
            co_return;
        }
        if (begins_look_up(host)) {
            asio::any_io_executor executor = co_await asio::this_coro::executor;
            look_up(executor, std::move(host));
        }
    }

  private:
    struct letter {
        std::uint16_t port = 0;
        std::string bytes;

        letter() = default;
    };
    struct known_name {
        std::optional<address> at;
        std::chrono::steady_clock::time_point until{};
        std::vector<letter> waiting;
        bool asked = false;

        known_name() = default;
    };

    /// A look-up under way. Its end counts however it comes, also when the loop goes first.
    struct question {
        std::shared_ptr<system_datagrams> owner;
        std::string host;
        udp::resolver resolver;
        std::optional<address> found;

        question(std::shared_ptr<system_datagrams> of, std::string name, asio::any_io_executor const& on)
            : owner(std::move(of)), host(std::move(name)), resolver(on) {}
        ~question() { owner->answered(host, found); }
        question(question const&) = delete;
        question& operator=(question const&) = delete;
    };

    /// The address of a name, or nothing; the datagram then waits for it.
    std::optional<address> find(std::string const& host, std::uint16_t port, std::string& bytes) {
        std::lock_guard const lock(guard_);
        auto& name = names_[host];
        if (name.at && std::chrono::steady_clock::now() < name.until) return name.at;
        name.at.reset();
        if (name.waiting.size() < most_waiting) {
            auto& kept = name.waiting.emplace_back();
            kept.port = port;
            kept.bytes = std::move(bytes);
        }
        return std::nullopt;
    }

    bool begins_look_up(std::string const& host) {
        std::lock_guard const lock(guard_);
        return !std::exchange(names_[host].asked, true);
    }

    void look_up(asio::any_io_executor const& executor, std::string host) {
        auto asked = std::make_shared<question>(shared_from_this(), host, executor);
        auto on_answer = [asked](error_code failed, udp::resolver::results_type const& answer) {
            if (failed) return;
            // The reference knows no other addresses than those of IPv4: they come first.
            for (auto const& entry : answer) {
                auto const at = entry.endpoint().address();
                if (!asked->found || (at.is_v4() && !asked->found->is_v4())) asked->found = at;
            }
        };
        asked->resolver.async_resolve(host, "0", udp::resolver::numeric_service, std::move(on_answer));
    }

    void answered(std::string const& host, std::optional<address> const& found) noexcept {
        try {
            std::vector<letter> waiting;
            {
                std::lock_guard const lock(guard_);
                auto& name = names_[host];
                name.asked = false;
                name.at = found;
                name.until = std::chrono::steady_clock::now() + name_lifetime;
                waiting.swap(name.waiting);
            }
            if (!found) return;
            for (auto const& one : waiting) send_now(*found, one.port, one.bytes);
        } catch (...) {
            // Nobody waits for these any more.
        }
    }

    void send_now(address const& to, std::uint16_t port, std::string const& bytes) {
        udp::endpoint const target(to, port);
        auto const sent = ::sendto(socket_for(to), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL,
                                   target.data(), static_cast<socklen_t>(target.size()));
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) throw_errno();
    }

    int socket_for(address const& to) {
        std::lock_guard const lock(guard_);
        auto& socket = to.is_v4() ? v4_ : v6_;
        if (!socket)
            socket = detail::descriptor(
                ::socket(to.is_v4() ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (!socket) throw_errno();
        return socket.get();
    }

    std::mutex guard_;
    // under guard_
    std::map<std::string, known_name, std::less<>> names_;
    detail::descriptor v4_;
    detail::descriptor v6_;
};

}  // namespace

std::shared_ptr<pipeline::datagrams> make_system_datagrams() { return std::make_shared<system_datagrams>(); }

}  // namespace coaws::transport
