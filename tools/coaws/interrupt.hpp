// SIGINT and SIGTERM.
#pragma once

namespace cli {

/// Makes SIGINT and SIGTERM note themselves and interrupt blocking calls. Gives the descriptor that becomes
/// readable with the first of them, -1 when there is none to be had. To be called once, before any thread is
/// started.
int catch_interrupts();

/// Whether one of them came.
bool interrupted() noexcept;

/// Throws std::system_error with std::errc::interrupted when one of them came.
void throw_if_interrupted();

}  // namespace cli
