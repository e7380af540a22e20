// Whole calls over a transport that answers at once.
#pragma once

#include <string>

#include "report.hpp"

namespace coaws::bench {

/// `models`: a folder of service models.
void measure_calls(report& lines, std::string const& models);

}  // namespace coaws::bench
