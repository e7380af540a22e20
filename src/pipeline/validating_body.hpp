// A response stream whose checksum is tested at its end (HTTP-51).
#pragma once

#include <coaws/pipeline/byte_source.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::pipeline {

/// Wraps a stream: the read that meets its end throws flexible_checksum_error when the base64 digest is not
/// `expected`.
std::shared_ptr<incoming_body> validate_at_end(std::shared_ptr<incoming_body> stream,
                                               std::string_view algorithm, std::string expected);

}  // namespace coaws::pipeline
