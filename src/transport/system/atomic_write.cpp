// Replacing a file in one step.
#include "transport/system/atomic_write.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <coaws/transport/system.hpp>
#include <cstdlib>

namespace coaws::transport::detail {
namespace {

void make_folder(std::string const& path) {
    if (path.empty() || ::mkdir(path.c_str(), S_IRWXU) == 0 || errno == EEXIST) return;
    if (errno != ENOENT) throw file_error(errno, path);
    auto const slash = path.find_last_of('/');
    if (slash == std::string::npos || slash == 0) throw file_error(errno, path);
    make_folder(path.substr(0, slash));
    if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST) throw file_error(errno, path);
}

/// The temporary file; removed unless it has been renamed.
class temporary_file {
  public:
    explicit temporary_file(std::string const& folder) : path_(folder + "/coaws-XXXXXX.tmp") {
        descriptor_ = ::mkostemps(path_.data(), 4, O_CLOEXEC);  // made with mode 0600
        if (descriptor_ < 0) throw file_error(errno, path_);
    }
    temporary_file(temporary_file const&) = delete;
    temporary_file& operator=(temporary_file const&) = delete;
    ~temporary_file() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    void write(std::string_view contents) {
        while (!contents.empty()) {
            auto const n = ::write(descriptor_, contents.data(), contents.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) throw file_error(errno, path_);
            contents.remove_prefix(static_cast<std::size_t>(n));
        }
        if (::fsync(descriptor_) != 0) throw file_error(errno, path_);
    }

    void rename_to(std::string const& path) {
        if (::rename(path_.c_str(), path.c_str()) != 0) throw file_error(errno, path);
        path_.clear();
    }

  private:
    std::string path_;
    int descriptor_ = -1;
};

}  // namespace

void write_atomically(std::string const& path, std::string_view contents) {
    // A path with a NUL inside would name another file.
    if (path.find('\0') != std::string::npos) throw file_error(EINVAL, path.c_str());
    auto const slash = path.find_last_of('/');
    auto const folder = slash == std::string::npos ? std::string(".") : path.substr(0, slash);
    make_folder(folder);
    temporary_file file(folder.empty() ? "/" : folder);
    file.write(contents);
    file.rename_to(path);
}

}  // namespace coaws::transport::detail
