// Splitting a command line.
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/shell_words.hpp>

namespace coaws {

namespace {

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Reads one command line from left to right.
class word_reader {
  public:
    explicit word_reader(std::string_view line) : line_(line) {}

    std::vector<std::string> read() {
        while (at_ < line_.size()) take(line_[at_++]);
        end_word();
        return std::move(words_);
    }

  private:
    void take(char c) {
        if (is_blank(c)) return end_word();
        in_word_ = true;
        if (c == '\\')
            word_ += escaped();
        else if (c == '\'' || c == '"')
            take_quoted(c);
        else
            word_ += c;
    }

    void take_quoted(char quote) {
        while (true) {
            if (at_ == line_.size()) throw value_error("No closing quotation");
            char const c = line_[at_++];
            if (c == quote) return;
            if (c != '\\' || quote == '\'') {
                word_ += c;
                continue;
            }
            // Between double quotes a backslash is itself, but before these two.
            char const next = escaped();
            if (next != '"' && next != '\\') word_ += c;
            word_ += next;
        }
    }

    char escaped() {
        if (at_ == line_.size()) throw value_error("No escaped character");
        return line_[at_++];
    }

    void end_word() {
        if (in_word_) words_.push_back(std::move(word_));
        word_.clear();
        in_word_ = false;
    }

    std::string_view line_;
    std::size_t at_ = 0;
    std::vector<std::string> words_;
    std::string word_;
    bool in_word_ = false;
};

}  // namespace

result<std::vector<std::string>> shell_words(std::string_view line) {
    try {
        return word_reader(line).read();
    } catch (value_error const& fault) {
        return fault;
    }
}

}  // namespace coaws
