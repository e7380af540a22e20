// Values that stand in files: `file://`, `fileb://`, standard input.
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// The contents of a file, or of standard input for `-`. Throws usage_error when it can't be read.
std::string read_whole(std::string const& path);

/// The text itself, or the contents of the file that it names with `file://` or `fileb://`. Text files must
/// be UTF-8. Throws usage_error.
std::string resolve_text(std::string const& text);

/// Whether the text names a file.
bool names_file(std::string_view text) noexcept;

}  // namespace cli
