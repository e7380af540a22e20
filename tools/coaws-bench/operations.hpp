// The operations that are measured.
#pragma once

#include "options.hpp"

#include <boost/asio/awaitable.hpp>
#include <coaws/coaws.hpp>
#include <functional>
#include <string_view>

namespace coaws::bench {

/// Does one operation and checks its answer; throws when it failed.
using operation = std::function<boost::asio::awaitable<void>()>;

/// The service of an operation's name, e.g. `dynamodb` for `ddb_get`; throws std::invalid_argument for an
/// unknown name.
std::string_view service_of(std::string_view op);

/// The configuration that every client of the benchmark has.
client_config bench_config(options const& o);

/// The operation of `o.op` on a client of its service. Not for `s3_list_pages` and `client_create`.
operation make_operation(client const& c, options const& o);

/// The same with a generated client: `ddb_get` and `s3_list`. Throws std::invalid_argument for any other, and
/// where the build has no typed clients of DynamoDB and S3.
operation make_typed_operation(client const& c, options const& o);

/// Lists `n` pages with a paginator; gives the number of keys.
boost::asio::awaitable<std::uint64_t> list_pages(client c, std::uint64_t n);

}  // namespace coaws::bench
