// The aws-chunked content coding with a checksum trailer.
#include "pipeline/aws_chunked.hpp"

#include "pipeline/body_reader.hpp"

#include <algorithm>
#include <charconv>
#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <cstring>
#include <vector>

namespace coaws::pipeline {

namespace {

constexpr std::size_t chunk_size = 1 << 20;

/// Reads a body and yields it framed. A chunk is collected whole before it is framed, as its length comes
/// first.
class chunked_source final : public byte_source {
  public:
    chunked_source(body content, std::string algorithm, std::string trailer_name, world w)
        : content_(std::move(content)),
          algorithm_(std::move(algorithm)),
          trailer_name_(std::move(trailer_name)),
          world_(std::move(w)) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        if (sent_ == framed_.size() && !finished_) co_await frame_next();
        auto const count = std::min(buffer.size(), framed_.size() - sent_);
        std::memcpy(buffer.data(), framed_.data() + sent_, count);
        sent_ += count;
        co_return count;
    }

  private:
    asio::awaitable<void> frame_next() {
        if (!source_) {
            source_ = open_body(content_, world_);
            digest_ = hasher::make(algorithm_);
            chunk_.resize(chunk_size);
        }
        std::size_t have = 0;
        while (have < chunk_size) {
            auto const count =
                co_await source_->read_some(asio::buffer(chunk_.data() + have, chunk_size - have));
            if (count == 0) break;
            have += count;
        }
        std::string_view const bytes(chunk_.data(), have);
        framed_.clear();
        sent_ = 0;
        if (!bytes.empty()) {
            digest_->update(bytes);
            char length[16];
            auto const end = std::to_chars(length, length + sizeof length, bytes.size(), 16).ptr;
            framed_.append(length, end).append("\r\n").append(bytes).append("\r\n");
            co_return;
        }
        framed_.append("0\r\n").append(trailer_name_).append(":");
        framed_.append(base64_encode(digest_->finish())).append("\r\n\r\n");
        finished_ = true;
    }

    body content_;
    std::string algorithm_;
    std::string trailer_name_;
    world world_;
    std::unique_ptr<byte_source> source_;
    std::unique_ptr<hasher> digest_;
    std::vector<char> chunk_;
    std::string framed_;
    std::size_t sent_ = 0;
    bool finished_ = false;
};

}  // namespace

asio::awaitable<void> wrap_with_trailer(http::request& request, std::string_view algorithm,
                                        std::string_view trailer_name, world const& w) {
    auto& headers = request.headers;
    headers.set("Transfer-Encoding", "chunked");
    auto const encoding = headers.find("Content-Encoding");
    headers.set("Content-Encoding", encoding ? std::string(*encoding) + ",aws-chunked" : "aws-chunked");
    headers.set("X-Amz-Trailer", trailer_name);
    auto const length = co_await body_length(request.body, w);
    if (length)
        headers.set("X-Amz-Decoded-Content-Length", std::to_string(*length));
    else if (auto const given = headers.find("Content-Length"))
        headers.set("X-Amz-Decoded-Content-Length", *given);
    headers.erase("Content-Length");
    // Nothing but the files: the transport may keep the request.
    world readers;
    readers.files = w.files;
    auto make = [content = std::move(request.body), algorithm = std::string(algorithm),
                 trailer = std::string(trailer_name),
                 readers = std::move(readers)]() -> std::unique_ptr<byte_source> {
        return std::make_unique<chunked_source>(content, algorithm, trailer, readers);
    };
    request.body = body::from_source(std::nullopt, std::move(make));
}

}  // namespace coaws::pipeline
