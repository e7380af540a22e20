// Cancels 1,000 running operations midway. Every one of them ends, at once, and its connection is closed.
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <coaws/coaws.hpp>
#include <deque>
#include <exception>
#include <filesystem>
#include <iostream>
#include <system_error>

namespace asio = boost::asio;

namespace {

constexpr int operations = 1'000;
constexpr int enough = 50;

struct tally {
    int completed = 0;
    int cancelled = 0;
    int failed = 0;
    int sockets_midway = 0;
};

// How many sockets this process has open.
int open_sockets() {
    int count = 0;
    for (auto const& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        auto const target = std::filesystem::read_symlink(entry, gone);
        if (!gone && target.native().starts_with("socket:")) ++count;
    }
    return count;
}

// What became of one operation.
void count(tally& counts, std::exception_ptr failure) {
    try {
        if (failure) std::rethrow_exception(failure);
        ++counts.completed;
    } catch (boost::system::system_error const& e) {
        if (e.code() != asio::error::operation_aborted) throw;
        ++counts.cancelled;
    } catch (coaws::error const& e) {
        if (counts.failed++ == 0) std::cerr << e.what() << '\n';
    }
}

}  // namespace

int main() {
    try {
        asio::io_context io;
        coaws::session session;
        coaws::client sts;
        asio::co_spawn(io, session.client("sts"), [&](std::exception_ptr failure, coaws::client made) {
            if (failure) std::rethrow_exception(failure);
            sts = made;
        });
        io.run();

        tally counts;
        std::deque<asio::cancellation_signal> signals(operations);
        auto ended = [&](std::exception_ptr failure, coaws::value) {
            count(counts, failure);
            if (counts.completed + counts.failed == enough && counts.sockets_midway == 0) {
                counts.sockets_midway = open_sockets();
                for (auto& signal : signals) signal.emit(asio::cancellation_type::terminal);
            }
        };
        for (auto& signal : signals) {
            auto run = sts.call("GetCallerIdentity");
            asio::co_spawn(io, std::move(run), asio::bind_cancellation_slot(signal.slot(), ended));
        }
        io.restart();
        io.run();     // comes back when the last operation has ended
        sts.close();  // what is idle in the pool

        std::cout << operations << " started: " << counts.completed << " completed, " << counts.cancelled
                  << " cancelled, " << counts.failed << " failed\n"
                  << "sockets: " << counts.sockets_midway << " midway, " << open_sockets() << " at the end\n";
        return counts.completed + counts.cancelled == operations && open_sockets() == 0 ? 0 : 1;
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
