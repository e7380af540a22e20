// SIGINT and SIGTERM.
#include "interrupt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace cli {

namespace {

volatile std::sig_atomic_t raised = 0;
int wake_up[2] = {-1, -1};

extern "C" void note_signal(int) {
    int const before = errno;
    raised = 1;
    [[maybe_unused]] auto const written = ::write(wake_up[1], "!", 1);
    errno = before;
}

}  // namespace

int catch_interrupts() {
    if (::pipe2(wake_up, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    struct sigaction action{};
    action.sa_handler = note_signal;
    // Without SA_RESTART, so that a blocking read or write ends.
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    return wake_up[0];
}

bool interrupted() noexcept { return raised != 0; }

void throw_if_interrupted() {
    if (interrupted()) throw std::system_error(std::make_error_code(std::errc::interrupted));
}

}  // namespace cli
