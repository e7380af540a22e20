// Small files of this machine, read on the helper thread.
#include <algorithm>
#include <coaws/transport/system.hpp>
#include <cstddef>

#include "transport/system/atomic_write.hpp"
#include "transport/system/file_handle.hpp"

namespace coaws::transport {
namespace {

constexpr std::size_t largest = std::size_t{64} << 20;

std::optional<std::string> read_whole(std::string const& path) {
    try {
        detail::file_handle file(path);
        // What fstat says is a guess: a pipe has no size, and a file may grow.
        std::string out;
        std::size_t done = 0;
        std::size_t wanted = std::min<std::uint64_t>(file.size(), largest) + 1;
        while (out.size() <= largest) {
            out.resize(done + wanted);
            auto const n = file.read(out.data() + done, wanted);
            done += n;
            if (n < wanted) {
                out.resize(done);
                return out;
            }
            wanted = std::max<std::size_t>(wanted, 4096);
        }
    } catch (file_error const&) {
    }
    return std::nullopt;
}

class system_files final : public pipeline::files {
  public:
    explicit system_files(std::shared_ptr<blocking_thread> thread) : thread_(std::move(thread)) {}

    asio::awaitable<std::optional<std::string>> read(std::string path) override {
        auto job = [path = std::move(path)] { return read_whole(path); };
        return thread_->run(std::move(job));
    }

    asio::awaitable<std::optional<std::uint64_t>> size(std::string path) override {
        auto job = [path = std::move(path)] { return detail::regular_file_size(path); };
        return thread_->run(std::move(job));
    }

    asio::awaitable<void> write_private(std::string path, std::string contents) override {
        auto job = [path = std::move(path), contents = std::move(contents)] {
            detail::write_atomically(path, contents);
        };
        return thread_->run(std::move(job));
    }

    std::unique_ptr<pipeline::byte_source> open(body::file const& part) override {
        return make_file_source(part, thread_);
    }

  private:
    std::shared_ptr<blocking_thread> thread_;
};

}  // namespace

std::shared_ptr<pipeline::files> make_system_files(std::shared_ptr<blocking_thread> thread) {
    return std::make_shared<system_files>(std::move(thread));
}

}  // namespace coaws::transport
