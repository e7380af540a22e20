// What is run for every new session of the process (SESS-03).
#pragma once

#include <cstdint>
#include <functional>

namespace coaws {

class session;

/// Gets a session that is about to be handed out. Its copies are the same session.
using session_initializer = std::function<void(session const&)>;

/// Names a registration.
enum class initializer_id : std::uint64_t {};

/// Runs `callback` at the end of the construction of every session from now on, after those registered
/// before. What it throws leaves the session's constructor. Thread-safe; the callback runs on the threads
/// that make sessions, several at once.
initializer_id register_initializer(session_initializer callback);
/// Takes a registration back; a session that is being made on another thread may still run it. Throws
/// value_error when there is none. Thread-safe.
void unregister_initializer(initializer_id id);

}  // namespace coaws
