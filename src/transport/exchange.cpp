// One request and its response over a pooled connection.
#include "transport/exchange.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/transport/system.hpp>
#include <tuple>
#include <utility>

#include "transport/connect.hpp"
#include "transport/failure.hpp"
#include "transport/malformed_message.hpp"
#include "transport/request_head.hpp"
#include "transport/response_receiver.hpp"
#include "transport/stopwatch.hpp"
#include "transport/stream_body.hpp"
#include "transport/timing.hpp"
#include "transport/upload.hpp"

// g++ 12 sees Asio's recycling allocator through the coroutine frame and takes the pair of its functions for
// a mismatch.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace coaws::transport {
namespace {

constexpr auto as_op = asio::as_tuple(asio::deferred);
// More than this is not encrypted in one go: the records would be held in memory all at once.
constexpr std::size_t largest_inline_tls = 256 * 1024;

// The decisions of an exchange; run_exchange does the waiting.
class exchange {
  public:
    using step = response_receiver::step;

    exchange(exchange_environment const& environment, http::request const& request,
             pipeline::send_options const& options)
        : settings_(environment.settings),
          request_(request),
          way_(route::find(request.url, environment.settings)),
          limits_(environment.settings.config, options),
          stream_(options.stream_response) {
        to_.tls = way_.tls;
        to_.authority = way_.authority;
    }

    bool must_ask_file_size() const noexcept {
        return request_.body.as_file() != nullptr && !request_.body.known_size();
    }
    void set_body_size(std::optional<std::uint64_t> size) {
        framing_ = framing_of(request_, size, settings_.config.continue_threshold);
    }

    origin const& to() const noexcept { return to_; }
    route const& way() const noexcept { return way_; }
    timing const& limits() const noexcept { return limits_; }
    response_receiver& receiver() noexcept { return *receiver_; }

    // Writes the head anew and hands what the socket takes at once to the kernel. True when that was
    // everything.
    bool start(bool reused);
    // What is left to be sent after start().
    upload_job remaining() const;
    // How many bytes start() has got rid of.
    std::uint64_t started() const noexcept { return framed_size_ - head_left_.size() - memory_left_.size(); }
    void sent(bool complete) noexcept { all_sent_ = complete; }

    bool take_in(io_result const& got);
    step advance();
    http::response finish(step last);

    lease held;

  private:
    bool start_plain();
    bool start_tls(std::optional<std::string_view> memory);
    bool take_end();

    route_settings const& settings_;
    http::request const& request_;
    route way_;
    origin to_;
    timing limits_;
    bool stream_;
    request_framing framing_;
    std::string_view head_left_;
    std::string_view memory_left_;
    std::uint64_t framed_size_ = 0;  // of the head and of a body in memory with a length
    bool reused_ = false;
    bool all_sent_ = false;
    bool heard_ = false;  // bytes of a response have come
    http::response response_;
    std::optional<response_receiver> receiver_;
};

bool exchange::start(bool reused) {
    reused_ = reused;
    heard_ = false;
    all_sent_ = false;
    response_ = http::response();
    receiver_.emplace(held->in, response_, request_.method == "HEAD", stream_);
    write_head(held->head, request_, framing_, way_);
    head_left_ = held->head;
    memory_left_ = {};
    std::optional<std::string_view> memory = request_.body.in_memory();
    bool whole = !framing_.has_body || (memory && !framing_.chunked);
    if (framing_.has_body && memory && !framing_.chunked) memory_left_ = *memory;
    framed_size_ = head_left_.size() + memory_left_.size();
    // A body that waits for leave must not go out with its head.
    if (framing_.expects_continue) whole = false;
    if (held->tls != nullptr) {
        all_sent_ = start_tls(whole ? std::optional(memory_left_) : std::nullopt);
    } else if (whole) {
        all_sent_ = start_plain();
    }
    return all_sent_;
}

bool exchange::start_plain() {
    error_code failed = held->send_now(head_left_, memory_left_);
    // Whatever else stood in the way shows when the response is read, which may have come all the same.
    return failed != asio::error::would_block;
}

bool exchange::start_tls(std::optional<std::string_view> memory) {
    if (!memory || memory->size() > largest_inline_tls) return false;
    held->tls->write(head_left_);
    held->tls->write(*memory);
    head_left_ = memory_left_ = {};
    std::string& records = held->tls->output();
    std::string_view left = records;
    std::string_view none;
    error_code failed = held->send_now(left, none);
    if (failed != asio::error::would_block) {
        records.clear();
        return true;
    }
    records.erase(0, records.size() - left.size());
    return false;
}

upload_job exchange::remaining() const {
    upload_job job(request_, framing_, limits_);
    job.continue_timeout = settings_.config.continue_timeout;
    job.head = head_left_;
    job.memory = memory_left_;
    return job;
}

exchange::step exchange::advance() {
    try {
        return receiver_->advance();
    } catch (malformed_message const& fault) {
        throw_malformed(fault.what(), request_.url);
    }
}

// Takes what was received. False: the kept connection had died before, and the request may go out once more.
bool exchange::take_in(io_result const& got) {
    if (got.count != 0) {
        heard_ = true;
        receiver_->received(got.count);
        return true;
    }
    bool late = held->timed_out();
    bool cancelled = got.error == asio::error::operation_aborted;
    if (!late && !cancelled && reused_ && !heard_ && held->in.empty()) return false;
    if (late || got.error) throw_failure(phase::exchanging, got.error, late, request_.url);
    return take_end();
}

bool exchange::take_end() {
    try {
        receiver_->ended();
        return true;
    } catch (malformed_message const& fault) {
        throw_malformed(fault.what(), request_.url);
    }
}

http::response exchange::finish(step last) {
    bool reusable = receiver_->framing().keep_alive && all_sent_;
    if (last == step::head) {
        response_.stream =
            std::make_shared<stream_body>(std::move(held), receiver_->framing(), receiver_->body(), reusable,
                                          limits_, url_for_message(request_.url));
    } else if (reusable) {
        held.keep();
    } else {
        held.drop();
    }
    return std::move(response_);
}

asio::awaitable<void> make_ready(exchange& work, exchange_environment& environment,
                                 http::request const& request) {
    auto now = steady::now();
    asio::awaitable<void> opening = open_connection(work.held, request.url, work.way(), environment.settings,
                                                    work.limits().connect_deadline(now));
    co_await std::move(opening);
    work.held.watch(work.limits().read_deadline(steady::now()));
}

asio::awaitable<lease> wait_for_slot(exchange& work, std::shared_ptr<hub> connections,
                                     http::request const& request) {
    auto end = work.limits().end();
    asio::awaitable<std::optional<lease>> waiting = connections->wait_and_take(work.to(), end, end);
    std::optional<lease> taken = co_await std::move(waiting);
    if (!taken) throw connect_timeout_error(url_for_message(request.url), "all connections are in use");
    co_return std::move(*taken);
}

}  // namespace

