// OpenSSL contexts: made once for each configuration and shared in the process.
#include "transport/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <sys/stat.h>
#include <atomic>
#include <cstdlib>
#include <list>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace coaws::transport {
namespace {

constexpr std::size_t max_sessions = 256;
constexpr char const* debian_bundle = "/etc/ssl/certs/ca-certificates.crt";

std::atomic<bool> exiting{false};

// OpenSSL tears itself down in an exit handler registered at its first use. Ours is registered after it and
// so runs before it: connections that outlive main (static clients) then leave OpenSSL's objects alone.
void register_exit_flag() {
    static bool const once = [] {
        OPENSSL_init_ssl(0, nullptr);
        std::atexit([] { exiting.store(true, std::memory_order_relaxed); });
        return true;
    }();
    static_cast<void>(once);
}

[[noreturn]] void fail(std::string const& what, std::string const& path) {
    throw std::runtime_error(what + " '" + path + "': " + take_tls_error("unreadable"));
}

struct free_session {
    void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
};
using session_ptr = std::unique_ptr<SSL_SESSION, free_session>;

int context_slot() {
    static int const slot = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return slot;
}

void free_peer_name(void*, void* name, CRYPTO_EX_DATA*, int, long, void*) {
    delete static_cast<std::string*>(name);
}

int peer_slot() {
    static int const slot = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, free_peer_name);
    return slot;
}

}  // namespace

bool tls_is_shut_down() noexcept { return exiting.load(std::memory_order_relaxed); }

std::string take_tls_error(char const* fallback) {
    unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (code == 0) return fallback;
    if (char const* reason = ERR_reason_error_string(code)) return reason;
    return "error " + std::to_string(code);
}

struct tls_context::session_store {
    std::mutex mutex;
    std::list<std::pair<std::string, session_ptr>> newest_first;

    void put(std::string const& peer, session_ptr session) {
        std::lock_guard lock(mutex);
        newest_first.remove_if([&](auto const& entry) { return entry.first == peer; });
        newest_first.emplace_front(peer, std::move(session));
        if (newest_first.size() > max_sessions) newest_first.pop_back();
    }

    // TLS 1.3 sessions are for one use, so the session leaves the store.
    session_ptr take(std::string const& peer) {
        std::lock_guard lock(mutex);
        for (auto entry = newest_first.begin(); entry != newest_first.end(); ++entry) {
            if (entry->first != peer) continue;
            session_ptr session = std::move(entry->second);
            newest_first.erase(entry);
            return session;
        }
        return nullptr;
    }
};

tls_context::tls_context(tls_settings const& settings)
    : verify_(settings.verify), sessions_(std::make_unique<session_store>()) {
    register_exit_flag();
    ERR_clear_error();
    context_ = SSL_CTX_new(TLS_client_method());
    if (context_ == nullptr) throw std::runtime_error(take_tls_error("no TLS context"));
    try {
        SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
        SSL_CTX_set_options(context_, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
        SSL_CTX_set_mode(context_, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                       SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        SSL_CTX_set_verify(context_, verify_ ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
        SSL_CTX_set_session_cache_mode(context_, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
        SSL_CTX_sess_set_new_cb(context_, &tls_context::on_new_session);
        SSL_CTX_set_ex_data(context_, context_slot(), this);
        if (verify_) load_trust(settings);
        if (!settings.client_cert.empty()) load_identity(settings);
    } catch (...) {
        SSL_CTX_free(context_);
        throw;
    }
}

tls_context::~tls_context() {
    if (tls_is_shut_down()) {
        static_cast<void>(sessions_.release());
        return;
    }
    SSL_CTX_free(context_);
}

void tls_context::load_trust(tls_settings const& settings) {
    std::string const& bundle = settings.ca_bundle;
    if (bundle.empty()) {
        SSL_CTX_set_default_verify_paths(context_);
        // An OpenSSL that was not built by the distribution looks in its own prefix and finds nothing there.
        struct stat found{};
        bool usual = ::stat(X509_get_default_cert_file(), &found) == 0 ||
                     ::stat(X509_get_default_cert_dir(), &found) == 0;
        if (!usual) SSL_CTX_load_verify_file(context_, debian_bundle);
        ERR_clear_error();
        return;
    }
    struct stat found{};
    if (::stat(bundle.c_str(), &found) != 0) {
        throw std::runtime_error("the CA bundle '" + bundle + "' does not exist or can't be read");
    }
    int loaded = S_ISDIR(found.st_mode) ? SSL_CTX_load_verify_dir(context_, bundle.c_str())
                                        : SSL_CTX_load_verify_file(context_, bundle.c_str());
    if (loaded != 1) fail("can't use the CA bundle", bundle);
}

void tls_context::load_identity(tls_settings const& settings) {
    std::string const& key = settings.client_key.empty() ? settings.client_cert : settings.client_key;
    if (SSL_CTX_use_certificate_chain_file(context_, settings.client_cert.c_str()) != 1) {
        fail("can't use the client certificate", settings.client_cert);
    }
    if (SSL_CTX_use_PrivateKey_file(context_, key.c_str(), SSL_FILETYPE_PEM) != 1) {
        fail("can't use the client key", key);
    }
}

int tls_context::on_new_session(ssl_st* connection, ssl_session_st* session) {
    auto* self = static_cast<tls_context*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), context_slot()));
    auto* peer = static_cast<std::string*>(SSL_get_ex_data(connection, peer_slot()));
    if (self == nullptr || peer == nullptr || SSL_SESSION_is_resumable(session) != 1) return 0;
    try {
        self->sessions_->put(*peer, session_ptr(session));
        return 1;
    } catch (...) {
        return 1;  // the pointer freed it already
    }
}

void tls_context::prepare(ssl_st* connection, std::string const& peer) {
    auto name = std::make_unique<std::string>(peer);
    if (SSL_set_ex_data(connection, peer_slot(), name.get()) == 1) static_cast<void>(name.release());
    session_ptr session = sessions_->take(peer);
    if (session != nullptr) SSL_set_session(connection, session.get());
}

namespace {

struct context_cache {
    std::mutex mutex;
    std::map<tls_settings, std::shared_ptr<tls_context>> contexts;
};

// Never destroyed: clients may be used and destroyed by static objects, after any static of ours.
context_cache& cache() {
    static context_cache* const the = new context_cache;
    return *the;
}

}  // namespace

std::shared_ptr<tls_context> find_tls_context(tls_settings const& settings) {
    std::lock_guard lock(cache().mutex);
    auto found = cache().contexts.find(settings);
    return found == cache().contexts.end() ? nullptr : found->second;
}

std::shared_ptr<tls_context> make_tls_context(tls_settings const& settings) {
    if (auto known = find_tls_context(settings)) return known;
    auto made = std::make_shared<tls_context>(settings);
    std::lock_guard lock(cache().mutex);
    return cache().contexts.try_emplace(settings, std::move(made)).first->second;
}

}  // namespace coaws::transport
