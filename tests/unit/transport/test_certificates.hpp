// Certificates made on the spot, so that no key is kept in the sources.
#pragma once

#include <string>

struct ssl_ctx_st;

namespace coaws::testing_support {

/// What the server's certificate says.
struct certificate_plan {
    std::string names = "DNS:localhost,IP:127.0.0.1";  ///< subjectAltName
    int days = 2;                                      ///< negative: expired by so many
    bool ask_client = false;                           ///< the server wants a certificate from its clients

    certificate_plan() = default;
};

/// An authority of its own, a server certificate signed by it, and a client certificate; files live as long
/// as this.
class test_certificates {
  public:
    explicit test_certificates(certificate_plan const& plan = {});
    ~test_certificates();
    test_certificates(test_certificates const&) = delete;
    test_certificates& operator=(test_certificates const&) = delete;

    /// Paths of PEM files: the authority; a client certificate with its key.
    std::string const& authority_file() const noexcept { return authority_file_; }
    std::string const& client_file() const noexcept { return client_file_; }
    /// The server's side, ready to accept.
    ssl_ctx_st* server() const noexcept { return server_; }

  private:
    std::string folder_;
    std::string authority_file_;
    std::string client_file_;
    ssl_ctx_st* server_ = nullptr;
};

}  // namespace coaws::testing_support
