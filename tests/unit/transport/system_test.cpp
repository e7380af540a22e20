// The ports on this machine and the helper thread behind them.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <coaws/base/errors_transfer.hpp>
#include <coaws/transport/memory_ports.hpp>
#include <coaws/transport/system.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <thread>

using namespace coaws;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using transport::blocking_thread;

namespace {

/// What a coroutine gives when it is run alone.
template <class T>
T run(asio::awaitable<T> work) {
    asio::io_context context;
    auto result = asio::co_spawn(context, std::move(work), asio::use_future);
    context.run();
    return result.get();
}

/// A folder that goes with its scope.
struct scratch_folder {
    std::filesystem::path path;
    scratch_folder() {
        auto name = (std::filesystem::temp_directory_path() / "coaws-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;
    ~scratch_folder() { std::filesystem::remove_all(path); }

    std::string write(std::string const& name, std::string const& text) const {
        auto const file = path / name;
        std::ofstream(file, std::ios::binary) << text;
        return file.string();
    }
};

/// A door that a job waits at, so that tests decide when it goes on.
struct gate {
    std::promise<void> entered;
    std::promise<void> opened;
    std::atomic<bool> left{false};
    void pass() {
        entered.set_value();
        opened.get_future().wait();
        left = true;
    }
};

asio::awaitable<int> pass_gate(std::shared_ptr<blocking_thread> thread, std::shared_ptr<gate> at) {
    auto job = [at] {
        at->pass();
        return 7;
    };
    auto passed = thread->run(std::move(job));
    co_return co_await std::move(passed);
}

void wait_until(auto condition) {
    for (int i = 0; i < 5000 && !condition(); ++i) std::this_thread::sleep_for(1ms);
    CHECK(condition());
}

asio::awaitable<std::string> read_all(std::unique_ptr<pipeline::byte_source> source, std::size_t step) {
    std::string out;
    std::string buffer(step, '\0');
    for (;;) {
        auto reading = source->read_some(asio::buffer(buffer));
        auto const n = co_await std::move(reading);
        if (n == 0) break;
        out.append(buffer, 0, n);
    }
    co_return out;
}

std::string pattern(std::size_t size) {
    std::string out(size, '\0');
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<char>('a' + (i * 31 + i / 977) % 26);
    return out;
}

}  // namespace

TEST_CASE("functions run on another thread, their results and errors come back") {
    auto thread = std::make_shared<blocking_thread>();
    CHECK_FALSE(thread->started());
    auto where = run(thread->run([] { return std::this_thread::get_id(); }));
    CHECK(where != std::this_thread::get_id());
    CHECK(thread->started());
    CHECK(run(thread->run([] { return std::this_thread::get_id(); })) == where);
    auto owned = run(thread->run([] { return std::make_unique<int>(5); }));
    CHECK(*owned == 5);
    bool ran = false;
    run(thread->run([&] { ran = true; }));
    CHECK(ran);
    CHECK_THROWS_WITH_AS(run(thread->run([]() -> int { throw error("no"); })), "no", error);
}

TEST_CASE("a coroutine goes on on its own executor") {
    asio::thread_pool pool(2);
    auto strand = asio::make_strand(pool);
    auto work = [&]() -> asio::awaitable<bool> {
        auto waiting = blocking_thread::process_wide()->run([] { return 1; });
        co_await std::move(waiting);
        co_return strand.running_in_this_thread();
    };
    CHECK(asio::co_spawn(strand, work(), asio::use_future).get());
    pool.join();
}

TEST_CASE("waiting keeps a context running") {
    auto thread = std::make_shared<blocking_thread>();
    auto at = std::make_shared<gate>();
    asio::io_context context;
    auto result = asio::co_spawn(context, pass_gate(thread, at), asio::use_future);
    std::thread opener([&] {
        at->entered.get_future().wait();
        std::this_thread::sleep_for(10ms);
        at->opened.set_value();
    });
    context.run();
    CHECK(result.get() == 7);
    opener.join();
}

TEST_CASE("cancellation ends the wait at once; the function still ends") {
    auto thread = std::make_shared<blocking_thread>();
    auto at = std::make_shared<gate>();
    asio::io_context context;
    asio::cancellation_signal signal;
    std::exception_ptr failure;
    asio::co_spawn(
        context, pass_gate(thread, at),
        asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e, int) { failure = e; }));
    auto entered = at->entered.get_future();
    while (entered.wait_for(0s) != std::future_status::ready) context.poll();
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    REQUIRE(failure);
    CHECK_FALSE(at->left);
    try {
        std::rethrow_exception(failure);
    } catch (boost::system::system_error const& e) {
        CHECK(e.code() == asio::error::operation_aborted);
    }
    at->opened.set_value();
    wait_until([&] { return at->left.load(); });
    CHECK(run(thread->run([] { return 3; })) == 3);
}

