// Splitting a command line as a POSIX shell does.
#pragma once

#include <coaws/base/result.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// The words of a command line, as Python's shlex.split has them: split at blanks, with single quotes, double
/// quotes and backslashes; nothing is expanded (CRED-25). A value_error stands for a quote that is not closed
/// and for a backslash at the end.
result<std::vector<std::string>> shell_words(std::string_view line);

}  // namespace coaws
