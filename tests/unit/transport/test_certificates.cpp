// Certificates made on the spot, so that no key is kept in the sources.
#include "test_certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

namespace coaws::testing_support {
namespace {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};
using key_ptr = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using certificate_ptr = std::unique_ptr<X509, freed_by<X509_free>>;

struct identity {
    key_ptr key;
    certificate_ptr certificate;
};

void add_extension(X509* certificate, X509* issuer, int kind, std::string const& text) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, text.c_str());
    if (extension == nullptr) throw std::runtime_error("bad certificate extension " + text);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

identity make(std::string const& name, identity const* issuer, std::string const& alternatives, int days) {
    static long serial = 1;
    identity made{key_ptr(EVP_EC_gen("P-256")), certificate_ptr(X509_new())};
    X509* certificate = made.certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    long const day = 24 * 3600;
    X509_gmtime_adj(X509_getm_notBefore(certificate), -30 * day);
    X509_gmtime_adj(X509_getm_notAfter(certificate), days * day);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               reinterpret_cast<unsigned char const*>(name.c_str()), -1, -1, 0);
    X509* signer = issuer != nullptr ? issuer->certificate.get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    add_extension(certificate, signer, NID_basic_constraints,
                  issuer != nullptr ? "CA:FALSE" : "critical,CA:TRUE");
    if (!alternatives.empty()) add_extension(certificate, signer, NID_subject_alt_name, alternatives);
    X509_sign(certificate, issuer != nullptr ? issuer->key.get() : made.key.get(), EVP_sha256());
    return made;
}

void write_pem(std::string const& path, identity const& what, bool with_key) {
    std::unique_ptr<std::FILE, freed_by<std::fclose>> file(std::fopen(path.c_str(), "w"));
    if (file == nullptr) throw std::runtime_error("can't write " + path);
    PEM_write_X509(file.get(), what.certificate.get());
    if (with_key) PEM_write_PrivateKey(file.get(), what.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace

test_certificates::test_certificates(certificate_plan const& plan) {
    std::string pattern = (std::filesystem::temp_directory_path() / "coaws-certificates-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    authority_file_ = folder_ + "/authority.pem";
    client_file_ = folder_ + "/client.pem";

    identity authority = make("coaws test authority", nullptr, "", 30);
    identity server = make("coaws test server", &authority, plan.names, plan.days);
    identity client = make("coaws test client", &authority, "", 2);
    write_pem(authority_file_, authority, false);
    write_pem(client_file_, client, true);

    server_ = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate(server_, server.certificate.get());
    SSL_CTX_use_PrivateKey(server_, server.key.get());
    unsigned char const scope[] = "coaws";
    SSL_CTX_set_session_id_context(server_, scope, sizeof scope);
    if (plan.ask_client) {
        SSL_CTX_set_verify(server_, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        SSL_CTX_load_verify_file(server_, authority_file_.c_str());
    }
}

test_certificates::~test_certificates() {
    SSL_CTX_free(server_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace coaws::testing_support
