// Opens connections: name resolution, TCP, the proxy's tunnel, TLS.
#include "transport/connect.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/transport/blocking_thread.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "transport/failure.hpp"
#include "transport/malformed_message.hpp"
#include "transport/request_head.hpp"
#include "transport/response_head.hpp"

namespace coaws::transport {
namespace {

using asio::ip::tcp;
using endpoints = std::vector<tcp::endpoint>;

constexpr auto as_op = asio::as_tuple(asio::deferred);

// Where a resolver's answer waits for its asker, who may have left.
struct lookup {
    std::shared_ptr<strand_event> event;
    tcp::resolver resolver;
    error_code failed;
    endpoints found;

    explicit lookup(asio::any_io_executor const& executor)
        : event(std::make_shared<strand_event>(executor)), resolver(executor) {}
};

struct step_context {
    http::uri const& url;
    route const& way;
    route_settings const& settings;
    steady::time_point deadline;

    [[noreturn]] void fail_to_reach(error_code failed, bool timed_out) const {
        if (way.proxy != nullptr && !timed_out && failed != asio::error::operation_aborted) {
            throw proxy_connection_error(way.proxy->masked_url, failed.message());
        }
        throw_failure(phase::connecting, failed, timed_out, url);
    }
};

asio::awaitable<endpoints> resolve(step_context const& context, std::string host, std::uint16_t port) {
    endpoints found;
    error_code not_literal;
    auto address = asio::ip::make_address(host, not_literal);
    if (!not_literal) {
        found.emplace_back(address, port);
        co_return found;
    }
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto asked = std::make_shared<lookup>(executor);
    auto on_answer = [asked](error_code failed, tcp::resolver::results_type const& answer) {
        asked->failed = failed;
        for (auto const& entry : answer) asked->found.push_back(entry.endpoint());
        asked->event->set();
    };
    asked->resolver.async_resolve(host, std::to_string(port), tcp::resolver::numeric_service,
                                  std::move(on_answer));
    // A name server may stay silent for longer than we are ready to wait, and getaddrinfo can't be
    // interrupted: the answer then finds nobody.
    asio::awaitable<bool> answered = strand_event::wait(asked->event, context.deadline);
    bool in_time = co_await std::move(answered);
    if (!in_time) context.fail_to_reach({}, true);
    if (asked->failed) context.fail_to_reach(asked->failed, false);
    if (asked->found.empty()) context.fail_to_reach(asio::error::host_not_found, false);
    co_return std::move(asked->found);
}

void set_options(connection& fresh, route_settings const& settings) {
    error_code ignored;
    fresh.socket().set_option(tcp::no_delay(true), ignored);
    if (settings.config.tcp_keepalive) {
        fresh.socket().set_option(asio::socket_base::keep_alive(true), ignored);
    }
}

asio::awaitable<void> connect_tcp(lease& held, step_context const& context, endpoints const& candidates) {
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    error_code failed = asio::error::host_not_found;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        auto now = steady::now();
        auto until = context.deadline;
        // One silent address must not use up the time of those that remain.
        if (until != steady::time_point::max() && until > now) {
            until = now + (until - now) / static_cast<long>(candidates.size() - i);
        }
        held.drop_connection();
        auto fresh = std::make_unique<connection>(executor);
        fresh->socket().open(candidates[i].protocol(), failed);
        if (failed) continue;
        set_options(*fresh, context.settings);
        held.adopt(std::move(fresh));
        held.watch(until);
        auto op = held->socket().async_connect(candidates[i], as_op);
        std::tuple<error_code> done = co_await std::move(op);
        failed = std::get<0>(done);
        if (!failed && !held->timed_out()) co_return;
        if (failed == asio::error::operation_aborted) break;
    }
    context.fail_to_reach(failed, held.connected() && held->timed_out());
}

asio::awaitable<std::shared_ptr<tls_context>> get_tls_context(tls_settings const& settings) {
    std::shared_ptr<tls_context> context = find_tls_context(settings);
    if (context != nullptr) co_return context;
    // Reading and parsing the system's certificates takes milliseconds that belong to others on this loop.
    std::shared_ptr<blocking_thread> helper = blocking_thread::process_wide();
    auto load = [settings] { return make_tls_context(settings); };
    asio::awaitable<std::shared_ptr<tls_context>> loading = helper->run(std::move(load));
    context = co_await std::move(loading);
    co_return context;
}

[[noreturn]] void fail_handshake(lease const& held, step_context const& context, error_code failed) {
    if (failed == asio::error::operation_aborted || held->timed_out()) {
        throw_failure(phase::connecting, failed, held->timed_out(), context.url);
    }
    throw ssl_error(url_for_message(context.url), failed.message());
}

asio::awaitable<void> start_tls(lease& held, step_context const& context, tls_settings const& settings,
                                std::string const& host, std::uint16_t port) {
    try {
        asio::awaitable<std::shared_ptr<tls_context>> getting = get_tls_context(settings);
        std::shared_ptr<tls_context> tls = co_await std::move(getting);
        held->tls = std::make_unique<tls_session>(std::move(tls), host, host + ":" + std::to_string(port));
    } catch (std::runtime_error const& failure) {
        if (dynamic_cast<boost::system::system_error const*>(&failure) != nullptr) throw;
        throw ssl_error(url_for_message(context.url), failure.what());
    }
    tls_session& tls = *held->tls;
    while (true) {
        tls_session::status status = tls.handshake();
        if (!tls.output().empty()) {
            asio::awaitable<io_result> flushing = held->flush_tls();
            io_result sent = co_await std::move(flushing);
            // After a failure of our own the alert goes out if it can; that failure is the one to tell of.
            if (sent.error && status != tls_session::status::failed)
                fail_handshake(held, context, sent.error);
        }
        if (status == tls_session::status::ok) co_return;
        if (status != tls_session::status::needs_input) {
            if (held->timed_out()) throw_failure(phase::connecting, {}, true, context.url);
            throw ssl_error(url_for_message(context.url), tls.failure());
        }
        std::span<char> space = tls.input().prepare(8192);
        auto op = held->socket().async_read_some(asio::buffer(space.data(), space.size()), as_op);
        std::tuple<error_code, std::size_t> done = co_await std::move(op);
        error_code failed = std::get<0>(done);
        tls.input().commit(std::get<1>(done));
        if (failed == asio::error::eof) {
            tls.end_input();
        } else if (failed) {
            fail_handshake(held, context, failed);
        }
    }
}

asio::awaitable<void> open_tunnel(lease& held, step_context const& context) {
    proxy_server const& proxy = *context.way.proxy;
    write_connect_head(held->head, context.way);
    asio::awaitable<io_result> writing = held->write_raw(held->head);
    io_result sent = co_await std::move(writing);
    if (sent.error) context.fail_to_reach(sent.error, held->timed_out());
    std::string answer;
    std::size_t length = 0;
    while (length == 0) {
        std::size_t known = answer.size();
        answer.resize(known + 4096);
        auto op = held->socket().async_read_some(asio::buffer(answer.data() + known, 4096), as_op);
        std::tuple<error_code, std::size_t> done = co_await std::move(op);
        answer.resize(known + std::get<1>(done));
        if (std::get<0>(done)) context.fail_to_reach(std::get<0>(done), held->timed_out());
        try {
            length = find_head_end(answer, known);
            http::response response;
            if (length != 0) {
                parse_head(std::string_view(answer).substr(0, length), response);
                if (response.status / 100 == 2 && length == answer.size()) co_return;
                throw malformed_message("Tunnel connection failed: " + std::to_string(response.status) + " " +
                                        response.reason);
            }
        } catch (malformed_message const& refusal) {
            throw proxy_connection_error(proxy.masked_url, refusal.what());
        }
    }
}

}  // namespace

