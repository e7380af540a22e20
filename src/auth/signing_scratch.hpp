// Buffers that a thread reuses from one signature to the next.
#pragma once

#include <chrono>
#include <coaws/base/digest.hpp>
#include <coaws/base/time.hpp>
#include <coaws/http/message.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::auth {

/// The headers that enter a signature: names in lower case, sorted, equal names in their order of appearance.
class signed_header_set {
  public:
    /// Reads a request's headers, leaving out those that proxies and clients change on the way (SIGN-30), and
    /// adds `host` where it is missing. Views into the request are kept until the next call.
    void collect(http::request const& request);
    /// Appends `name;name`.
    void append_names(std::string& out) const;
    /// Appends a `name:value` line for every name (SIGN-31).
    void append_lines(std::string& out) const;

  private:
    struct entry {
        std::uint32_t name_at = 0;
        std::uint32_t name_size = 0;
        std::string_view value;
    };

    std::string_view name_of(entry const& e) const noexcept {
        return std::string_view(names_).substr(e.name_at, e.name_size);
    }
    void add(std::string_view name, std::string_view value);

    std::string names_;
    std::string host_;
    std::vector<entry> entries_;
};

/// The time of a signature as text, formatted anew only when the second has changed.
class date_text {
  public:
    /// `20150830T123600Z`; valid until the next call.
    std::string_view of(timestamp t);

  private:
    std::chrono::sys_seconds second_{};
    std::string text_;
};

/// Appends a digest in lower-case hexadecimal.
void append_hex(std::string& out, sha256_digest const& digest);

/// Everything that a signature is written into.
struct signing_scratch {
    signed_header_set headers;
    std::string canonical_request;
    std::string string_to_sign;
    std::string query;
    std::string authorization;
    std::string credential;
    std::string payload;  ///< the body's hash
    date_text date;

    signing_scratch() = default;
    /// The calling thread's own. Nothing that signs calls back, so there is no second user.
    static signing_scratch& of_thread();
};

}  // namespace coaws::auth
