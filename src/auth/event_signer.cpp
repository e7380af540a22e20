// Signatures of the messages of a request's event stream.
#include <chrono>
#include <coaws/auth/event_signer.hpp>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <cstdint>

#include "auth/signing_key.hpp"

namespace coaws::auth {

namespace {

/// The header `:date` as it is encoded: name, kind, milliseconds.
std::string encoded_date(timestamp date) {
    constexpr char timestamp_kind = 8;
    std::string out("\x05:date");
    out += timestamp_kind;
    auto const since = std::chrono::floor<std::chrono::milliseconds>(date.time_since_epoch()).count();
    auto const milliseconds = static_cast<std::uint64_t>(since);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(milliseconds >> shift & 0xff);
    return out;
}

}  // namespace

event_signer::event_signer(credentials keys, std::string region, std::string service,
                           std::string_view seed_signature)
    : keys_(std::move(keys)),
      region_(std::move(region)),
      service_(std::move(service)),
      last_(seed_signature) {}

event_signer::signature event_signer::sign(std::string_view message, timestamp now) {
    signature out;
    out.date = std::chrono::floor<std::chrono::seconds>(now);
    auto const date = format_amz_date(out.date);
    auto const day = std::string_view(date).substr(0, 8);
    text_ = "AWS4-HMAC-SHA256-PAYLOAD\n";
    text_.append(date).append("\n").append(day).append("/").append(region_).append("/").append(service_);
    text_.append("/aws4_request\n").append(last_).append("\n");
    text_.append(hex(sha256(encoded_date(out.date)))).append("\n").append(hex(sha256(message)));
    auto const digest = sign_with_key(keys_.secret_key(), day, region_, service_, text_);
    out.bytes = as_bytes(digest);
    last_ = hex(digest);
    return out;
}

}  // namespace coaws::auth
