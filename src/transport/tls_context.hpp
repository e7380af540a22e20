// OpenSSL contexts: made once for each configuration and shared in the process.
#pragma once

#include <memory>
#include <string>

#include "transport/tls_settings.hpp"

struct ssl_ctx_st;
struct ssl_session_st;
struct ssl_st;

namespace coaws::transport {

/// A client SSL_CTX with its trusted certificates, and the sessions that may be resumed.
class tls_context {
  public:
    explicit tls_context(tls_settings const& settings);
    ~tls_context();
    tls_context(tls_context const&) = delete;
    tls_context& operator=(tls_context const&) = delete;

    ssl_ctx_st* native() const noexcept { return context_; }
    bool verifies() const noexcept { return verify_; }

    /// Offers the last session of `peer` for resumption, and remembers the next one under that name.
    /// Thread-safe.
    void prepare(ssl_st* connection, std::string const& peer);

  private:
    struct session_store;
    static int on_new_session(ssl_st* connection, ssl_session_st* session);
    void load_trust(tls_settings const& settings);
    void load_identity(tls_settings const& settings);

    ssl_ctx_st* context_ = nullptr;
    bool verify_ = true;
    std::unique_ptr<session_store> sessions_;
};

/// The context of these settings when it was made before; null otherwise. Never blocks on files. Thread-safe.
std::shared_ptr<tls_context> find_tls_context(tls_settings const& settings);

/// The context of these settings. Reads certificate files when it is the first of its kind (a few
/// milliseconds: keep it off the event loop). Throws std::runtime_error naming the file that is at fault.
/// Thread-safe.
std::shared_ptr<tls_context> make_tls_context(tls_settings const& settings);

/// True once the process is in its exit handlers: OpenSSL's data may be gone and must not be touched.
bool tls_is_shut_down() noexcept;

/// The text of the first error in this thread's OpenSSL queue, which is emptied; `fallback` when there is
/// none.
std::string take_tls_error(char const* fallback);

}  // namespace coaws::transport
