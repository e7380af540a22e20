// Whole calls over a transport that answers at once.
#pragma once

#include <string>

namespace bench {

/// `models`: a folder of service models.
void measure_calls(std::string const& models);

}  // namespace bench
