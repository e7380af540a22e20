// Starting and reaping children.
#include "transport/system/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <coaws/transport/system.hpp>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

extern char** environ;

namespace coaws::transport::detail {
namespace {

/// Children that had to be left before they were gone.
class orphanage {
  public:
    static orphanage& shared() {
        static auto* const one = new orphanage;
        return *one;
    }
    void take(pid_t pid) noexcept {
        std::lock_guard const lock(mutex_);
        try {
            pids_.push_back(pid);
        } catch (...) {
            // It stays a zombie until this process ends.
        }
    }
    void reap() noexcept {
        std::lock_guard const lock(mutex_);
        std::erase_if(pids_, [](pid_t pid) { return ::waitpid(pid, nullptr, WNOHANG) != 0; });
    }

  private:
    std::mutex mutex_;
    std::vector<pid_t> pids_;
};

struct pipe_ends {
    descriptor read;
    descriptor write;

    pipe_ends() {
        int both[2];
        if (::pipe2(both, O_CLOEXEC) != 0) throw file_error(errno, "pipe");
        read = descriptor(both[0]);
        write = descriptor(both[1]);
    }
};

class spawn_actions {
  public:
    spawn_actions() { ::posix_spawn_file_actions_init(&actions_); }
    spawn_actions(spawn_actions const&) = delete;
    spawn_actions& operator=(spawn_actions const&) = delete;
    ~spawn_actions() { ::posix_spawn_file_actions_destroy(&actions_); }

    void redirect(descriptor const& from, int to) {
        ::posix_spawn_file_actions_adddup2(&actions_, from.get(), to);
    }
    void close_from(int first) { ::posix_spawn_file_actions_addclosefrom_np(&actions_, first); }
    posix_spawn_file_actions_t const* get() const noexcept { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

/// A server blocks signals in its threads and ignores SIGPIPE; its children shall not.
class spawn_attributes {
  public:
    spawn_attributes() {
        ::posix_spawnattr_init(&attributes_);
        sigset_t set;
        sigemptyset(&set);
        ::posix_spawnattr_setsigmask(&attributes_, &set);
        sigaddset(&set, SIGPIPE);
        sigaddset(&set, SIGXFSZ);
        ::posix_spawnattr_setsigdefault(&attributes_, &set);
        ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    spawn_attributes(spawn_attributes const&) = delete;
    spawn_attributes& operator=(spawn_attributes const&) = delete;
    ~spawn_attributes() { ::posix_spawnattr_destroy(&attributes_); }
    posix_spawnattr_t const* get() const noexcept { return &attributes_; }

  private:
    posix_spawnattr_t attributes_{};
};

/// Null-terminated, as exec wants it; valid as long as the texts.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

descriptor& descriptor::operator=(descriptor&& other) noexcept {
    if (this != &other) {
        reset();
        number_ = other.release();
    }
    return *this;
}

int descriptor::release() noexcept { return std::exchange(number_, -1); }

void descriptor::reset() noexcept {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
}

child_process child_process::start(pipeline::process_request const& request) {
    if (request.command.empty()) throw file_error(EINVAL, "");
    orphanage::shared().reap();
    auto command = request.command;
    for (auto const& word : command) {
        if (word.find('\0') != std::string::npos) throw file_error(EINVAL, command.front().c_str());
    }
    std::vector<std::string> variables;
    if (request.environment) {
        for (auto const& [name, text] : *request.environment) variables.push_back(name + '=' + text);
    }
    pipe_ends out;
    pipe_ends err;
    spawn_actions actions;
    actions.redirect(out.write, STDOUT_FILENO);
    actions.redirect(err.write, STDERR_FILENO);
    actions.close_from(STDERR_FILENO + 1);
    spawn_attributes const attributes;
    auto const arguments = pointers_to(command);
    auto const own_variables = pointers_to(variables);
    child_process child;
    int const failed =
        ::posix_spawnp(&child.pid_, command.front().c_str(), actions.get(), attributes.get(),
                       arguments.data(), request.environment ? own_variables.data() : ::environ);
    if (failed != 0) {
        child.pid_ = -1;
        throw file_error(failed, command.front());
    }
    child.out = std::move(out.read);
    child.err = std::move(err.read);
    child.ended = descriptor(static_cast<int>(::syscall(SYS_pidfd_open, child.pid_, 0)));
    return child;
}

child_process::child_process(child_process&& other) noexcept
    : ended(std::move(other.ended)),
      out(std::move(other.out)),
      err(std::move(other.err)),
      pid_(std::exchange(other.pid_, -1)) {}

child_process& child_process::operator=(child_process&& other) noexcept {
    std::swap(ended, other.ended);
    std::swap(out, other.out);
    std::swap(err, other.err);
    std::swap(pid_, other.pid_);
    return *this;
}

child_process::~child_process() {
    if (pid_ < 0) return;
    kill();
    if (!try_reap()) orphanage::shared().take(pid_);
}

void child_process::kill() noexcept {
    if (pid_ >= 0) ::kill(pid_, SIGKILL);
}

std::optional<int> child_process::try_reap() noexcept {
    if (pid_ < 0) return 0;
    int status = 0;
    pid_t found = 0;
    do {
        found = ::waitpid(pid_, &status, WNOHANG);
    } while (found < 0 && errno == EINTR);
    if (found == 0) return std::nullopt;
    pid_ = -1;
    // Somebody else has reaped it, as where SIGCHLD is ignored.
    if (found < 0) return 0;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace coaws::transport::detail
