// What the canned server answers: bytes made once, so that serving costs little.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace canned {

/// The bytes that objects are made of, over and over; byte i of every object is `block()[i %
/// block().size()]`.
std::string_view block();

/// What is sent for a request: bytes that stay where they are or bytes of this answer, then `object_bytes` of
/// `block()`.
struct answer {
    std::string_view fixed;  ///< lives as long as the process
    std::string own;
    std::uint64_t object_bytes = 0;
};

/// The parts of a request that decide the answer.
struct request {
    std::string_view method;
    std::string_view target;
    std::string_view amz_target;  ///< the header X-Amz-Target, or empty
    bool wants_checksum = false;  ///< X-Amz-Checksum-Mode: ENABLED
};

/// DynamoDB GetItem, PutItem and CreateTable by their target; STS GetCallerIdentity for a POST without one;
/// GET and HEAD of `/BUCKET/obj-N`, an object of N bytes; PUT of anything; GET of `/BUCKET?list-type=2`,
/// 1,000 keys. Else 404.
answer answer_for(request const& r);

}  // namespace canned
