// Compressing request bodies.
#include "pipeline/compression.hpp"

#include "pipeline/body_reader.hpp"

#include <zlib.h>

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/base/text.hpp>
#include <vector>

namespace coaws::pipeline {

namespace {

/// A gzip stream built in pieces; the header carries no time, so equal bodies compress to equal bytes.
class gzip_encoder {
  public:
    gzip_encoder() {
        constexpr int gzip_window = 15 + 16;
        if (deflateInit2(&stream_, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) !=
            Z_OK)
            throw error("Unable to start gzip compression of the request body");
    }
    ~gzip_encoder() { deflateEnd(&stream_); }
    gzip_encoder(gzip_encoder const&) = delete;
    gzip_encoder& operator=(gzip_encoder const&) = delete;

    void add(std::string_view bytes) {
        // zlib counts in 32 bits.
        while (!bytes.empty()) {
            auto const piece = bytes.substr(0, 1U << 30);
            run(piece, Z_NO_FLUSH);
            bytes.remove_prefix(piece.size());
        }
    }
    std::string finish() {
        run({}, Z_FINISH);
        return std::move(out_);
    }

  private:
    void run(std::string_view bytes, int flush) {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        char piece[1 << 14];
        do {
            stream_.next_out = reinterpret_cast<Bytef*>(piece);
            stream_.avail_out = sizeof piece;
            deflate(&stream_, flush);
            out_.append(piece, sizeof piece - stream_.avail_out);
        } while (stream_.avail_out == 0);
    }

    z_stream stream_{};
    std::string out_;
};

bool wants_compression(call_context const& context, prepared_request& request,
                       client_settings const& settings) {
    auto const& operation = context.operation();
    if (settings.disable_request_compression || settings.requested_signature_version == "v2" ||
        operation.compression_encodings.empty())
        return false;
    // A form is encoded here for good, compressed or not, as in the reference.
    if (request.form_body) {
        request.http.body = body::from_string(protocol::encode_form(*request.form_body));
        request.form_body.reset();
    }
    if (operation.has_streaming_input) return !operation.input->payload()->traits().requires_length;
    return settings.request_min_compression_size <= request.http.body.known_size().value_or(0);
}

}  // namespace

asio::awaitable<void> compress_request(call_context& context, prepared_request& request,
                                       client_core const& core) {
    if (context.operation().compression_encodings.empty()) co_return;
    if (!wants_compression(context, request, core.settings())) co_return;
    auto const& encodings = context.operation().compression_encodings;
    if (std::ranges::find(encodings, "gzip") == encodings.end()) co_return;
    gzip_encoder gzip;
    if (auto const bytes = request.http.body.in_memory()) {
        gzip.add(*bytes);
    } else {
        auto const source = open_body(request.http.body, core.world());
        std::vector<char> buffer(1 << 16);
        for (;;) {
            auto const count = co_await source->read_some(asio::buffer(buffer));
            if (count == 0) break;
            gzip.add(std::string_view(buffer.data(), count));
        }
    }
    request.http.body = body::from_string(gzip.finish());
    context.add_feature("L");
    auto const have = request.http.headers.find("Content-Encoding");
    request.http.headers.set("Content-Encoding", have ? std::string(*have) + ",gzip" : "gzip");
}

}  // namespace coaws::pipeline
