// One TLS connection as a machine between two byte streams. Knows no socket.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "transport/input_buffer.hpp"
#include "transport/tls_context.hpp"

namespace coaws::transport {

/// Turns plain bytes into records and back. Feed `input()` with what the socket gives, send what `output()`
/// holds. One user at a time.
class tls_session {
  public:
    enum class status {
        ok,           ///< done, or bytes were given
        needs_input,  ///< more records are needed
        closed,       ///< the peer said goodbye, or its stream ended
        failed,       ///< see failure()
    };

    /// `host`: name or address literal that the certificate must be for; names are sent as SNI. `peer` names
    /// the server for session resumption. Throws std::runtime_error.
    tls_session(std::shared_ptr<tls_context> context, std::string const& host, std::string const& peer);
    ~tls_session();
    tls_session(tls_session const&) = delete;
    tls_session& operator=(tls_session const&) = delete;

    /// Goes on with the handshake. Whatever the answer, `output()` may hold bytes to send.
    status handshake();
    /// Decrypts into `into`; `count` is what was given. Says `ok` only with bytes.
    status read(std::span<char> into, std::size_t& count);
    /// Encrypts all of `plain` and appends the records to `output()`.
    status write(std::string_view plain);

    /// Whether nothing received is left to be read, neither records nor bytes of one.
    bool quiet() const noexcept;
    /// Received records not yet looked at.
    input_buffer& input() noexcept { return input_; }
    /// Records to be sent; the sender clears it.
    std::string& output() noexcept { return output_; }
    /// The peer's stream has ended: no more input will come.
    void end_input() noexcept { input_ended_ = true; }
    /// What went wrong.
    std::string const& failure() const noexcept { return failure_; }

  private:
    struct bio_bridge;
    status judge(int returned);
    void check_name(std::string const& host);

    std::shared_ptr<tls_context> context_;
    ssl_st* ssl_ = nullptr;
    input_buffer input_;
    std::string output_;
    std::string failure_;
    bool input_ended_ = false;
};

}  // namespace coaws::transport