TEST_CASE("a context may end while its coroutines wait") {
    auto thread = std::make_shared<blocking_thread>();
    auto at = std::make_shared<gate>();
    auto dropped = std::make_shared<int>(1);
    std::weak_ptr<int> watch = dropped;
    {
        asio::io_context context;
        auto work = [](std::shared_ptr<blocking_thread> t, std::shared_ptr<gate> g,
                       std::shared_ptr<int> held) -> asio::awaitable<void> {
            auto passing = pass_gate(t, g);
            co_await std::move(passing);
            *held = 2;
        };
        asio::co_spawn(context, work(thread, at, std::move(dropped)), asio::detached);
        context.poll();
        at->entered.get_future().wait();
    }
    CHECK(watch.expired());
    at->opened.set_value();
    wait_until([&] { return at->left.load(); });
    CHECK(run(thread->run([] { return 4; })) == 4);
}

TEST_CASE("the owner may end before its jobs") {
    auto at = std::make_shared<gate>();
    asio::io_context context;
    auto thread = std::make_shared<blocking_thread>();
    auto first = asio::co_spawn(context, pass_gate(thread, at), asio::use_future);
    auto* raw = thread.get();
    auto second = asio::co_spawn(context, raw->run([] { return 2; }), asio::use_future);
    context.poll();
    at->entered.get_future().wait();
    thread.reset();
    at->opened.set_value();
    context.run();
    CHECK(second.get() == 2);
    CHECK(first.get() == 7);
}

TEST_CASE("many waits from many threads all end, cancelled or not") {
    auto thread = std::make_shared<blocking_thread>();
    asio::thread_pool pool(4);
    std::atomic<int> finished{0};
    constexpr int count = 400;
    std::vector<std::unique_ptr<asio::cancellation_signal>> signals;
    for (int i = 0; i < count; ++i) {
        auto& signal = *signals.emplace_back(std::make_unique<asio::cancellation_signal>());
        auto strand = asio::make_strand(pool);
        asio::co_spawn(
            strand, thread->run([i] { return i; }),
            asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr, int) { ++finished; }));
        if (i % 2 == 0) asio::post(strand, [&signal] { signal.emit(asio::cancellation_type::terminal); });
    }
    pool.join();
    CHECK(finished == count);
}

TEST_CASE("the clock tells the time and sleeps until cancelled") {
    auto clock = transport::make_system_clock();
    auto const before = std::chrono::system_clock::now();
    CHECK(clock->now() >= std::chrono::time_point_cast<std::chrono::microseconds>(before));
    auto const start = std::chrono::steady_clock::now();
    run(clock->sleep(2ms));
    CHECK(std::chrono::steady_clock::now() - start >= 2ms);
    run(clock->sleep(0ns));
    run(clock->sleep(-1h));

    asio::io_context context;
    asio::cancellation_signal signal;
    std::exception_ptr failure;
    asio::co_spawn(context, clock->sleep(std::chrono::nanoseconds::max()),
                   asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e) { failure = e; }));
    context.poll();
    CHECK_FALSE(failure);
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    CHECK_THROWS_AS(std::rethrow_exception(failure), boost::system::system_error);
}

