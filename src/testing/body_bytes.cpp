// Bodies read to their end, and bytes as bodies.
#include "testing/body_bytes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <coaws/pipeline/byte_source.hpp>
#include <cstring>

namespace coaws::testing {

namespace {

namespace asio = boost::asio;

/// A body that "arrives": bytes in memory behind the interface of a connection.
class scripted_body final : public pipeline::incoming_body {
  public:
    scripted_body(std::string bytes, std::uint64_t announced)
        : bytes_(std::move(bytes)), announced_(announced) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        auto const count = std::min(buffer.size(), bytes_.size() - at_);
        if (count > 0) std::memcpy(buffer.data(), bytes_.data() + at_, count);
        at_ += count;
        co_return count;
    }
    std::optional<std::uint64_t> content_length() const noexcept override { return announced_; }
    void close() noexcept override { at_ = bytes_.size(); }

  private:
    std::string bytes_;
    std::uint64_t announced_;
    std::size_t at_ = 0;
};

std::uint64_t announced_length(http::response const& response) {
    auto const text = response.headers.find("Content-Length");
    std::uint64_t length = response.body.size();
    if (text) std::from_chars(text->data(), text->data() + text->size(), length);
    return length;
}

template <class Source>
asio::awaitable<std::string> read_all(Source& from) {
    std::string all;
    std::array<char, 4096> piece;
    for (;;) {
        auto const count = co_await from.read_some(asio::buffer(piece));
        if (count == 0) break;
        all.append(piece.data(), count);
    }
    co_return all;
}

}  // namespace

asio::awaitable<std::string> body_bytes(body content, std::shared_ptr<pipeline::files> files) {
    if (auto const bytes = content.in_memory()) co_return std::string(*bytes);
    std::unique_ptr<pipeline::byte_source> source;
    if (auto const* file = content.as_file(); file != nullptr && files) source = files->open(*file);
    if (auto const* made = content.as_source()) source = pipeline::open_source(*made);
    if (!source) co_return std::string();
    co_return co_await read_all(*source);
}

asio::awaitable<http::response> without_stream(http::response response) {
    if (response.stream) {
        auto const stream = std::move(response.stream);
        response.stream = nullptr;
        response.body = co_await read_all(*stream);
    }
    co_return response;
}

http::response with_stream(http::response response) {
    auto const length = announced_length(response);
    response.stream = std::make_shared<scripted_body>(std::move(response.body), length);
    response.body.clear();
    return response;
}

}  // namespace coaws::testing
