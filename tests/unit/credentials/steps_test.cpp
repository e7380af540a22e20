// Providers whose every step fails in turn, and that are cancelled at every step.
#include <doctest/doctest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include "scenarios.hpp"

using namespace coaws;
using namespace coaws::test;

namespace {

/// What is to happen at one use of a port.
enum class mishap { none, connection_lost, read_timeout, broken_tls, never_ends };

/// Counts the uses of all ports together.
class step_plan {
  public:
    explicit step_plan(mishap what = mishap::none, int at = 0) : what_(what), at_(at) {}

    asio::awaitable<void> step() {
        if (count++ != at_ || what_ == mishap::none) co_return;
        if (what_ == mishap::connection_lost) throw connection_closed_error("http://x");
        if (what_ == mishap::read_timeout) throw read_timeout_error("http://x");
        if (what_ == mishap::broken_tls) throw ssl_error("http://x", "scripted");
        auto const executor = co_await asio::this_coro::executor;
        asio::steady_timer never(executor, asio::steady_timer::time_point::max());
        co_await never.async_wait(asio::use_awaitable);
    }

    int count = 0;

  private:
    mishap what_;
    int at_;
};
using shared_plan = std::shared_ptr<step_plan>;

class stepped_transport final : public pipeline::transport {
  public:
    stepped_transport(std::shared_ptr<pipeline::transport> to, shared_plan plan)
        : to_(std::move(to)), plan_(std::move(plan)) {}
    asio::awaitable<http::response> send(http::request const& request,
                                         pipeline::send_options options) override {
        // The request is lost on its way back: the script goes on.
        auto answer = co_await to_->send(request, options);
        co_await plan_->step();
        co_return answer;
    }
    void close() noexcept override {}

  private:
    std::shared_ptr<pipeline::transport> to_;
    shared_plan plan_;
};

class stepped_files final : public pipeline::files {
  public:
    stepped_files(std::shared_ptr<pipeline::files> to, shared_plan plan)
        : to_(std::move(to)), plan_(std::move(plan)) {}
    asio::awaitable<std::optional<std::string>> read(std::string path) override {
        co_await plan_->step();
        co_return co_await to_->read(std::move(path));
    }
    asio::awaitable<std::optional<std::uint64_t>> size(std::string path) override {
        return to_->size(std::move(path));
    }
    std::unique_ptr<pipeline::byte_source> open(body::file const& part) override { return to_->open(part); }
    asio::awaitable<void> write_private(std::string path, std::string text) override {
        co_await plan_->step();
        co_await to_->write_private(std::move(path), std::move(text));
    }

  private:
    std::shared_ptr<pipeline::files> to_;
    shared_plan plan_;
};

class stepped_processes final : public pipeline::processes {
  public:
    stepped_processes(std::shared_ptr<pipeline::processes> to, shared_plan plan)
        : to_(std::move(to)), plan_(std::move(plan)) {}
    asio::awaitable<pipeline::process_result> run(pipeline::process_request request) override {
        co_await plan_->step();
        co_return co_await to_->run(std::move(request));
    }

  private:
    std::shared_ptr<pipeline::processes> to_;
    shared_plan plan_;
};

class stepped_clock final : public pipeline::clock {
  public:
    stepped_clock(std::shared_ptr<pipeline::clock> to, shared_plan plan)
        : to_(std::move(to)), plan_(std::move(plan)) {}
    timestamp now() const override { return to_->now(); }
    asio::awaitable<void> sleep(std::chrono::nanoseconds duration) override {
        co_await plan_->step();
        co_await to_->sleep(duration);
    }

  private:
    std::shared_ptr<pipeline::clock> to_;
    shared_plan plan_;
};

class stepped_invoker final : public pipeline::invoker {
  public:
    stepped_invoker(std::shared_ptr<pipeline::invoker const> to, shared_plan plan)
        : to_(std::move(to)), plan_(std::move(plan)) {}
    service_schema const& service() const noexcept override { return to_->service(); }
    pipeline::clock& clock() const noexcept override { return to_->clock(); }
    asio::awaitable<result<value>> invoke(std::string_view operation, value params,
                                          call_options options) const override {
        co_await plan_->step();
        co_return co_await to_->invoke(operation, std::move(params), std::move(options));
    }

  private:
    std::shared_ptr<pipeline::invoker const> to_;
    shared_plan plan_;
};

class stepped_clients final : public client_factory {
  public:
    stepped_clients(std::shared_ptr<client_factory> to, shared_plan plan)
        : to_(std::move(to)), plan_(std::move(plan)) {}
    asio::awaitable<std::shared_ptr<pipeline::invoker const>> make(std::string service,
                                                                   nested_client_options options) override {
        co_await plan_->step();
        auto made = co_await to_->make(std::move(service), std::move(options));
        co_return std::make_shared<stepped_invoker>(std::move(made), plan_);
    }

