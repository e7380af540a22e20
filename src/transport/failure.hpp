// From what went wrong on a connection to coaws's errors (HTTP-30).
#pragma once

#include <boost/system/error_code.hpp>
#include <coaws/http/message.hpp>
#include <string>

namespace coaws::transport {

/// What was being done.
enum class phase { connecting, exchanging };

/// Throws for a failed step: operation_aborted as boost::system::system_error when the operation was
/// cancelled, a timeout when the connection's watcher ended it, otherwise endpoint_connection_error or
/// connection_closed_error.
[[noreturn]] void throw_failure(phase at, boost::system::error_code failed, bool timed_out,
                                http::uri const& url);

/// Throws connection_closed_error for a response that can't be understood.
[[noreturn]] void throw_malformed(std::string const& why, http::uri const& url);

}  // namespace coaws::transport
