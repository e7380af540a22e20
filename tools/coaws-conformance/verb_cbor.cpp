// cbor: one data item without a schema.
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/codec/cbor_value.hpp>

#include "verbs.hpp"

namespace coaws::conformance {

std::string run_cbor(driver&, value const& request) {
    auto const bytes = hex_decode(request.at("hex").as_string());
    if (!bytes) throw value_error("Not hexadecimal: " + request.at("hex").as_string());
    return "{\"value\": " + codec::cbor_to_json(*bytes) + "}";
}

}  // namespace coaws::conformance
