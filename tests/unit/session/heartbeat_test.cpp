// Looking for credentials in slow places while a timer on the same thread beats: the loop is never held up.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <coaws/base/error.hpp>
#include <coaws/session/session.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

using namespace coaws;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

using clock_type = std::chrono::steady_clock;

/// A file that is a pipe: whoever opens it waits for a writer, which takes its time. Can be read once.
class slow_file {
  public:
    explicit slow_file(std::string text) : text_(std::move(text)) {
        auto pattern = (std::filesystem::temp_directory_path() / "coaws-slow-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        REQUIRE(::mkfifo(path().c_str(), 0600) == 0);
        writer_ = std::thread([this] { write(); });
    }
    slow_file(slow_file const&) = delete;
    slow_file& operator=(slow_file const&) = delete;
    ~slow_file() {
        ended_ = true;
        writer_.join();
        std::filesystem::remove_all(folder_);
    }

    std::string path() const { return folder_ + "/config"; }

  private:
    void write() {
        while (!ended_) {
            // Opens only once there is a reader.
            auto const pipe = ::open(path().c_str(), O_WRONLY | O_NONBLOCK);
            if (pipe < 0) {
                std::this_thread::sleep_for(5ms);
                continue;
            }
            std::this_thread::sleep_for(100ms);
            CHECK(::write(pipe, text_.data(), text_.size()) == static_cast<ssize_t>(text_.size()));
            ::close(pipe);
            return;
        }
    }

    std::string text_;
    std::string folder_;
    std::atomic<bool> ended_ = false;
    std::thread writer_;
};

/// Beats every millisecond until stopped, and knows the longest pause between two beats.
class heartbeat {
  public:
    explicit heartbeat(asio::io_context& io) : timer_(io) { beat(); }

    void stop() {
        stopped_ = true;
        timer_.cancel();
    }
    clock_type::duration longest() const { return longest_; }
    int beats() const { return beats_; }

  private:
    void beat() {
        timer_.expires_after(1ms);
        timer_.async_wait([this](boost::system::error_code) {
            if (stopped_) return;
            auto const now = clock_type::now();
            longest_ = std::max(longest_, now - last_);
            last_ = now;
            ++beats_;
            beat();
        });
    }

    asio::steady_timer timer_;
    clock_type::time_point last_ = clock_type::now();
    clock_type::duration longest_{};
    int beats_ = 0;
    bool stopped_ = false;
};

struct outcome {
    std::string text;
    clock_type::duration longest{};
    clock_type::duration whole{};
    int beats = 0;
};

asio::awaitable<std::string> find(session from) {
    try {
        auto const keys = co_await from.get_credentials();
        co_return keys.method() + ' ' + keys.access_key();
    } catch (error const& failure) {
        co_return std::string(failure.type());
    }
}

/// Looks for credentials in this environment; cancelled after `patience`, if any.
outcome look(std::map<std::string, std::string, std::less<>> variables,
             std::optional<clock_type::duration> patience = {}) {
    asio::io_context io(1);
    pipeline::world world;
    world.environment = std::make_shared<transport::memory_environment>(std::move(variables), "/nonexistent");
    session from(session_options().with_world(std::move(world)));
    heartbeat heart(io);
    outcome got;
    asio::cancellation_signal stop;
    asio::steady_timer alarm(io);
    if (patience) {
        alarm.expires_after(*patience);
        alarm.async_wait([&](boost::system::error_code) { stop.emit(asio::cancellation_type::all); });
    }
    auto const start = clock_type::now();
    auto const done = [&](std::exception_ptr failure, std::string text) {
        got.text = failure ? "cancelled" : std::move(text);
        heart.stop();
        alarm.cancel();
    };
    asio::co_spawn(io, find(from), asio::bind_cancellation_slot(stop.slot(), done));
    io.run();
    got.longest = heart.longest();
    got.whole = clock_type::now() - start;
    got.beats = heart.beats();
    return got;
}

/// Connects callers and never answers: its backlog takes them.
struct silent_listener {
    asio::io_context io;
    asio::ip::tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};

    std::string url() const { return "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()); }
};

constexpr char const* slow_config = R"([profile p]
credential_process = sh -c 'sleep 0.3; echo "{\"Version\": 1, \"AccessKeyId\": \"AKIDSLOW\", \"SecretAccessKey\": \"s\"}"'
[profile q]
region = eu-west-1
)";

}  // namespace

TEST_CASE("the loop beats on while credentials are looked for in slow places") {
    silent_listener const listener;
    std::string const black_hole = "http://192.0.2.1:81";
    struct row {
        std::string what;
        std::map<std::string, std::string, std::less<>> more;
        std::optional<clock_type::duration> patience;
        std::string found;
    };
    row const rows[] = {
        {"slow files, a slow process", {{"AWS_PROFILE", "p"}}, {}, "custom-process AKIDSLOW"},
        {"… cancelled", {{"AWS_PROFILE", "p"}}, 250ms, "cancelled"},
        {"metadata from a server that says nothing",
         {{"AWS_PROFILE", "q"}, {"AWS_EC2_METADATA_SERVICE_ENDPOINT", listener.url()}},
         {},
         "NoCredentialsError"},
        {"metadata from nowhere",
         {{"AWS_PROFILE", "q"}, {"AWS_EC2_METADATA_SERVICE_ENDPOINT", black_hole}},
         {},
         "NoCredentialsError"},
        {"a container whose server says nothing, cancelled",
         {{"AWS_PROFILE", "q"}, {"AWS_CONTAINER_CREDENTIALS_FULL_URI", listener.url()}},
         500ms,
         "cancelled"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.what);
        outcome best;
        best.longest = clock_type::duration::max();
        // Others share the machine: what holds the loop up does so each time, what holds the machine up does
        // not.
        for (int attempt = 0; attempt < 5 && best.longest >= 20ms; ++attempt) {
            slow_file const file(slow_config);
            auto variables = r.more;
            variables["AWS_CONFIG_FILE"] = file.path();
            variables["AWS_SHARED_CREDENTIALS_FILE"] = "/nonexistent";
            auto const got = look(std::move(variables), r.patience);
            CHECK(got.text == r.found);
            CHECK(got.whole > 100ms);
            CHECK(got.beats > 20);
            if (got.longest < best.longest) best = got;
        }
        MESSAGE(r.what << ": longest pause of "
                       << std::chrono::duration_cast<std::chrono::microseconds>(best.longest).count()
                       << " us in "
                       << std::chrono::duration_cast<std::chrono::milliseconds>(best.whole).count() << " ms");
        CHECK(best.longest < 20ms);
    }
}
