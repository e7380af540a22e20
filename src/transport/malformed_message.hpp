// What the message parsers throw; becomes a coaws error where the endpoint is known.
#pragma once

#include <stdexcept>

namespace coaws::transport {

/// The peer's bytes are not the HTTP response that was due. The text never holds the peer's bytes.
class malformed_message : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace coaws::transport
