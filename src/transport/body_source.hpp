// Request bodies that are read while they are sent.
#pragma once

#include <coaws/http/body.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <memory>

namespace coaws::transport {

/// A fresh source of a body that is a file, a source or an incoming stream. Throws http_client_error for
/// other kinds.
std::unique_ptr<pipeline::byte_source> open_source(body const& of);

}  // namespace coaws::transport
