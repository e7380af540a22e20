// CBOR without a schema.
#include "fuzz/target.hpp"

#include <coaws/base/error.hpp>
#include <coaws/codec/cbor_value.hpp>

namespace coaws::fuzz {

void cbor(std::string_view input) {
    try {
        static_cast<void>(codec::decode_cbor(input));
    } catch (error const&) {
    }
    try {
        static_cast<void>(codec::cbor_to_json(input));
    } catch (error const&) {
    }
}

}  // namespace coaws::fuzz
