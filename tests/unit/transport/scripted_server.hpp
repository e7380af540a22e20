// A server on loopback whose every connection follows a script.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct ssl_st;
struct ssl_ctx_st;

namespace coaws::testing_support {

/// The server's end of one connection. Blocking; only its script uses it.
class peer {
  public:
    peer(int descriptor, ssl_ctx_st* tls);
    ~peer();
    peer(peer const&) = delete;
    peer& operator=(peer const&) = delete;

    /// Reads one request with its body (by Content-Length or chunks); empty when the client has left.
    std::string read_request();
    /// Reads up to the end of a request's head.
    std::string read_head();
    /// Reads exactly that many bytes, fewer when the client leaves.
    std::string read_bytes(std::size_t count);
    void send(std::string_view bytes);
    /// Sends `200 OK` with that body and Content-Length.
    void reply(std::string_view body, std::string_view more_fields = {});
    /// Waits until the client closes; what it still sends is dropped.
    void wait_for_close();
    /// Goes on with TLS.
    void start_tls(ssl_ctx_st* tls);
    /// Closes with a reset instead of an orderly end.
    void reset();
    /// Whether the TLS handshake succeeded (true without TLS), and resumed a session.
    bool secure() const noexcept { return secure_; }
    bool resumed() const noexcept;

  private:
    bool fill();

    int descriptor_;
    ssl_st* tls_ = nullptr;
    bool secure_ = true;
    std::string held_;
};

/// Listens as long as it lives. The n-th connection follows the n-th script, later ones the last.
class scripted_server {
  public:
    using script = std::function<void(peer&)>;

    /// `tls`: an SSL_CTX for all connections, which must outlive the server; null for none.
    explicit scripted_server(std::vector<script> scripts, ssl_ctx_st* tls = nullptr);
    ~scripted_server();
    scripted_server(scripted_server const&) = delete;
    scripted_server& operator=(scripted_server const&) = delete;

    std::uint16_t port() const noexcept { return port_; }
    std::string url(std::string_view path = "/", std::string_view host = "127.0.0.1") const;
    int connections() const noexcept { return connections_.load(); }
    /// Whether every script has come to its end.
    bool idle();

  private:
    void accept_all();

    std::vector<script> scripts_;
    ssl_ctx_st* tls_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_{0};
    std::mutex mutex_;
    std::vector<int> open_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

}  // namespace coaws::testing_support
