// Bodies: uploads from a file and from bytes that are still being made, downloads in pieces and by lines.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <coaws/coaws.hpp>
#include <cstdint>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

// A source that makes its bytes while they are sent: a hundred lines, with a pause now and then.
class numbered_lines final : public coaws::pipeline::byte_source {
  public:
    static constexpr int lines = 100;
    static constexpr std::size_t line_size = 8;  // "line 07\n"

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer room) override {
        if (left_.empty()) {
            if (made_ == lines) co_return 0;  // the end
            if (made_ % 40 == 0) {
                asio::steady_timer pause(co_await asio::this_coro::executor, 2ms);
                co_await pause.async_wait(asio::use_awaitable);
            }
            left_ = made_ < 10 ? "line 0" : "line ";
            left_ += std::to_string(made_++) + '\n';
        }
        auto const count = std::min(room.size(), left_.size());
        std::memcpy(room.data(), left_.data(), count);
        left_.erase(0, count);
        co_return count;
    }

  private:
    int made_ = 0;
    std::string left_;
};

asio::awaitable<void> upload_file(coaws::client s3, std::string path) {
    auto params = coaws::args("Bucket", "streaming", "Key", "file", "Body", coaws::body::from_file(path));
    co_await s3.call("PutObject", std::move(params));
}

asio::awaitable<void> upload_source(coaws::client s3) {
    // The function makes a source for each attempt, so that a retry begins at the beginning.
    auto lines = coaws::body::from_source(numbered_lines::lines * numbered_lines::line_size,
                                          [] { return std::make_unique<numbered_lines>(); });
    auto params = coaws::args("Bucket", "streaming", "Key", "lines", "Body", std::move(lines));
    co_await s3.call("PutObject", std::move(params));
}

// The response comes when the headers are there; the body is read from the connection, into memory of the
// caller.
asio::awaitable<std::uint64_t> download(coaws::client s3) {
    auto out = co_await s3.call("GetObject", coaws::args("Bucket", "streaming", "Key", "file"));
    coaws::streaming_body body = out.take_body("Body");
    auto room = std::make_unique<std::array<char, 256 * 1024>>();
    while (co_await body.read_some(asio::buffer(*room)) > 0) continue;  // a program would use them
    co_return body.tell();
}

asio::awaitable<int> count_lines(coaws::client s3) {
    auto out = co_await s3.call("GetObject", coaws::args("Bucket", "streaming", "Key", "lines"));
    coaws::streaming_body body = out.take_body("Body");
    auto lines = body.iter_lines();
    int count = 0;
    while (auto line = co_await lines.next())
        if (line->starts_with("line ")) ++count;
    co_return count;
}

asio::awaitable<void> run(std::string path) {
    coaws::session session;
    auto s3 = co_await session.client("s3");
    co_await s3.call("CreateBucket", coaws::args("Bucket", "streaming"));
    co_await upload_file(s3, path);
    auto const bytes = co_await download(s3);
    std::cout << bytes << " bytes up from a file and down in pieces\n";
    co_await upload_source(s3);
    auto const lines = co_await count_lines(s3);
    std::cout << lines << " lines up from a source and down one by one\n";
}

}  // namespace

int main() {
    auto const path =
        std::filesystem::temp_directory_path() / ("coaws-streaming-" + std::to_string(::getpid()));
    int status = 0;
    try {
        std::ofstream(path) << std::string(3'000'000, 'f');
        asio::io_context io;
        asio::co_spawn(io, run(path), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
        io.run();
    } catch (std::exception const& failure) {
        std::cerr << failure.what() << '\n';
        status = 1;
    }
    std::filesystem::remove(path);
    return status;
}
