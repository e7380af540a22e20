// A child process and its two output pipes.
#pragma once

#include <sys/types.h>
#include <coaws/pipeline/ports.hpp>
#include <optional>

namespace coaws::transport::detail {

/// An open descriptor, closed with its owner.
class descriptor {
  public:
    descriptor() noexcept = default;
    explicit descriptor(int number) noexcept : number_(number) {}
    descriptor(descriptor&& other) noexcept : number_(other.release()) {}
    descriptor& operator=(descriptor&& other) noexcept;
    ~descriptor() { reset(); }

    int get() const noexcept { return number_; }
    explicit operator bool() const noexcept { return number_ >= 0; }
    int release() noexcept;
    void reset() noexcept;

  private:
    int number_ = -1;
};

/// A started child. Destroying it while the child runs kills the child and reaps it, at the latest when the
/// next one is started.
class child_process {
  public:
    child_process() noexcept = default;
    /// Starts a command. Throws file_error. Blocks until the program has been loaded: for the helper thread.
    static child_process start(pipeline::process_request const& request);

    child_process(child_process&& other) noexcept;
    child_process& operator=(child_process&& other) noexcept;
    ~child_process();

    /// Readable once the child has ended; invalid where the kernel has no such thing.
    descriptor ended;
    descriptor out;
    descriptor err;

    void kill() noexcept;
    /// The exit status, or -n for signal n, once the child has ended; nothing before. Does not wait.
    std::optional<int> try_reap() noexcept;

  private:
    pid_t pid_ = -1;
};

}  // namespace coaws::transport::detail