asio::awaitable<http::response> run_exchange(std::shared_ptr<exchange_environment> environment,
                                             http::request const& request, pipeline::send_options options) {
    exchange work(*environment, request, options);
    stopwatch watch(options.metrics, &exchange_metrics::pool_wait);
    std::optional<std::uint64_t> body_size = request.body.known_size();
    if (auto stream = request.body.incoming()) body_size = stream->content_length();
    if (work.must_ask_file_size()) {
        asio::awaitable<std::uint64_t> asking = measure_file(*request.body.as_file());
        body_size = co_await std::move(asking);
    }
    work.set_body_size(body_size);
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    std::shared_ptr<hub> connections = environment->hubs->find(executor);
    auto now = steady::now();
    std::optional<lease> taken = connections->take(work.to(), now, work.limits().read_deadline(now));
    if (taken) {
        work.held = std::move(*taken);
    } else {
        watch.count_pool_wait();
        asio::awaitable<lease> waiting = wait_for_slot(work, connections, request);
        work.held = co_await std::move(waiting);
    }
    for (bool reused = work.held.connected();; reused = false) {
        if (!reused) {
            watch.enter(&exchange_metrics::connect);
            asio::awaitable<void> opening = make_ready(work, *environment, request);
            co_await std::move(opening);
            watch.count_connection();
        }
        watch.enter(&exchange_metrics::send);
        bool all_sent = work.start(reused);
        watch.count_sent(work.started());
        if (!all_sent) {
            upload_job job = work.remaining();
            job.metrics = options.metrics;
            asio::awaitable<bool> uploading = upload(work.held, job);
            work.sent(co_await std::move(uploading));
            work.held.watch(work.limits().read_deadline(steady::now()));
        }
        watch.enter(&exchange_metrics::first_byte);
        // An early response may have been taken in by the upload.
        watch.count_received(work.held->in.data().size());
        bool alive = true;
        bool first = true;
        exchange::step step = work.advance();
        while (alive && step == exchange::step::more) {
            std::span<char> room = work.receiver().room();
            if (!first) work.held.extend(work.limits().read_deadline(steady::now()));
            first = false;
            io_result got;
            if (work.held->tls == nullptr) {
                auto op = work.held->socket().async_read_some(asio::buffer(room.data(), room.size()), as_op);
                std::tuple<error_code, std::size_t> done = co_await std::move(op);
                got.error = std::get<0>(done);
                got.count = std::get<1>(done);
                if (got.error == asio::error::eof) got.error.clear();
            } else {
                asio::awaitable<io_result> reading =
                    work.held->read_some(asio::buffer(room.data(), room.size()));
                got = co_await std::move(reading);
            }
            watch.count_received(got.count);
            alive = work.take_in(got);
            if (alive) step = work.advance();
        }
        if (alive) co_return work.finish(step);
        // The kept connection had been closed by the server: once more, on a new one (PEERS row 22).
        work.held.drop_connection();
    }
}

}  // namespace coaws::transport
