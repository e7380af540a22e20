// Where models are looked for (MODEL-02 and the installed folders).
#pragma once

#include <coaws/config/store.hpp>
#include <coaws/pipeline/ports.hpp>
#include <string>
#include <vector>

namespace coaws {

/// The search path: folders given in code, `data_path`, `~/.aws/models`, the folder that was installed with
/// the library, then the data of a botocore found in the usual places. May look at the file system; folders
/// that are not there are left out.
std::vector<std::string> model_search_paths(std::vector<std::string> const& given,
                                            config::store const& settings,
                                            pipeline::environment const& environment);

}  // namespace coaws
