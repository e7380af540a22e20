// Writing a streamed output to a file.
#include "download.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>

#include "output.hpp"
#include "output_error.hpp"

namespace cli {

namespace {

constexpr std::size_t piece_size = 1U << 20;

/// Follows links, so that the file they lead to is replaced and not the link.
std::string real_target(std::string const& path) {
    std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
    return resolved ? std::string(resolved.get()) : path;
}

}  // namespace

output_file::output_file(std::string path) : path_(std::move(path)) {
    if (path_ == "-") {
        descriptor_ = STDOUT_FILENO;
        return;
    }
    path_ = real_target(path_);
    struct stat about{};
    bool const exists = ::stat(path_.c_str(), &about) == 0;
    if (exists && S_ISDIR(about.st_mode)) throw output_error(path_, EISDIR);
    if (exists && !S_ISREG(about.st_mode)) {
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
        temporary_ = path_ + ".XXXXXX";
        descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
        if (descriptor_ >= 0) {
            // mkostemp is stricter than a new file is by default.
            auto const mask = ::umask(0);
            ::umask(mask);
            ::fchmod(descriptor_, exists ? about.st_mode & 07777 : 0666 & ~mask);
        }
    }
    if (descriptor_ < 0) {
        temporary_.clear();
        throw output_error(path_, errno);
    }
}

output_file::~output_file() {
    if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void output_file::append(std::string_view bytes) {
    write_all(descriptor_, path_ == "-" ? "standard output" : path_, bytes);
}

void output_file::commit() {
    if (descriptor_ == STDOUT_FILENO) return;
    int const closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) throw output_error(path_, errno);
    if (temporary_.empty()) return;
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) throw output_error(path_, errno);
    temporary_.clear();
}

boost::asio::awaitable<void> download(coaws::streaming_body from, std::string path) {
    output_file file(std::move(path));
    auto const piece = std::make_unique_for_overwrite<char[]>(piece_size);
    for (;;) {
        auto const count = co_await from.read_some(boost::asio::mutable_buffer(piece.get(), piece_size));
        if (count == 0) break;
        file.append(std::string_view(piece.get(), count));
    }
    file.commit();
}

}  // namespace cli
