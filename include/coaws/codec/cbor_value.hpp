// CBOR without a schema.
#pragma once

#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

namespace coaws::codec {

/// Decodes one CBOR data item and passes over what follows it: undefined is null, tag 1 a time, null map
/// entries are left out, keys that are no text are written as text, integers beyond 64 bits become doubles.
/// Throws response_parser_error for malformed or truncated bytes, other tags, and more than 1,000 levels.
/// Pure; may be called from any thread.
value decode_cbor(std::string_view bytes);

/// As decode_cbor, but gives lossless JSON text (see json_options): integers of more than 63 bits keep all
/// their digits.
std::string cbor_to_json(std::string_view bytes);

}  // namespace coaws::codec
