// A whole world for a test: HTTP by a script, a clock of its own, environment and files in memory.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/session/session.hpp>
#include <coaws/testing/fixed_ports.hpp>
#include <coaws/testing/scripted_http.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coaws::testing {

/// What code under test sees of the world. No socket is opened, nothing sleeps, no file of the machine but
/// the service models is read, and nothing is random.
///
/// The environment holds keys (`AKIDEXAMPLE`), the region us-east-1 and the machine's own AWS_DATA_PATH, by
/// which models are found; the home folder is /user, and there is no instance metadata. `environment()`
/// changes that. Sessions may outlive the world. Not for use from several threads.
class world {
  public:
    world();
    ~world();
    world(world const&) = delete;
    world& operator=(world const&) = delete;

    /// The script of responses.
    scripted_http& http() noexcept { return *http_; }
    manual_clock& clock() noexcept { return *clock_; }
    transport::memory_environment& environment() noexcept { return *environment_; }
    transport::memory_files& files() noexcept { return *files_; }
    /// What was sent to a monitoring agent.
    recorded_datagrams& datagrams() noexcept { return *datagrams_; }
    /// Replaces the fixed draw and UUID, for sessions made from now on.
    void set_randomness(std::shared_ptr<pipeline::randomness> with) { randomness_ = std::move(with); }

    /// Sets the configuration file (`~/.aws/config`), or the credentials file beside it.
    void config_file(std::string text);
    void credentials_file(std::string text);

    /// All ports together, e.g. for `session_options::with_world`.
    pipeline::world ports() const;
    /// A session in this world, with whatever else the options say. Its handlers run on `executor()`.
    coaws::session session(session_options options = {});
    /// A client of a fresh session.
    coaws::client client(std::string service, client_config config = {});

    /// Where `run` runs coroutines.
    boost::asio::any_io_executor executor() { return io_.get_executor(); }
    /// Runs a coroutine, and whatever else has been begun on `executor()`, to the end; gives its result or
    /// throws what it throws.
    template <class T>
    T run(boost::asio::awaitable<T> work) {
        std::optional<T> result;
        std::exception_ptr failure;
        boost::asio::co_spawn(io_, std::move(work), [&](std::exception_ptr e, T v) {
            failure = e;
            if (!e) result.emplace(std::move(v));
        });
        run_loop();
        if (failure) std::rethrow_exception(failure);
        if (!result) throw value_error("The coroutine did not end");
        return std::move(*result);
    }
    void run(boost::asio::awaitable<void> work);
    /// Runs what has been begun on `executor()` to the end.
    void run_loop();

    /// The time spent sleeping.
    std::chrono::nanoseconds slept() const { return clock_->slept(); }
    /// The requests so far, in order.
    std::vector<http::request> const& requests() const noexcept { return http_->requests; }

  private:
    std::shared_ptr<transport::memory_environment> environment_;
    std::shared_ptr<transport::memory_files> files_;
    std::shared_ptr<manual_clock> clock_;
    std::shared_ptr<recorded_datagrams> datagrams_;
    std::shared_ptr<scripted_http> http_;
    std::shared_ptr<pipeline::randomness> randomness_;
    boost::asio::io_context io_;
};

}  // namespace coaws::testing
