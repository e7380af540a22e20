// Watching calls: what each of them cost, and what went over the wire.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <coaws/observability.hpp>
#include <exception>
#include <iostream>
#include <memory>
#include <mutex>

namespace asio = boost::asio;

namespace {

double milliseconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

// A line a call. Calls of other threads report at the same time, hence the mutex; a program with a metrics
// library would add to its counters and histograms here.
class printing_observer final : public coaws::metrics_observer {
  public:
    void call_ended(coaws::call_metrics const& m) override {
        std::lock_guard const lock(guard_);
        std::cout << m.service << '.' << m.operation << ": " << to_string(m.outcome);
        if (!m.error.empty()) std::cout << " (" << m.error << ')';
        std::cout << ", attempts " << m.attempts << ", " << m.bytes_sent << " bytes out, " << m.bytes_received
                  << " in, ms: total " << milliseconds(m.total);
        for (auto phase :
             {coaws::call_phase::sign, coaws::call_phase::pool_wait, coaws::call_phase::connect,
              coaws::call_phase::first_byte, coaws::call_phase::parse, coaws::call_phase::backoff})
            std::cout << ' ' << to_string(phase) << ' ' << milliseconds(m.spent(phase));
        std::cout << '\n';
    }

  private:
    std::mutex guard_;
};

// The history has everything, secrets included: this keeps to what has none.
void print_history(std::string_view type, coaws::value const& payload, std::string_view) {
    std::cout << "  " << type;
    if (auto const* url = payload.find("url"))
        std::cout << ' ' << payload.at("method").as_string() << ' ' << url->as_string();
    if (auto const* status = payload.find("status_code")) std::cout << ' ' << status->as_int();
    std::cout << '\n';
}

asio::awaitable<void> run() {
    coaws::session session;
    auto config = coaws::client_config().with_metrics_observer(std::make_shared<printing_observer>());
    auto s3 = co_await session.client("s3", std::move(config));
    co_await s3.call("CreateBucket", coaws::args("Bucket", "observing"));
    co_await s3.call("PutObject", coaws::args("Bucket", "observing", "Key", "a", "Body", "hello"));

    auto const printing = coaws::history::add_handler(print_history);
    coaws::history::enable();
    auto const missing = co_await s3.try_call("HeadObject", coaws::args("Bucket", "observing", "Key", "b"));
    coaws::history::disable();
    coaws::history::remove_handler(printing);
    if (!missing) std::cout << missing.error().what() << '\n';

    // The log, for as long as it takes to find out what goes on; sensitive parameters are left out of it.
    coaws::log::set_stream_logger("coaws.pipeline", coaws::log::level::debug, &std::cout);
    co_await s3.call("ListObjectsV2", coaws::args("Bucket", "observing"));
    coaws::log::set_sink({}, coaws::log::level::off);
}

}  // namespace

int main() {
    try {
        asio::io_context io;
        asio::co_spawn(io, run(), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
