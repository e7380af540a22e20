// What a call came to, for the verbs whose answers hold either a result or an error.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/value/value.hpp>

namespace coaws::conformance {

/// A response without its metadata.
value_map without_metadata(value response);
/// Reads all streams of an output to their ends, leaving their bytes.
boost::asio::awaitable<void> read_streams(value_map& output);

}  // namespace coaws::conformance
