// How the program ends.
#pragma once

namespace cli {

/// The program's exit codes.
enum class exit_code : int {
    success = 0,
    usage = 1,            ///< wrong arguments, or parameters that do not fit the operation
    interrupted = 130,    ///< SIGINT or SIGTERM
    service_error = 254,  ///< the service refused or failed the operation
    failure = 255         ///< anything else: configuration, network, files
};

}  // namespace cli
