// The pipeline's ports on this machine: time, randomness, environment, files.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/error.hpp>
#include <coaws/http/body.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/transport/blocking_thread.hpp>
#include <cstdint>
#include <memory>
#include <string>

namespace coaws {

/// A file that is to be sent can't be opened or read. The text is Python's: `[Errno 2] No such file or
/// directory: 'x'`.
class file_error : public error_kind<file_error> {
  public:
    static constexpr std::string_view type_name = "OSError";
    using error_kind::error_kind;
    /// From an errno value and the file's path.
    file_error(int number, std::string const& path);
    int number() const noexcept { return number_; }

  private:
    int number_ = 0;
};

}  // namespace coaws

namespace coaws::transport {

/// The system's wall clock; sleeping takes a timer on the awaiting coroutine's executor. A sleep of zero or
/// less returns at once.
std::shared_ptr<pipeline::clock> make_system_clock();

/// Randomness from the kernel, fetched in small blocks per thread; safe after a fork.
std::shared_ptr<pipeline::randomness> make_system_randomness();

/// The process environment. `home` is `$HOME`, else what the user database says.
std::shared_ptr<pipeline::environment> make_system_environment();

/// Files of this machine, read and written on `thread`. A file of more than 64 MiB counts as unreadable;
/// `write_private` throws file_error.
std::shared_ptr<pipeline::files> make_system_files(
    std::shared_ptr<blocking_thread> thread = blocking_thread::process_wide());

/// Child processes of this machine. They are started on `thread` and watched on the caller's executor; a
/// child gets no descriptors but the standard ones, no blocked signals, and SIGPIPE as usual. Throws
/// file_error when the program can't be started. An unreadable exit status counts as 0.
std::shared_ptr<pipeline::processes> make_system_processes(
    std::shared_ptr<blocking_thread> thread = blocking_thread::process_wide());

/// UDP of this machine, IPv4 and IPv6. No socket is opened before the first datagram. Addresses of host names
/// are kept for a minute; while one is looked up, 64 datagrams are kept for it. Sending throws
/// `boost::system::system_error`.
std::shared_ptr<pipeline::datagrams> make_system_datagrams();

/// Reads part of a file in pieces of 1 MiB on `thread`; the file is opened at the first read. Throws
/// file_error, and incomplete_read_error when the file ends before a given length. After an error or a
/// cancelled read the source is spent.
std::unique_ptr<pipeline::byte_source> make_file_source(
    body::file file, std::shared_ptr<blocking_thread> thread = blocking_thread::process_wide());

/// The number of bytes that such a source gives: the length where it is given, else what the file has from
/// the offset on. Throws file_error.
asio::awaitable<std::uint64_t> measure_file(
    body::file file, std::shared_ptr<blocking_thread> thread = blocking_thread::process_wide());

}  // namespace coaws::transport
