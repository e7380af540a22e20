#include <coaws/pipeline/streaming_body.hpp>

#include <doctest/doctest.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <coaws/base/errors.hpp>
#include <cstring>
#include <vector>

using namespace coaws;
namespace asio = boost::asio;

namespace {

template <class T>
T run(asio::awaitable<T> work) {
    asio::io_context io;
    std::optional<T> value;
    std::exception_ptr failure;
    asio::co_spawn(io, std::move(work), [&](std::exception_ptr e, T v) {
        failure = e;
        if (!e) value.emplace(std::move(v));
    });
    io.run();
    if (failure) std::rethrow_exception(failure);
    return std::move(value.value());
}

// A body in runs of at most `step` bytes that may end before its announced length.
class scripted_body final : public pipeline::incoming_body {
  public:
    scripted_body(std::string text, std::size_t step, std::optional<std::uint64_t> length)
        : text_(std::move(text)), step_(step), length_(length) {}
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        std::size_t count = std::min({step_, buffer.size(), text_.size() - at_});
        std::memcpy(buffer.data(), text_.data() + at_, count);
        at_ += count;
        co_return count;
    }
    std::optional<std::uint64_t> content_length() const noexcept override { return length_; }
    void close() noexcept override { closed = true; }
    bool closed = false;

  private:
    std::string text_;
    std::size_t step_;
    std::optional<std::uint64_t> length_;
    std::size_t at_ = 0;
};

std::shared_ptr<scripted_body> incoming(std::string text, std::size_t step = 3) {
    std::size_t size = text.size();
    return std::make_shared<scripted_body>(std::move(text), step, size);
}

