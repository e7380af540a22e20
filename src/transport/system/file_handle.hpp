// An open file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace coaws::transport::detail {

/// A file open for reading, closed with its owner. Blocks: for the helper thread only.
class file_handle {
  public:
    file_handle() noexcept = default;
    /// Throws file_error.
    explicit file_handle(std::string path);
    file_handle(file_handle&& other) noexcept;
    file_handle& operator=(file_handle&& other) noexcept;
    ~file_handle();

    bool is_open() const noexcept { return descriptor_ >= 0; }
    /// Moves to an offset. Throws file_error, also for files that have none (pipes), unless it is 0.
    void seek(std::uint64_t offset);
    /// Reads until `size` bytes are there or the file ends; gives their number. Throws file_error.
    std::size_t read(char* out, std::size_t size);
    /// Throws file_error.
    std::uint64_t size() const;

  private:
    std::string path_;
    int descriptor_ = -1;
};

/// The size of a plain file, or nothing for anything else. Blocks, but does not wait for a pipe's other end.
std::optional<std::uint64_t> regular_file_size(std::string const& path) noexcept;

}  // namespace coaws::transport::detail
