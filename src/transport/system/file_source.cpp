// Request bodies from files.
#include <algorithm>
#include <coaws/base/errors_transfer.hpp>
#include <coaws/transport/system.hpp>
#include <cstring>
#include <optional>

#include "transport/system/file_handle.hpp"

namespace coaws::transport {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;

/// What the helper thread works on. Shared, so that a read whose waiter was cancelled has memory to end in.
struct reading_state {
    body::file description;
    detail::file_handle file;
    std::unique_ptr<char[]> piece;
    std::uint64_t given = 0;  ///< bytes read so far
    std::size_t filled = 0;

    explicit reading_state(body::file d) : description(std::move(d)) {}

    /// Reads the next piece; `filled` is 0 at the end.
    void fill() {
        if (!file.is_open()) {
            file = detail::file_handle(description.path);
            file.seek(description.offset);
            piece = std::make_unique_for_overwrite<char[]>(
                std::min<std::uint64_t>(description.length.value_or(piece_size), piece_size));
        }
        auto wanted = piece_size;
        if (description.length) wanted = std::min<std::uint64_t>(wanted, *description.length - given);
        filled = wanted == 0 ? 0 : file.read(piece.get(), wanted);
        given += filled;
        if (description.length && filled < wanted) throw incomplete_read_error(given, *description.length);
    }
};

class file_source final : public pipeline::byte_source {
  public:
    file_source(body::file file, std::shared_ptr<blocking_thread> thread)
        : state_(std::make_shared<reading_state>(std::move(file))), thread_(std::move(thread)) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        if (spent_) throw error("The file can't be read on after an error or a cancelled read");
        if (position_ == state_->filled && !ended_) {
            // Stays so when the read below throws: the job may still be writing to the piece.
            spent_ = true;
            auto state = state_;
            auto job = [state] { state->fill(); };
            auto done = thread_->run(std::move(job));
            co_await std::move(done);
            spent_ = false;
            position_ = 0;
            ended_ = state_->filled == 0;
        }
        auto const count = std::min(buffer.size(), state_->filled - position_);
        if (count > 0) std::memcpy(buffer.data(), state_->piece.get() + position_, count);
        position_ += count;
        co_return count;
    }

  private:
    std::shared_ptr<reading_state> state_;
    std::shared_ptr<blocking_thread> thread_;
    std::size_t position_ = 0;
    bool ended_ = false;
    bool spent_ = false;
};

std::uint64_t size_of(body::file const& file) {
    if (file.length) return *file.length;
    auto const size = detail::file_handle(file.path).size();
    return size > file.offset ? size - file.offset : 0;
}

}  // namespace

std::unique_ptr<pipeline::byte_source> make_file_source(body::file file,
                                                        std::shared_ptr<blocking_thread> thread) {
    return std::make_unique<file_source>(std::move(file), std::move(thread));
}

asio::awaitable<std::uint64_t> measure_file(body::file file, std::shared_ptr<blocking_thread> thread) {
    if (file.length) co_return *file.length;
    auto job = [file = std::move(file)] { return size_of(file); };
    auto measured = thread->run(std::move(job));
    co_return co_await std::move(measured);
}

}  // namespace coaws::transport