asio::awaitable<std::vector<std::string>> all(async_generator<std::string> from) {
    std::vector<std::string> got;
    while (auto each = co_await from.next()) got.push_back(std::move(*each));
    co_return got;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("read gives everything, or so many bytes") {
    for (bool memory : {false, true}) {
        CAPTURE(memory);
        streaming_body stream =
            memory ? body::from_string("hello world") : body::from_incoming(incoming("hello world"));
        CHECK(stream.content_length() == 11);
        CHECK(run(stream.read(4)) == "hell");
        CHECK(stream.tell() == 4);
        CHECK(run(stream.read(0)).empty());
        CHECK(run(stream.read()) == "o world");
        CHECK(run(stream.read()).empty());
        CHECK(run(stream.read(5)).empty());
        CHECK(stream.tell() == 11);
    }
    CHECK(run(streaming_body().read()).empty());
}

TEST_CASE("large and unannounced bodies") {
    std::string big(3'500'000, '\0');
    for (std::size_t i = 0; i < big.size(); ++i) big[i] = static_cast<char>(i * 11 + i / 500);
    streaming_body known = body::from_incoming(incoming(big, 100'000));
    CHECK(run(known.read()) == big);
    streaming_body unknown(std::make_shared<scripted_body>(big, 100'000, std::nullopt));
    CHECK_FALSE(unknown.content_length().has_value());
    CHECK(run(unknown.read()) == big);
}

TEST_CASE("read_some fills the caller's memory") {
    streaming_body stream = body::from_string("hello");
    char buffer[3];
    CHECK(run(stream.read_some(asio::buffer(buffer))) == 3);
    CHECK(std::string(buffer, 3) == "hel");
    CHECK(run(stream.read_some(asio::mutable_buffer())) == 0);
    CHECK(run(stream.read_some(asio::buffer(buffer))) == 2);
    CHECK(run(stream.read_some(asio::buffer(buffer))) == 0);
}

TEST_CASE("a body shorter than announced is an IncompleteReadError at the end") {
    streaming_body stream(std::make_shared<scripted_body>("hello", 100, 8));
    CHECK(run(stream.read(5)) == "hello");
    try {
        run(stream.read(1));
        FAIL("no error");
    } catch (incomplete_read_error const& failure) {
        CHECK(std::string(failure.what()) == "5 read, but total bytes expected is 8.");
    }
}

TEST_CASE("chunks have the asked size") {
    streaming_body stream = body::from_incoming(incoming("abcdefgh"));
    CHECK(run(all(stream.iter_chunks(3))) == texts{"abc", "def", "gh"});
    CHECK(run(all(stream.iter_chunks(3))).empty());
}

TEST_CASE("lines end at LF, CR LF and CR, wherever reads cut them") {
    struct form {
        char const* text;
        texts lines;
        texts kept;
    };
    for (form const& each :
         {form{"a\nb\n", {"a", "b"}, {"a\n", "b\n"}}, form{"a\nb", {"a", "b"}, {"a\n", "b"}},
          form{"a\r\nb\rc\n\nd", {"a", "b", "c", "", "d"}, {"a\r\n", "b\r", "c\n", "\n", "d"}},
          form{"one\r\ntwo\r\n", {"one", "two"}, {"one\r\n", "two\r\n"}}, form{"\r", {""}, {"\r"}},
          form{"", {}, {}}, form{"\n\n", {"", ""}, {"\n", "\n"}}, form{"no end", {"no end"}, {"no end"}}}) {
        for (std::size_t step : {1u, 2u, 3u, 100u}) {
            CAPTURE(each.text);
            CAPTURE(step);
            streaming_body plain = body::from_incoming(incoming(each.text, step));
            CHECK(run(all(plain.iter_lines())) == each.lines);
            streaming_body keeping = body::from_incoming(incoming(each.text, step));
            CHECK(run(all(keeping.iter_lines(true))) == each.kept);
        }
    }
}

TEST_CASE("generators keep the stream alive") {
    auto lines = streaming_body(body::from_string("a\nb")).iter_lines();
    CHECK(run(all(std::move(lines))) == texts{"a", "b"});
}

TEST_CASE("closing drops the rest") {
    auto source = incoming("hello");
    streaming_body stream = body::from_incoming(source);
    run(stream.read(2));
    stream.close();
    stream.close();
    CHECK(source->closed);
    CHECK(source.use_count() == 1);
    CHECK_THROWS_AS(run(stream.read()), response_streaming_error);
}

TEST_CASE("checksums are checked at the end") {
    std::string right = "NhCmhg==";  // CRC-32 of "hello"
    SUBCASE("right") {
        streaming_body stream = body::from_incoming(incoming("hello"));
        stream.with_checksum("crc32", right);
        CHECK_FALSE(stream.checksum().has_value());
        CHECK(run(stream.read()) == "hello");
        CHECK(stream.checksum() == right);
    }
    SUBCASE("wrong") {
        streaming_body stream = body::from_incoming(incoming("hello"));
        stream.with_checksum("crc32", "AAAAAA==");
        CHECK(run(stream.read(5)) == "hello");
        try {
            run(stream.read(5));
            FAIL("no error");
        } catch (flexible_checksum_error const& failure) {
            CHECK(std::string(failure.what()) ==
                  "Expected checksum AAAAAA== did not match calculated checksum: NhCmhg==");
        }
    }
    SUBCASE("computed only") {
        streaming_body stream = body::from_string("hello");
        stream.with_checksum("crc32", "");
        run(all(stream.iter_chunks(2)));
        CHECK(stream.checksum() == right);
    }
    streaming_body stream;
    CHECK_THROWS_AS(stream.with_checksum("crc99", ""), flexible_checksum_error);
}

TEST_CASE("it is an AsyncReadStream") {
    SUBCASE("composed operations, in a coroutine") {
        auto work = [](streaming_body stream) -> asio::awaitable<std::string> {
            std::string got(11, '\0');
            co_await asio::async_read(stream, asio::buffer(got), asio::use_awaitable);
            co_return got;
        };
        CHECK(run(work(body::from_incoming(incoming("hello world")))) == "hello world");
    }
    SUBCASE("the end and errors are codes") {
        asio::io_context io;
        streaming_body stream(std::make_shared<scripted_body>("hello", 100, 8));
        stream.with_executor(io.get_executor());
        char buffer[10];
        std::vector<std::pair<boost::system::error_code, std::size_t>> seen;
        auto note = [&](boost::system::error_code code, std::size_t count) {
            seen.emplace_back(code, count);
        };
        stream.async_read_some(asio::buffer(buffer), note);
        CHECK(seen.empty());
        io.run();
        io.restart();
        stream.async_read_some(asio::buffer(buffer), note);
        io.run();
        REQUIRE(seen.size() == 2);
        CHECK_FALSE(seen[0].first);
        CHECK(seen[0].second == 5);
        CHECK(seen[1].first == asio::error::connection_reset);
        CHECK_THROWS_AS(std::rethrow_exception(stream.failure()), incomplete_read_error);

        streaming_body done = body();
        done.with_executor(io.get_executor());
        done.async_read_some(asio::buffer(buffer), note);
        io.restart();
        io.run();
        CHECK(seen[2].first == asio::error::eof);
    }
    SUBCASE("the handler's executor is used") {
        asio::io_context io;
        auto strand = asio::make_strand(io);
        streaming_body stream = body::from_string("x");
        char buffer[10];
        bool inside = false;
        stream.async_read_some(asio::buffer(buffer),
                               asio::bind_executor(strand, [&](boost::system::error_code, std::size_t) {
                                   inside = strand.running_in_this_thread();
                               }));
        io.run();
        CHECK(inside);
    }
}
