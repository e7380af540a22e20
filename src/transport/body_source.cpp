// Request bodies that are read while they are sent.
#include "transport/body_source.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/transport/system.hpp>
#include <utility>

namespace coaws::transport {
namespace {

// Sends on what is being received.
class incoming_source final : public pipeline::byte_source {
  public:
    explicit incoming_source(std::shared_ptr<pipeline::incoming_body> stream) : stream_(std::move(stream)) {}
    asio::awaitable<std::size_t> read_some(asio::mutable_buffer buffer) override {
        return stream_->read_some(buffer);
    }

  private:
    std::shared_ptr<pipeline::incoming_body> stream_;
};

}  // namespace

std::unique_ptr<pipeline::byte_source> open_source(body const& of) {
    if (auto* given = of.as_source()) return pipeline::open_source(*given);
    if (auto* file = of.as_file()) return make_file_source(*file);
    if (auto stream = of.incoming()) return std::make_unique<incoming_source>(std::move(stream));
    throw http_client_error("the request body can't be read");
}

}  // namespace coaws::transport
