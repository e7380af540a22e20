// One TLS connection as a machine between two byte streams. Knows no socket.
#include "transport/tls_session.hpp"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstring>
#include <stdexcept>
#include <utility>

namespace coaws::transport {

// OpenSSL's view of the two buffers.
struct tls_session::bio_bridge {
    static int read(BIO* bio, char* into, int size) {
        auto* self = static_cast<tls_session*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        if (size <= 0) return 0;
        std::string_view held = self->input_.data();
        if (held.empty()) {
            if (self->input_ended_) return 0;
            BIO_set_retry_read(bio);
            return -1;
        }
        std::size_t count =
            held.size() < static_cast<std::size_t>(size) ? held.size() : static_cast<std::size_t>(size);
        std::memcpy(into, held.data(), count);
        self->input_.consume(count);
        return static_cast<int>(count);
    }

    static int write(BIO* bio, char const* from, int size) {
        auto* self = static_cast<tls_session*>(BIO_get_data(bio));
        BIO_clear_retry_flags(bio);
        if (size <= 0) return 0;
        try {
            self->output_.append(from, static_cast<std::size_t>(size));
        } catch (...) {
            return -1;  // exceptions must not cross C code
        }
        return size;
    }

    static long control(BIO* bio, int command, long, void*) {
        switch (command) {
            case BIO_CTRL_FLUSH:
                return 1;
            case BIO_CTRL_EOF: {
                auto* self = static_cast<tls_session*>(BIO_get_data(bio));
                return self->input_.empty() && self->input_ended_ ? 1 : 0;
            }
            default:
                return 0;
        }
    }

    static BIO_METHOD* method() {
        static BIO_METHOD* const the = [] {
            BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "coaws buffers");
            if (made == nullptr) throw std::runtime_error("no memory for TLS");
            BIO_meth_set_read(made, &bio_bridge::read);
            BIO_meth_set_write(made, &bio_bridge::write);
            BIO_meth_set_ctrl(made, &bio_bridge::control);
            return made;
        }();
        return the;
    }
};

tls_session::tls_session(std::shared_ptr<tls_context> context, std::string const& host,
                         std::string const& peer)
    : context_(std::move(context)) {
    ERR_clear_error();
    ssl_ = SSL_new(context_->native());
    if (ssl_ == nullptr) throw std::runtime_error(take_tls_error("no TLS session"));
    try {
        BIO* bio = BIO_new(bio_bridge::method());
        if (bio == nullptr) throw std::runtime_error(take_tls_error("no memory for TLS"));
        BIO_set_data(bio, this);
        BIO_set_init(bio, 1);
        SSL_set_bio(ssl_, bio, bio);
        SSL_set_connect_state(ssl_);
        check_name(host);
        context_->prepare(ssl_, peer);
    } catch (...) {
        SSL_free(ssl_);
        throw;
    }
}

tls_session::~tls_session() {
    if (tls_is_shut_down()) return;
    // Without this OpenSSL takes the end of an exchange for an error and forgets the session.
    SSL_set_quiet_shutdown(ssl_, 1);
    SSL_shutdown(ssl_);
    SSL_free(ssl_);
}

void tls_session::check_name(std::string const& host) {
    unsigned char address[16];
    bool literal =
        ::inet_pton(AF_INET, host.c_str(), address) == 1 || ::inet_pton(AF_INET6, host.c_str(), address) == 1;
    if (!literal && SSL_set_tlsext_host_name(ssl_, host.c_str()) != 1) {
        throw std::runtime_error("'" + host + "' is not a host name");
    }
    if (!context_->verifies()) return;
    X509_VERIFY_PARAM* rules = SSL_get0_param(ssl_);
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    int set = literal ? X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str())
                      : X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size());
    if (set != 1) throw std::runtime_error("'" + host + "' is not a host name");
}

bool tls_session::quiet() const noexcept { return input_.empty() && SSL_has_pending(ssl_) == 0; }

tls_session::status tls_session::judge(int returned) {
    int kind = SSL_get_error(ssl_, returned);
    switch (kind) {
        case SSL_ERROR_NONE:
            return status::ok;
        case SSL_ERROR_WANT_READ:
            return status::needs_input;
        case SSL_ERROR_ZERO_RETURN:
            return status::closed;
        default:
            break;
    }
    if (input_ended_ && input_.empty()) {
        // A stream that stops without goodbye: OpenSSL reports it as an error of its own.
        failure_ = take_tls_error("unexpected end of the connection");
        return status::closed;
    }
    long verdict = SSL_get_verify_result(ssl_);
    failure_ = take_tls_error("TLS failure");
    if (context_->verifies() && verdict != X509_V_OK) {
        failure_ = std::string("certificate verify failed: ") + X509_verify_cert_error_string(verdict);
    }
    return status::failed;
}

tls_session::status tls_session::handshake() {
    ERR_clear_error();
    return judge(SSL_do_handshake(ssl_));
}

tls_session::status tls_session::read(std::span<char> into, std::size_t& count) {
    count = 0;
    ERR_clear_error();
    while (count < into.size()) {
        std::size_t got = 0;
        int returned = SSL_read_ex(ssl_, into.data() + count, into.size() - count, &got);
        if (returned != 1) {
            // What was decrypted so far is handed over first; the condition will show again.
            if (count != 0) break;
            return judge(returned);
        }
        count += got;
    }
    return status::ok;
}

tls_session::status tls_session::write(std::string_view plain) {
    ERR_clear_error();
    while (!plain.empty()) {
        std::size_t taken = 0;
        int returned = SSL_write_ex(ssl_, plain.data(), plain.size(), &taken);
        if (returned != 1) return judge(returned);
        plain.remove_prefix(taken);
    }
    return status::ok;
}

}  // namespace coaws::transport
