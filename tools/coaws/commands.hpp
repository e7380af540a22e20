// What the program can do; each command runs to its end on the caller's executor and writes its own output.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/session.hpp>
#include <string>
#include <vector>

#include "arguments.hpp"

namespace cli {

/// A session and a client's settings as the arguments say.
coaws::session make_session(arguments const& from);
coaws::client_config make_client_config(arguments const& from);

/// The client of the service that the arguments name. Throws usage_error with the nearest names for an
/// unknown service. Accepts `s3api` and the other names that AWS's own command line has.
boost::asio::awaitable<coaws::client> make_client(coaws::session session, arguments from);
/// The operation that the arguments name. Throws usage_error with the nearest names. Lives as long as the
/// client.
coaws::operation_schema const& find_operation(coaws::client const& service, std::string const& name);
/// A message for a name that is not known.
std::string unknown_name(std::string const& kind, std::string const& name,
                         std::vector<std::string> const& known);

boost::asio::awaitable<void> run_operation(arguments from);
boost::asio::awaitable<void> run_wait(arguments from);
boost::asio::awaitable<void> run_help(arguments from);
boost::asio::awaitable<void> run_configure_list(arguments from);

}  // namespace cli
