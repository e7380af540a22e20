// The documentation in service models, which is HTML, as plain text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cli {

/// Renders HTML as lines of at most `width` columns, each indented by `indent` blanks: paragraphs are
/// separated by an empty line, list items marked, tags dropped, entities decoded. Anything is accepted; an
/// empty text gives an empty text, else the result ends with a line feed.
std::string html_to_text(std::string_view html, std::size_t indent = 0, std::size_t width = 80);

}  // namespace cli
