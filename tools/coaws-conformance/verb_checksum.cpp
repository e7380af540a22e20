// checksum: a digest of bytes.
#include <coaws/base/digest.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

#include "answers.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

std::string run_checksum(driver&, value const& request) {
    auto const& name = request.at("algorithm").as_string();
    auto const hash = hasher::make(name);
    if (!hash) throw value_error("Unknown checksum algorithm: " + name);
    hash->update(base64_decode(request.at("data").as_string()).value());
    value_map out;
    out["value"] = base64_encode(hash->finish());
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
