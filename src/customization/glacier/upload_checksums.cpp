// The checksums that Glacier wants with an upload.
#include "customization/glacier/upload_checksums.hpp"

#include "customization/glacier/tree_hash.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/pipeline/events.hpp>
#include <memory>
#include <string_view>
#include <vector>

namespace coaws::customization {

namespace {

namespace asio = boost::asio;

constexpr std::string_view content_header = "x-amz-content-sha256";
constexpr std::string_view tree_header = "x-amz-sha256-tree-hash";

std::unique_ptr<pipeline::byte_source> open(body const& b, pipeline::files& files) {
    if (b.incoming()) throw unseekable_stream_error("a response body");
    if (auto const* file = b.as_file()) return files.open(*file);
    if (auto const* source = b.as_source()) return pipeline::open_source(*source);
    return nullptr;
}

asio::awaitable<tree_hash::result> hash(body const& b, pipeline::files& files) {
    tree_hash digest;
    if (auto const bytes = b.in_memory()) {
        digest.update(*bytes);
    } else if (auto const source = open(b, files)) {
        std::vector<char> buffer(std::size_t{1} << 20);
        for (;;) {
            auto const count = co_await source->read_some(asio::buffer(buffer));
            if (count == 0) break;
            digest.update(std::string_view(buffer.data(), count));
        }
    }
    co_return digest.finish();
}

class checksum_adder {
  public:
    explicit checksum_adder(std::shared_ptr<pipeline::files> files) : files_(std::move(files)) {}

    asio::awaitable<void> operator()(before_call& e) const {
        auto& headers = e.request.http.headers;
        if (headers.contains(content_header) && headers.contains(tree_header)) co_return;
        auto const digests = co_await hash(e.request.http.body, *files_);
        if (!headers.contains(content_header)) headers.set(content_header, digests.sha256);
        if (!headers.contains(tree_header)) headers.set(tree_header, digests.tree);
    }

  private:
    std::shared_ptr<pipeline::files> files_;
};

}  // namespace

void register_upload_checksums(emitter& events, pipeline::world const& world) {
    events.on("before-call.glacier.UploadArchive", checksum_adder(world.files));
    events.on("before-call.glacier.UploadMultipartPart", checksum_adder(world.files));
}

}  // namespace coaws::customization