  private:
    std::shared_ptr<client_factory> to_;
    shared_plan plan_;
};

asio::awaitable<std::string> stepped_question(mfa_prompt ask, shared_plan plan, std::string prompt) {
    co_await plan->step();
    auto question = ask(std::move(prompt));
    co_return co_await std::move(question);
}

provider_context stepped_context(memory_world const& world, shared_plan const& plan) {
    auto context = world.context();
    context.world.transport = std::make_shared<stepped_transport>(context.world.transport, plan);
    context.world.files = std::make_shared<stepped_files>(context.world.files, plan);
    context.world.processes = std::make_shared<stepped_processes>(context.world.processes, plan);
    context.world.clock = std::make_shared<stepped_clock>(context.world.clock, plan);
    context.clients = std::make_shared<stepped_clients>(context.clients, plan);
    if (context.ask_mfa)
        context.ask_mfa = [ask = context.ask_mfa, plan](std::string prompt) {
            return stepped_question(ask, plan, std::move(prompt));
        };
    return context;
}

int steps_of(scenario const& s) {
    memory_world world;
    s.place(world, s.answer);
    auto const plan = std::make_shared<step_plan>();
    auto context = stepped_context(world, plan);
    run(ask(s, s.make(), context));
    return plan->count;
}

/// `K` for keys all the same, `N` for none, `!` for the failure itself, `E` for another error.
char outcome(scenario const& s, mishap what, int at) {
    memory_world world;
    s.place(world, s.answer);
    auto const plan = std::make_shared<step_plan>(what, at);
    auto context = stepped_context(world, plan);
    auto const provider = s.make();
    char first = 'K';
    try {
        if (!run(ask(s, provider, context))) first = 'N';
    } catch (connection_closed_error const&) {
        first = '!';
    } catch (read_timeout_error const&) {
        first = '!';
    } catch (ssl_error const&) {
        first = '!';
    } catch (error const&) {
        first = 'E';
    }
    // The failure was one of the moment: the same provider works in the same world of old.
    memory_world again;
    s.place(again, s.answer);
    auto fresh = again.context();
    auto const keys = run(ask(s, provider, fresh));
    CHECK(keys);
    if (keys) CHECK(keys->access_key() == "KEY");
    return first;
}

std::string outcomes(scenario const& s, mishap what) {
    std::string all;
    for (int at = 0, steps = steps_of(s); at < steps; ++at) all += outcome(s, what, at);
    return all;
}

}  // namespace

TEST_CASE("every step of every provider fails in turn") {
    struct row {
        std::string name;
        std::string connection_lost;
        std::string read_timeout;
        std::string broken_tls;
    };
    row const rows[] = {
        {"assume-role", "!!", "!!", "!!"},
        {"assume-role with a code", "!!!", "!!!", "!!!"},
        {"assume-role of a container", "K!!", "K!!", "!!!"},
        {"web identity", "!!!", "!!!", "!!!"},
        {"sso", "!!!K!!", "!!!K!!", "!!!K!!"},
        {"login", "!", "!", "!"},
        {"login, refreshed", "!!!!K", "!!!!K", "!!!!K"},
        {"process", "!", "!", "!"},
        {"container", "!K", "!K", "!!"},
        {"instance metadata", "KNN", "KNN", "!!!"},
        {"ec2 file", "!", "!", "!"},
        {"boto file", "!!", "!!", "!!"},
    };
    auto const all = scenarios::all();
    REQUIRE(all.size() == std::size(rows));
    for (std::size_t i = 0; i < all.size(); ++i) {
        CAPTURE(all[i].name);
        REQUIRE(all[i].name == rows[i].name);
        CHECK(outcomes(all[i], mishap::connection_lost) == rows[i].connection_lost);
        CHECK(outcomes(all[i], mishap::read_timeout) == rows[i].read_timeout);
        CHECK(outcomes(all[i], mishap::broken_tls) == rows[i].broken_tls);
    }
}

TEST_CASE("every provider can be cancelled at every step, and does nothing more") {
    for (auto const& s : scenarios::all()) {
        for (int at = 0, steps = steps_of(s); at < steps; ++at) {
            CAPTURE(s.name);
            CAPTURE(at);
            memory_world world;
            s.place(world, s.answer);
            auto const plan = std::make_shared<step_plan>(mishap::never_ends, at);
            auto context = stepped_context(world, plan);
            auto const provider = s.make();
            asio::io_context loop;
            asio::cancellation_signal cancel;
            bool cancelled = false;
            auto done = [&](std::exception_ptr failure, std::optional<credentials>) {
                try {
                    if (failure) std::rethrow_exception(failure);
                } catch (boost::system::system_error const& e) {
                    cancelled = e.code() == asio::error::operation_aborted;
                }
            };
            auto work = ask(s, provider, context);
            asio::co_spawn(loop, std::move(work), asio::bind_cancellation_slot(cancel.slot(), done));
            loop.poll();
            CHECK(plan->count == at + 1);
            cancel.emit(asio::cancellation_type::terminal);
            loop.restart();
            loop.run();
            CHECK(cancelled);
            CHECK(plan->count == at + 1);
        }
    }
}
