// One connection to a server: a socket, TLS where asked for, and the bytes read ahead.
#include "transport/connection.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <cerrno>
#include <tuple>

namespace coaws::transport {
namespace {

using io_tuple = std::tuple<error_code, std::size_t>;
constexpr auto as_op = asio::as_tuple(asio::deferred);
constexpr std::size_t record_room = 20 * 1024;

error_code last_error() { return error_code(errno, boost::system::system_category()); }

}  // namespace

asio::awaitable<io_result> connection::read_some(asio::mutable_buffer into) {
    io_result result;
    if (tls == nullptr) {
        auto op = socket().async_read_some(into, as_op);
        io_tuple done = co_await std::move(op);
        result.error = std::get<0>(done);
        result.count = std::get<1>(done);
        if (result.error == asio::error::eof) result.error.clear();
        co_return result;
    }
    // Records come in bigger runs when the reader wants much: a system call costs more than a copy.
    std::size_t room = into.size() > record_room ? into.size() + into.size() / 64 : record_room;
    while (true) {
        std::span<char> plain(static_cast<char*>(into.data()), into.size());
        tls_session::status status = tls->read(plain, result.count);
        if (!tls->output().empty()) {
            io_result flushed = co_await flush_tls();
            if (flushed.error && result.count == 0) co_return flushed;
        }
        if (status == tls_session::status::ok || status == tls_session::status::closed) co_return result;
        if (status == tls_session::status::failed) {
            result.error = asio::error::connection_reset;
            co_return result;
        }
        std::span<char> space = tls->input().prepare(room);
        auto op = socket().async_read_some(asio::buffer(space.data(), space.size()), as_op);
        io_tuple done = co_await std::move(op);
        error_code failed = std::get<0>(done);
        if (failed == asio::error::eof) {
            tls->end_input();
        } else if (failed) {
            result.error = failed;
            co_return result;
        }
        tls->input().commit(std::get<1>(done));
    }
}

error_code connection::send_now(std::string_view& first, std::string_view& second) {
    while (!first.empty() || !second.empty()) {
        iovec parts[2] = {{const_cast<char*>(first.data()), first.size()},
                          {const_cast<char*>(second.data()), second.size()}};
        msghdr message{};
        message.msg_iov = first.empty() ? &parts[1] : &parts[0];
        message.msg_iovlen = first.empty() || second.empty() ? 1 : 2;
        ssize_t sent = ::sendmsg(socket().native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno == EINTR) continue;
            return last_error();
        }
        std::size_t count = static_cast<std::size_t>(sent);
        std::size_t of_first = count < first.size() ? count : first.size();
        first.remove_prefix(of_first);
        second.remove_prefix(count - of_first);
        // A short count means a full socket buffer: asking again would only cost a call.
        if (!first.empty() || !second.empty()) return asio::error::would_block;
    }
    return {};
}

asio::awaitable<io_result> connection::write_raw(std::string_view bytes) {
    io_result result;
    while (result.count < bytes.size()) {
        asio::const_buffer rest(bytes.data() + result.count, bytes.size() - result.count);
        auto op = socket().async_write_some(rest, as_op);
        io_tuple done = co_await std::move(op);
        result.count += std::get<1>(done);
        if (std::get<0>(done)) {
            result.error = std::get<0>(done);
            break;
        }
    }
    co_return result;
}

asio::awaitable<io_result> connection::flush_tls() {
    std::string_view records = tls->output();
    std::string_view none;
    io_result result;
    result.error = send_now(records, none);
    if (result.error == asio::error::would_block) result = co_await write_raw(records);
    tls->output().clear();
    co_return result;
}

error_code connection::receive_now(std::span<char> into, std::size_t& count) {
    count = 0;
    ssize_t got = 0;
    do {
        got = ::recv(socket().native_handle(), into.data(), into.size(), MSG_DONTWAIT);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return errno == EAGAIN ? error_code(asio::error::would_block) : last_error();
    if (got == 0) return asio::error::eof;
    count = static_cast<std::size_t>(got);
    return {};
}

error_code connection::poll_input() {
    std::size_t count = 0;
    if (tls == nullptr) {
        error_code failed = receive_now(in.prepare(4096), count);
        in.commit(count);
        return failed;
    }
    while (true) {
        tls_session::status status = tls->read(in.prepare(4096), count);
        in.commit(count);
        if (status == tls_session::status::ok) return {};
        if (status == tls_session::status::closed) return asio::error::eof;
        if (status == tls_session::status::failed) return asio::error::connection_reset;
        error_code failed = receive_now(tls->input().prepare(record_room), count);
        tls->input().commit(count);
        if (failed == asio::error::eof) {
            tls->end_input();
        } else if (failed) {
            return failed;
        }
    }
}

}  // namespace coaws::transport
