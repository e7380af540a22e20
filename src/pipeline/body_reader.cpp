// Reading any kind of request body, for digests.
#include "pipeline/body_reader.hpp"

#include <algorithm>
#include <coaws/base/digest.hpp>
#include <coaws/base/errors.hpp>
#include <cstring>
#include <vector>

namespace coaws::pipeline {

namespace {

class memory_source final : public byte_source {
  public:
    explicit memory_source(std::string_view bytes) : rest_(bytes) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        auto const count = std::min(buffer.size(), rest_.size());
        std::memcpy(buffer.data(), rest_.data(), count);
        rest_.remove_prefix(count);
        co_return count;
    }

  private:
    std::string_view rest_;
};

}  // namespace

std::unique_ptr<byte_source> open_body(body const& b, world const& w) {
    if (auto const bytes = b.in_memory()) return std::make_unique<memory_source>(*bytes);
    if (auto const* file = b.as_file()) return w.files->open(*file);
    if (auto const* source = b.as_source()) return open_source(*source);
    return std::make_unique<memory_source>(std::string_view());
}

asio::awaitable<std::string> digest_body(body const& b, std::string_view algorithm, world const& w) {
    auto digest = hasher::make(algorithm);
    if (auto const bytes = b.in_memory()) {
        digest->update(*bytes);
        co_return digest->finish();
    }
    if (b.incoming()) throw unseekable_stream_error("a response body");
    auto const source = open_body(b, w);
    std::vector<char> buffer(1 << 20);
    for (;;) {
        auto const count = co_await source->read_some(asio::buffer(buffer));
        if (count == 0) break;
        digest->update(std::string_view(buffer.data(), count));
    }
    co_return digest->finish();
}

asio::awaitable<std::optional<std::uint64_t>> body_length(body const& b, world const& w) {
    if (auto const known = b.known_size()) co_return known;
    auto const* file = b.as_file();
    if (file == nullptr) co_return std::nullopt;
    auto const size = co_await w.files->size(file->path);
    if (!size) co_return std::nullopt;
    co_return *size > file->offset ? *size - file->offset : 0;
}

}  // namespace coaws::pipeline
