// Reading any kind of request body, for digests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/http/body.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::pipeline {

/// A fresh source over a body of any kind but an incoming one. The body must outlive it when it refers to
/// memory.
std::unique_ptr<byte_source> open_body(body const& b, world const& w);

/// Raw digest of a body, read once to its end; memory is not copied. Throws what reading throws.
asio::awaitable<std::string> digest_body(body const& b, std::string_view algorithm, world const& w);

/// The body's length where it can be known: of memory, a file on disk, a sized source.
asio::awaitable<std::optional<std::uint64_t>> body_length(body const& b, world const& w);

}  // namespace coaws::pipeline
