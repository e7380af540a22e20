// Replacing a file in one step.
#pragma once

#include <string>
#include <string_view>

namespace coaws::transport::detail {

/// Writes a file that only its owner can read: into a temporary file beside it, flushed to the disk, then
/// renamed. Folders that are missing are made, for their owner only. Throws file_error and leaves the old
/// file as it was. Blocks: for the helper thread only.
void write_atomically(std::string const& path, std::string_view contents);

}  // namespace coaws::transport::detail
