// A response stream whose checksum is tested at its end.
#include "pipeline/validating_body.hpp"

#include <coaws/base/digest.hpp>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>

namespace coaws::pipeline {

namespace {

class validating_body final : public incoming_body {
  public:
    validating_body(std::shared_ptr<incoming_body> stream, std::string_view algorithm, std::string expected)
        : stream_(std::move(stream)), digest_(hasher::make(algorithm)), expected_(std::move(expected)) {}

    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        auto const count = co_await stream_->read_some(buffer);
        if (count != 0) {
            digest_->update(std::string_view(static_cast<char const*>(buffer.data()), count));
        } else if (digest_ && buffer.size() != 0) {
            auto const actual = base64_encode(digest_->finish());
            digest_.reset();
            if (actual != expected_)
                throw flexible_checksum_error("Expected checksum " + expected_ +
                                              " did not match calculated checksum: " + actual);
        }
        co_return count;
    }

    std::optional<std::uint64_t> content_length() const noexcept override {
        return stream_->content_length();
    }
    void close() noexcept override { stream_->close(); }

  private:
    std::shared_ptr<incoming_body> stream_;
    std::unique_ptr<hasher> digest_;  // null once the end was tested
    std::string expected_;
};

}  // namespace

std::shared_ptr<incoming_body> validate_at_end(std::shared_ptr<incoming_body> stream,
                                               std::string_view algorithm, std::string expected) {
    return std::make_shared<validating_body>(std::move(stream), algorithm, std::move(expected));
}

}  // namespace coaws::pipeline
