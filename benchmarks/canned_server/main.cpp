// A server for benchmarks: one thread, canned answers, on 127.0.0.1 only. It checks nothing, so the client is
// measured.
//
//     canned-server [--port P] [--cpu K] [--delay-ms D]
//
// Port 0 (the default) picks one; the first line printed is ENDPOINT=http://127.0.0.1:P. --cpu pins it.
// --delay-ms holds every answer back, as a real service's latency would.
#include "connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string_view>
#include <system_error>
#include <unordered_map>

namespace {

using clock_type = std::chrono::steady_clock;
using canned::connection;

int checked(int result, char const* what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
    return result;
}

class server {
  public:
    server(std::uint16_t port, std::chrono::milliseconds delay) : delay_(delay) {
        listener_ = checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
        int const on = 1;
        ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        checked(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), "bind");
        checked(::listen(listener_, 4096), "listen");
        poller_ = checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
        watch(listener_, EPOLLIN, EPOLL_CTL_ADD);
    }
    server(server const&) = delete;
    server& operator=(server const&) = delete;
    ~server() {
        ::close(poller_);
        ::close(listener_);
    }

    std::uint16_t port() const {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        checked(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
        return ntohs(address.sin_port);
    }

    void run() {
        std::array<epoll_event, 128> events;
        for (;;) {
            int const count = ::epoll_wait(poller_, events.data(), static_cast<int>(events.size()), pause());
            for (int i = 0; i < count; ++i) {
                if (events[static_cast<std::size_t>(i)].data.fd == listener_)
                    accept_all();
                else if (auto const at = connections_.find(events[static_cast<std::size_t>(i)].data.fd);
                         at != connections_.end())
                    settle(at->second, at->second->advance(delay_.count() > 0));
            }
            release_due();
        }
    }

  private:
    using shared = std::shared_ptr<connection>;

    void watch(int fd, std::uint32_t what, int how) {
        epoll_event event{};
        event.events = what;
        event.data.fd = fd;
        checked(::epoll_ctl(poller_, how, fd, &event), "epoll_ctl");
    }

    void accept_all() {
        for (;;) {
            int const fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (fd < 0) return;
            int const on = 1;
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            connections_.emplace(fd, std::make_shared<connection>(fd));
            watch(fd, EPOLLIN | EPOLLOUT | EPOLLET, EPOLL_CTL_ADD);
        }
    }

    void settle(shared const& who, connection::state now) {
        if (now == connection::state::closed)
            connections_.erase(who->socket());
        else if (now == connection::state::held)
            held_.push_back({clock_type::now() + delay_, who});
    }

    /// Milliseconds until the next held answer is due, at least one; for ever when there is none.
    int pause() const {
        if (held_.empty()) return -1;
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(held_.front().due - clock_type::now());
        return std::max(1, static_cast<int>(left.count()));
    }

    void release_due() {
        while (!held_.empty() && held_.front().due <= clock_type::now()) {
            auto const who = held_.front().who.lock();
            held_.pop_front();
            if (who) settle(who, who->release());
        }
    }

    struct held_answer {
        clock_type::time_point due;
        std::weak_ptr<connection> who;
    };

    int listener_ = -1;
    int poller_ = -1;
    std::chrono::milliseconds delay_;
    std::unordered_map<int, shared> connections_;
    std::deque<held_answer> held_;
};

void pin_to(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(static_cast<unsigned>(cpu), &set);
    checked(::sched_setaffinity(0, sizeof set, &set), "sched_setaffinity");
}

}  // namespace

int main(int argc, char** argv) {
    try {
        int port = 0;
        int delay = 0;
        for (int i = 1; i + 1 < argc; i += 2) {
            std::string_view const name = argv[i];
            int const number = std::atoi(argv[i + 1]);
            if (name == "--port")
                port = number;
            else if (name == "--delay-ms")
                delay = number;
            else if (name == "--cpu")
                pin_to(number);
        }
        server answers(static_cast<std::uint16_t>(port), std::chrono::milliseconds(delay));
        std::printf("ENDPOINT=http://127.0.0.1:%d\n", answers.port());
        std::fflush(stdout);
        answers.run();
    } catch (std::exception const& failure) {
        std::fprintf(stderr, "canned-server: %s\n", failure.what());
        return 1;
    }
}
