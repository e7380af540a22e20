// Inflating gzip files.
#pragma once

#include <coaws/base/result.hpp>
#include <cstddef>
#include <string>
#include <string_view>

namespace coaws::model {

/// The contents of a gzip file of one or more members. At most `limit` bytes come out; more is an error, as
/// is anything corrupt or cut short (bad_gzip_file_error, whose text begins with `file_name`).
result<std::string> inflate_gzip(std::string_view compressed, std::size_t limit,
                                 std::string const& file_name);

}  // namespace coaws::model