TEST_CASE("random numbers are in range and UUIDs are of version 4") {
    auto random = transport::make_system_randomness();
    double least = 1;
    double most = 0;
    for (int i = 0; i < 2000; ++i) {
        auto const x = random->uniform();
        least = std::min(least, x);
        most = std::max(most, x);
    }
    CHECK(least >= 0);
    CHECK(least < 0.05);
    CHECK(most < 1);
    CHECK(most > 0.95);
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        auto const id = random->uuid4();
        REQUIRE(id.size() == 36);
        CHECK(id[8] == '-');
        CHECK(id[14] == '4');
        CHECK(std::string("89ab").find(id[19]) != std::string::npos);
        CHECK(id.find_first_not_of("0123456789abcdef-") == std::string::npos);
        seen.insert(id);
    }
    CHECK(seen.size() == 1000);
}

TEST_CASE("a forked child does not repeat its parent's numbers") {
    auto random = transport::make_system_randomness();
    (void)random->uuid4();
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    auto const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto const mine = random->uuid4();
        auto const written = ::write(ends[1], mine.data(), mine.size());
        ::_exit(written == 36 ? 0 : 1);
    }
    auto const mine = random->uuid4();
    std::string theirs(36, '\0');
    CHECK(::read(ends[0], theirs.data(), theirs.size()) == 36);
    CHECK(mine != theirs);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_CASE("the environment is the process's") {
    auto environment = transport::make_system_environment();
    ::setenv("COAWS_TEST_VARIABLE", "some value", 1);
    CHECK(environment->get("COAWS_TEST_VARIABLE") == "some value");
    ::setenv("COAWS_TEST_VARIABLE", "", 1);
    CHECK(environment->get("COAWS_TEST_VARIABLE") == "");
    ::unsetenv("COAWS_TEST_VARIABLE");
    CHECK_FALSE(environment->get("COAWS_TEST_VARIABLE"));
    char const* set = std::getenv("HOME");
    std::optional<std::string> const before = set ? std::optional<std::string>(set) : std::nullopt;
    ::setenv("HOME", "/my/home", 1);
    CHECK(environment->home() == "/my/home");
    ::unsetenv("HOME");
    CHECK(environment->home() != "/my/home");
    if (before) ::setenv("HOME", before->c_str(), 1);
}

TEST_CASE("files are read whole, or not at all") {
    scratch_folder folder;
    auto files = transport::make_system_files();
    CHECK(run(files->read(folder.write("a", "text\n"))) == "text\n");
    CHECK(run(files->read(folder.write("empty", ""))) == "");
    auto const big = pattern(300000);
    CHECK(run(files->read(folder.write("big", big))) == big);
    CHECK_FALSE(run(files->read((folder.path / "absent").string())));
    CHECK_FALSE(run(files->read(folder.path.string())));
    CHECK_FALSE(run(files->read(std::string("/dev/null\0/x", 12))));
    CHECK_FALSE(run(files->read("/dev/zero")));
    CHECK(run(files->size((folder.path / "big").string())) == 300000);
    CHECK_FALSE(run(files->size(folder.path.string())));
    CHECK_FALSE(run(files->size((folder.path / "absent").string())));

    auto const fifo = (folder.path / "fifo").string();
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    CHECK_FALSE(run(files->size(fifo)));
    std::thread writer([&] { std::ofstream(fifo) << big; });
    CHECK(run(files->read(fifo)) == big);
    writer.join();
}

