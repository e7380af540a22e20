// An open file.
#include "transport/system/file_handle.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <coaws/transport/system.hpp>
#include <limits>
#include <system_error>
#include <utility>

namespace coaws {

file_error::file_error(int number, std::string const& path)
    : error_kind("[Errno " + std::to_string(number) + "] " + std::generic_category().message(number) + ": '" +
                 path + "'"),
      number_(number) {}

}  // namespace coaws

namespace coaws::transport::detail {

file_handle::file_handle(std::string path) : path_(std::move(path)) {
    // A path with a NUL inside would open another file than the one named.
    if (path_.find('\0') != std::string::npos) throw file_error(EINVAL, path_.c_str());
    do {
        descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    } while (descriptor_ < 0 && errno == EINTR);
    if (descriptor_ < 0) throw file_error(errno, path_);
}

file_handle::file_handle(file_handle&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

file_handle& file_handle::operator=(file_handle&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

file_handle::~file_handle() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void file_handle::seek(std::uint64_t offset) {
    if (offset == 0) return;
    constexpr auto farthest = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
    if (offset > farthest) throw file_error(EINVAL, path_);
    if (::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) < 0) throw file_error(errno, path_);
}

std::size_t file_handle::read(char* out, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        auto const n = ::read(descriptor_, out + done, size - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) throw file_error(errno, path_);
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
    }
    return done;
}

std::uint64_t file_handle::size() const {
    struct stat info{};
    if (::fstat(descriptor_, &info) != 0) throw file_error(errno, path_);
    if (S_ISDIR(info.st_mode)) throw file_error(EISDIR, path_);
    return static_cast<std::uint64_t>(std::max<off_t>(info.st_size, 0));
}

std::optional<std::uint64_t> regular_file_size(std::string const& path) noexcept {
    struct stat info{};
    if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
    return static_cast<std::uint64_t>(info.st_size);
}

}  // namespace coaws::transport::detail
