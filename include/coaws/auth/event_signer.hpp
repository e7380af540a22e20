// Signatures of the messages of a request's event stream.
#pragma once

#include <coaws/auth/credentials.hpp>
#include <coaws/base/time.hpp>
#include <string>
#include <string_view>

namespace coaws::auth {

/// Signs the messages that a request's event stream consists of, each over the signature before it. The
/// request itself is signed first; its signature is the seed. What the service reads are messages with the
/// headers `:date` and `:chunk-signature` whose payload is the message that is signed, and at the end one
/// without payload. Not thread-safe; a retry needs a new one.
///
/// Follows "Event stream encoding" of the Amazon Transcribe developer guide. Pure: time is an argument.
class event_signer {
  public:
    struct signature {
        timestamp date;     ///< for `:date`: whole seconds
        std::string bytes;  ///< for `:chunk-signature`
    };

    /// `seed_signature`: in hexadecimal.
    event_signer(credentials keys, std::string region, std::string service, std::string_view seed_signature);

    /// The signature of the next message, given as its encoded bytes; of no bytes for the end.
    signature sign(std::string_view message, timestamp now);
    /// What the last signature was made over.
    std::string const& string_to_sign() const noexcept { return text_; }

  private:
    credentials keys_;
    std::string region_;
    std::string service_;
    std::string last_;
    std::string text_;
};

}  // namespace coaws::auth