TEST_CASE("file sources give the part asked for") {
    scratch_folder folder;
    auto const text = pattern((std::size_t{2} << 20) + 12345);
    auto const path = folder.write("f", text);
    struct row {
        std::uint64_t offset;
        std::optional<std::uint64_t> length;
    };
    row const rows[] = {{0, {}},           {0, 0},
                        {0, 100},          {5, 10},
                        {100, {}},         {1048570, 1048590},
                        {text.size(), {}}, {text.size() + 9, {}}};
    for (auto const& r : rows) {
        CAPTURE(r.offset);
        body::file const part{path, r.offset, r.length};
        auto const from = std::min<std::uint64_t>(r.offset, text.size());
        auto const expected = text.substr(from, r.length.value_or(std::string::npos));
        CHECK(run(transport::measure_file(part)) == expected.size());
        for (std::size_t step : {std::size_t{1000}, std::size_t{1} << 21})
            CHECK(run(read_all(transport::make_file_source(part), step)) == expected);
    }
}

TEST_CASE("files that can't be sent are errors") {
    scratch_folder folder;
    auto const absent = (folder.path / "absent").string();
    auto read = [](body::file part) {
        return run(read_all(transport::make_file_source(std::move(part)), 10));
    };
    CHECK_THROWS_WITH_AS(read({absent, 0, {}}),
                         ("[Errno 2] No such file or directory: '" + absent + "'").c_str(), file_error);
    CHECK_THROWS_AS(read({folder.path.string(), 0, {}}), file_error);
    CHECK_THROWS_AS(run(transport::measure_file({absent, 0, {}})), file_error);
    CHECK_THROWS_AS(run(transport::measure_file({folder.path.string(), 0, {}})), file_error);
    auto const path = folder.write("short", "12345");
    CHECK_THROWS_AS(read({path, 0, 6}), incomplete_read_error);
    CHECK_THROWS_AS(read({path, 4, 2}), incomplete_read_error);
    CHECK(read({path, 4, 1}) == "5");
}

TEST_CASE("a file source is spent after a cancelled read") {
    scratch_folder folder;
    auto thread = std::make_shared<blocking_thread>();
    auto source = transport::make_file_source({folder.write("f", "text"), 0, {}}, thread);
    auto at = std::make_shared<gate>();
    asio::io_context context;
    asio::co_spawn(context, pass_gate(thread, at), asio::detached);
    char space[8];
    asio::cancellation_signal signal;
    bool cancelled = false;
    asio::co_spawn(context, source->read_some(asio::buffer(space)),
                   asio::bind_cancellation_slot(
                       signal.slot(), [&](std::exception_ptr e, std::size_t) { cancelled = e != nullptr; }));
    context.poll();
    signal.emit(asio::cancellation_type::terminal);
    context.poll();
    CHECK(cancelled);
    CHECK_THROWS_AS(run(source->read_some(asio::buffer(space))), error);
    source.reset();
    at->opened.set_value();
    context.run();
}

TEST_CASE("ports in memory") {
    transport::memory_environment environment({{"A", "1"}}, "/u/me");
    CHECK(environment.get("A") == "1");
    CHECK_FALSE(environment.get("B"));
    environment.set("B", "2");
    environment.unset("A");
    environment.set_home("/h");
    CHECK(environment.get("B") == "2");
    CHECK_FALSE(environment.get("A"));
    CHECK(environment.home() == "/h");

    transport::memory_files files;
    files.set("/a", "0123456789");
    CHECK(run(files.read("/a")) == "0123456789");
    CHECK(run(files.size("/a")) == 10);
    CHECK(run(read_all(files.open({"/a", 2, 5}), 2)) == "23456");
    CHECK(run(read_all(files.open({"/a", 8, {}}), 100)) == "89");
    CHECK(run(read_all(files.open({"/a", 18, {}}), 100)).empty());
    CHECK_THROWS_AS(run(read_all(files.open({"/a", 8, 3}), 100)), incomplete_read_error);
    CHECK_THROWS_AS(run(read_all(files.open({"/b", 0, {}}), 100)), file_error);
    files.set("/b", "");
    files.remove("/a");
    CHECK(run(files.read("/b")) == "");
    CHECK_FALSE(run(files.read("/a")));
    CHECK_FALSE(run(files.size("/a")));
}
