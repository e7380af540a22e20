// Values that stand in files: `file://`, `fileb://`, standard input.
#include "input_text.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <coaws/base/text.hpp>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "interrupt.hpp"
#include "usage_error.hpp"

namespace cli {

namespace {

constexpr std::size_t piece_size = 64 * 1024;
constexpr std::string_view text_prefix = "file://";
constexpr std::string_view binary_prefix = "fileb://";

std::string expand_home(std::string_view path) {
    if (path != "~" && !path.starts_with("~/")) return std::string(path);
    auto const* home = std::getenv("HOME");
    return home == nullptr ? std::string(path) : home + std::string(path.substr(1));
}

std::string drain(int descriptor, std::string const& name) {
    std::string out;
    auto const piece = std::make_unique_for_overwrite<char[]>(piece_size);
    for (;;) {
        auto const count = ::read(descriptor, piece.get(), piece_size);
        throw_if_interrupted();
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw usage_error("Unable to load " + name + ": " + std::strerror(errno));
        if (count == 0) return out;
        out.append(piece.get(), static_cast<std::size_t>(count));
    }
}

}  // namespace

std::string read_whole(std::string const& path) {
    if (path == "-") return drain(STDIN_FILENO, "standard input");
    int const descriptor = ::open(expand_home(path).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw usage_error("Unable to load " + path + ": " + std::strerror(errno));
    struct closer {
        int descriptor;
        ~closer() { ::close(descriptor); }
    } const closing{descriptor};
    return drain(descriptor, path);
}

bool names_file(std::string_view text) noexcept {
    return text.starts_with(text_prefix) || text.starts_with(binary_prefix);
}

std::string resolve_text(std::string const& text) {
    if (text.starts_with(binary_prefix)) return read_whole(text.substr(binary_prefix.size()));
    if (!text.starts_with(text_prefix)) return text;
    auto content = read_whole(text.substr(text_prefix.size()));
    if (!coaws::is_utf8(content))
        throw usage_error("Unable to load " + text + ": it is no UTF-8 text; use fileb:// for binary files");
    return content;
}

}  // namespace cli
