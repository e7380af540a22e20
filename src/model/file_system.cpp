// The file system of this machine, as the loader sees it.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <coaws/model/loader.hpp>

#include <algorithm>
#include <cerrno>

namespace coaws::model {
namespace {

/// Closes a descriptor at the end of its scope.
struct descriptor {
    int fd;
    explicit descriptor(int f) noexcept : fd(f) {}
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    ~descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

bool is_dots(std::string_view name) noexcept { return name == "." || name == ".."; }

class native_file_system final : public file_system {
  public:
    std::optional<std::string> read(std::string const& path) const override {
        descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        struct stat info{};
        if (file.fd < 0 || ::fstat(file.fd, &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
        auto const size = static_cast<std::size_t>(info.st_size);
        std::string out;
        out.reserve(size + json::document::room_behind);
        out.resize(size);
        std::size_t done = 0;
        while (done < out.size()) {
            auto n = ::read(file.fd, out.data() + done, out.size() - done);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return std::nullopt;
            if (n == 0) break;
            done += static_cast<std::size_t>(n);
        }
        out.resize(done);
        return out;
    }

    std::vector<std::string> list(std::string const& path) const override {
        std::vector<std::string> names;
        DIR* folder = ::opendir(path.c_str());
        if (folder == nullptr) return names;
        while (auto* entry = ::readdir(folder))
            if (!is_dots(entry->d_name)) names.emplace_back(entry->d_name);
        ::closedir(folder);
        std::sort(names.begin(), names.end());
        return names;
    }

    bool is_directory(std::string const& path) const override {
        struct stat info{};
        return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
    }
};

}  // namespace

std::shared_ptr<file_system const> real_file_system() { return std::make_shared<native_file_system>(); }

}  // namespace coaws::model
