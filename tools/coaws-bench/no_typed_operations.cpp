// Stands in for typed_operations.cpp where the typed clients are not built.
#include <stdexcept>

#include "operations.hpp"

namespace coaws::bench {

operation make_typed_operation(client const&, options const&) {
    throw std::invalid_argument("built without the typed clients of DynamoDB and S3");
}

}  // namespace coaws::bench