asio::awaitable<void> open_connection(lease& held, http::uri const& url, route const& way,
                                      route_settings const& settings, steady::time_point deadline) {
    step_context context{url, way, settings, deadline};
    proxy_server const* proxy = way.proxy;
    if (proxy != nullptr && proxy->tls && way.tunnel) {
        throw proxy_connection_error(proxy->masked_url, "TLS inside TLS to an https proxy is not supported");
    }
    std::string host = proxy != nullptr ? proxy->host : std::string(way.host);
    std::uint16_t port = proxy != nullptr ? proxy->port : way.port;
    asio::awaitable<endpoints> resolving = resolve(context, host, port);
    endpoints candidates = co_await std::move(resolving);
    asio::awaitable<void> connecting = connect_tcp(held, context, candidates);
    co_await std::move(connecting);
    held.watch(deadline);
    if (proxy != nullptr && proxy->tls) {
        asio::awaitable<void> securing = start_tls(held, context, settings.proxy_tls, host, port);
        co_await std::move(securing);
    }
    if (way.tunnel) {
        asio::awaitable<void> digging = open_tunnel(held, context);
        co_await std::move(digging);
    }
    if (way.tls && !way.absolute_form) {
        std::string server(way.host);
        asio::awaitable<void> securing = start_tls(held, context, settings.tls, server, way.port);
        co_await std::move(securing);
    }
}

}  // namespace coaws::transport
