// The folders of AWS_DATA_PATH (MODEL-02).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::model {

/// Gives the value of an environment variable, or nothing when it is not set.
using variable_lookup = std::function<std::optional<std::string>(std::string_view)>;

/// Splits a list of folders at `:`; in each, `$NAME` and `${NAME}` give way to the variable where it is set,
/// and then a leading
/// `~` to `home` where that is known. Empty entries are dropped. Pure.
std::vector<std::string> split_data_path(std::string_view data_path, std::string_view home,
                                         variable_lookup const& variable);

}  // namespace coaws::model
