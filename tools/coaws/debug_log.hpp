// `--debug`: what happens, on standard error, without secrets.
#pragma once

#include <coaws/event/emitter.hpp>

namespace cli {

/// Sends the library's log to standard error.
void start_debug_log();

/// Logs each request and response: method, URL, header fields with secrets masked, status. Bodies are not
/// shown.
void log_traffic(coaws::emitter& events);

}  // namespace cli
