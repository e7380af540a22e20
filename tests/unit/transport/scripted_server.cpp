// A server on loopback whose every connection follows a script.
#include "scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace coaws::testing_support {
namespace {

// Beyond this a broken test fails instead of hanging.
void set_patience(int descriptor) {
    timeval patience{20, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

// OpenSSL's own socket writes raise SIGPIPE, on the thread that writes.
void ignore_broken_pipes() {
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

}  // namespace

peer::peer(int descriptor, ssl_ctx_st* tls) : descriptor_(descriptor) {
    set_patience(descriptor);
    if (tls != nullptr) start_tls(tls);
}

void peer::start_tls(ssl_ctx_st* tls) {
    tls_ = SSL_new(tls);
    SSL_set_fd(tls_, descriptor_);
    secure_ = SSL_accept(tls_) == 1;
}

peer::~peer() {
    if (tls_ != nullptr) {
        if (secure_) SSL_shutdown(tls_);
        SSL_free(tls_);
    }
}

bool peer::resumed() const noexcept { return tls_ != nullptr && SSL_session_reused(tls_) == 1; }

bool peer::fill() {
    char piece[65536];
    long got = tls_ != nullptr ? SSL_read(tls_, piece, sizeof piece)
                               : static_cast<long>(::recv(descriptor_, piece, sizeof piece, 0));
    if (got <= 0) return false;
    held_.append(piece, static_cast<std::size_t>(got));
    return true;
}

std::string peer::read_head() {
    std::size_t end = 0;
    while ((end = held_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return {};
    }
    std::string head = held_.substr(0, end + 4);
    held_.erase(0, end + 4);
    return head;
}

std::string peer::read_bytes(std::size_t count) {
    while (held_.size() < count && fill()) {
    }
    std::string bytes = held_.substr(0, count);
    held_.erase(0, bytes.size());
    return bytes;
}

std::string peer::read_request() {
    std::string head = read_head();
    std::string known = lower(head);
    std::size_t at = known.find("\r\ncontent-length:");
    if (at != std::string::npos) return head + read_bytes(std::strtoul(known.c_str() + at + 17, nullptr, 10));
    if (known.find("\r\ntransfer-encoding: chunked") == std::string::npos) return head;
    std::string raw;
    while (!raw.ends_with("0\r\n\r\n")) {
        std::string one = read_bytes(1);
        if (one.empty()) break;
        raw += one;
    }
    return head + raw;
}

void peer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        long sent = tls_ != nullptr
                        ? SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size()))
                        : static_cast<long>(::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void peer::reply(std::string_view body, std::string_view more_fields) {
    std::string text = "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    text.append(more_fields).append("\r\n").append(body);
    send(text);
}

void peer::wait_for_close() {
    while (fill()) held_.clear();
}

void peer::reset() {
    linger now{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

scripted_server::scripted_server(std::vector<script> scripts, ssl_ctx_st* tls)
    : scripts_(std::move(scripts)), tls_(tls) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bool ready = ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                 ::listen(listener_, 128) == 0 &&
                 ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!ready) throw std::runtime_error("no listener on loopback");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
}

scripted_server::~scripted_server() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    ::close(listener_);
    {
        std::lock_guard lock(mutex_);
        for (int descriptor : open_) ::shutdown(descriptor, SHUT_RDWR);
    }
    for (std::thread& thread : threads_) thread.join();
}

std::string scripted_server::url(std::string_view path, std::string_view host) const {
    return (tls_ != nullptr ? "https://" : "http://") + std::string(host) + ":" + std::to_string(port_) +
           std::string(path);
}

bool scripted_server::idle() {
    std::lock_guard lock(mutex_);
    return open_.empty();
}

void scripted_server::accept_all() {
    while (true) {
        int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) return;
        std::size_t number = static_cast<std::size_t>(connections_.fetch_add(1));
        script const& play = scripts_[std::min(number, scripts_.size() - 1)];
        std::lock_guard lock(mutex_);
        open_.push_back(descriptor);
        threads_.emplace_back([this, descriptor, &play] {
            ignore_broken_pipes();
            {
                peer client(descriptor, tls_);
                play(client);
            }
            std::lock_guard closing(mutex_);
            std::erase(open_, descriptor);
            ::close(descriptor);
        });
    }
}

}  // namespace coaws::testing_support
