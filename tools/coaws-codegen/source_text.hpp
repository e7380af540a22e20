// Building C++ text line by line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codegen {

class source_text {
  public:
    /// Appends a line at the current indentation; the parts are put together.
    template <class... Parts>
    source_text& line(Parts const&... parts) {
        std::string joined;
        (joined.append(parts), ...);
        if (!joined.empty()) text_.append(indent_ * 4, ' ');
        text_ += joined;
        text_ += '\n';
        ++lines_;
        return *this;
    }
    source_text& blank() { return line(); }
    /// A documentation comment: the first paragraph of a model's HTML. Nothing for an empty text.
    source_text& doc(std::string_view html);
    /// A documentation comment of plain text.
    source_text& plain_doc(std::string_view text);

    source_text& in() {
        ++indent_;
        return *this;
    }
    source_text& out() {
        --indent_;
        return *this;
    }

    std::string const& text() const noexcept { return text_; }
    std::size_t lines() const noexcept { return lines_; }

  private:
    std::string text_;
    std::size_t indent_ = 0;
    std::size_t lines_ = 0;
};

/// A C++ string literal.
std::string quoted(std::string_view text);

}  // namespace codegen
