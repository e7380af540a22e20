// From what went wrong on a connection to coaws's errors (HTTP-30).
#include "transport/failure.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/base/errors.hpp>

#include "transport/route.hpp"

namespace coaws::transport {

void throw_failure(phase at, boost::system::error_code failed, bool timed_out, http::uri const& url) {
    if (timed_out) {
        if (at == phase::connecting) throw connect_timeout_error(url_for_message(url));
        throw read_timeout_error(url_for_message(url));
    }
    if (failed == boost::asio::error::operation_aborted) throw boost::system::system_error(failed);
    std::string why = failed ? failed.message() : std::string("the peer closed the connection");
    if (at == phase::connecting) throw endpoint_connection_error(url_for_message(url), why);
    throw connection_closed_error(url_for_message(url), why);
}

void throw_malformed(std::string const& why, http::uri const& url) {
    throw connection_closed_error(url_for_message(url), why);
}

}  // namespace coaws::transport
