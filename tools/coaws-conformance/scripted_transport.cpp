// A transport that answers from a list and keeps what it was asked.
#include "scripted_transport.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <coaws/pipeline/byte_source.hpp>
#include <cstring>

#include "answers.hpp"

namespace coaws::conformance {

namespace {

/// A body that "arrives": bytes in memory behind the interface of a connection.
class scripted_body final : public pipeline::incoming_body {
  public:
    scripted_body(std::string bytes, std::optional<std::uint64_t> announced)
        : bytes_(std::move(bytes)), announced_(announced) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        auto const count = std::min(buffer.size(), bytes_.size() - at_);
        std::memcpy(buffer.data(), bytes_.data() + at_, count);
        at_ += count;
        co_return count;
    }
    std::optional<std::uint64_t> content_length() const noexcept override { return announced_; }
    void close() noexcept override { at_ = bytes_.size(); }

  private:
    std::string bytes_;
    std::optional<std::uint64_t> announced_;
    std::size_t at_ = 0;
};

std::optional<std::uint64_t> announced_length(http::fields const& headers) {
    auto const text = headers.find("Content-Length");
    if (!text) return std::nullopt;
    std::uint64_t length = 0;
    auto const read = std::from_chars(text->data(), text->data() + text->size(), length);
    if (read.ec != std::errc() || read.ptr != text->data() + text->size()) return std::nullopt;
    return length;
}

[[noreturn]] void fail(std::string const& kind, std::string const& url) {
    if (kind == "connect_timeout") throw connect_timeout_error(url);
    if (kind == "read_timeout") throw read_timeout_error(url);
    if (kind == "connection_closed") throw connection_closed_error(url);
    if (kind == "connect_error") throw endpoint_connection_error(url);
    if (kind == "ssl_error") throw ssl_error(url, "scripted");
    if (kind == "proxy_error") throw proxy_connection_error(url);
    throw value_error("Unknown kind of failure: " + kind);
}

http::response make_response(value const& step, bool streamed) {
    http::response out;
    out.status = step.get("status", 200u);
    out.reason = http::reason_phrase(out.status);
    if (auto const* headers = step.find("headers"))
        for (auto const& pair : headers->as_list())
            out.headers.add(pair.at(0).as_string(), pair.at(1).as_string());
    auto bytes = base64_decode(step.get("body", "")).value();
    if (streamed && out.status < 300)
        out.stream = std::make_shared<scripted_body>(std::move(bytes), announced_length(out.headers));
    else
        out.body = std::move(bytes);
    return out;
}

}  // namespace

asio::awaitable<std::string> drain(coaws::body content, std::shared_ptr<pipeline::files> files) {
    if (auto const bytes = content.in_memory()) co_return std::string(*bytes);
    std::unique_ptr<pipeline::byte_source> source;
    if (auto const* file = content.as_file()) source = files->open(*file);
    if (auto const* made = content.as_source()) source = made->factory();
    std::string all;
    if (!source) co_return all;
    std::array<char, 4096> piece;
    for (;;) {
        auto const count = co_await source->read_some(asio::buffer(piece));
        if (count == 0) break;
        all.append(piece.data(), count);
    }
    co_return all;
}

asio::awaitable<http::response> scripted_transport::send(http::request const& request,
                                                         pipeline::send_options options) {
    auto const index = requests_.size();
    auto const bytes = co_await drain(request.body, files_);
    requests_.push_back(describe(request, bytes));
    if (index >= steps_.size()) throw transport_exhausted();
    auto const& step = steps_[index];
    if (auto const* kind = step.find("fail")) fail(kind->as_string(), request.url.str());
    co_return make_response(step, options.stream_response);
}

}  // namespace coaws::conformance
