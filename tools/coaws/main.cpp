// The command line tool: `coaws SERVICE OPERATION`.
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <coaws/version.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "commands.hpp"
#include "debug_log.hpp"
#include "failure.hpp"
#include "help.hpp"
#include "interrupt.hpp"
#include "output.hpp"
#include "usage_error.hpp"

namespace {

namespace asio = boost::asio;

asio::awaitable<void> run_command(cli::arguments from) {
    if (from.help) return cli::run_help(std::move(from));
    if (from.service == "configure") return cli::run_configure_list(std::move(from));
    if (from.operation.empty())
        throw cli::usage_error("An operation is missing; see coaws " + from.service + " help");
    if (from.operation == "wait") return cli::run_wait(std::move(from));
    return cli::run_operation(std::move(from));
}

/// Runs a command to its end, or until a signal stops it, and ends the program.
[[noreturn]] void run_until_done(cli::arguments from) {
    asio::io_context io(1);
    asio::cancellation_signal stop;
    asio::posix::stream_descriptor signals(io);
    if (int const descriptor = cli::catch_interrupts(); descriptor >= 0) {
        signals.assign(descriptor);
        signals.async_wait(asio::posix::stream_descriptor::wait_read, [&](boost::system::error_code failure) {
            if (!failure) stop.emit(asio::cancellation_type::terminal);
        });
    }
    std::exception_ptr outcome;
    auto done = [&](std::exception_ptr failure) {
        outcome = std::move(failure);
        io.stop();
    };
    auto command = run_command(std::move(from));
    asio::co_spawn(io, std::move(command), asio::bind_cancellation_slot(stop.slot(), done));
    io.run();
    auto report = cli::report_failure(outcome);
    // What still runs (a name look-up that can't be stopped, say) is left to the end of the process.
    std::fwrite(report.text.data(), 1, report.text.size(), stderr);
    std::fflush(stderr);
    std::_Exit(static_cast<int>(report.code));
}

cli::failure_report run(std::vector<std::string> const& words) {
    try {
        auto from = cli::parse_arguments(words);
        if (from.version) {
            cli::write_output("coaws " + std::string(coaws::version) + "\n");
            return {};
        }
        if (from.service.empty() && !from.help) throw cli::usage_error(cli::usage_text());
        if (from.service.empty()) {
            cli::write_output(cli::overview_text());
            return {};
        }
        if (from.debug) cli::start_debug_log();
        run_until_done(std::move(from));
    } catch (...) {
        return cli::report_failure(std::current_exception());
    }
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that goes away shows as a failed write.
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> const words(argv + (argc > 0 ? 1 : 0), argv + argc);
    auto const report = run(words);
    std::fwrite(report.text.data(), 1, report.text.size(), stderr);
    return static_cast<int>(report.code);
}
