// Inflating gzip files.
#include "model/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <coaws/base/json.hpp>
#include <coaws/model/errors.hpp>
#include <limits>

namespace coaws::model {
namespace {

constexpr std::size_t smallest_member = 18;   // header and trailer
constexpr std::size_t greatest_ratio = 1032;  // deflate can't do better than that

/// An inflating z_stream, ended with its scope.
class inflater {
  public:
    inflater() { ready_ = ::inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK; }
    inflater(inflater const&) = delete;
    inflater& operator=(inflater const&) = delete;
    ~inflater() {
        if (ready_) ::inflateEnd(&stream_);
    }
    bool ready() const noexcept { return ready_; }
    z_stream& stream() noexcept { return stream_; }

  private:
    z_stream stream_{};
    bool ready_ = false;
};

/// The size that the trailer claims, kept within what the input can hold.
std::size_t claimed_size(std::string_view compressed, std::size_t limit) {
    std::size_t claim = 0;
    for (std::size_t i = 1; i <= 4; ++i)
        claim = claim << 8 | static_cast<unsigned char>(compressed[compressed.size() - i]);
    return std::min({claim, limit, compressed.size() * greatest_ratio}) + 1;
}

uInt clamp(std::size_t n) noexcept {
    return static_cast<uInt>(std::min<std::size_t>(n, std::numeric_limits<uInt>::max()));
}

}  // namespace

result<std::string> inflate_gzip(std::string_view compressed, std::size_t limit,
                                 std::string const& file_name) {
    auto bad = [&](std::string_view why) {
        return bad_gzip_file_error(file_name + ": not a readable gzip file: " + std::string(why));
    };
    if (compressed.size() < smallest_member) return bad("too short");
    inflater guard;
    if (!guard.ready()) return bad("out of memory");
    auto& z = guard.stream();

    std::string out;
    auto const claim = claimed_size(compressed, limit);
    out.reserve(claim + json::document::room_behind);
    out.resize(claim);
    std::size_t done = 0;
    auto rest = compressed;
    for (;;) {
        if (done == out.size()) {
            if (done > limit) return bad("more than " + std::to_string(limit) + " bytes when inflated");
            out.resize(std::min(limit + 1, std::max<std::size_t>(out.size() * 2, 4096)));
        }
        z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));
        z.avail_in = clamp(rest.size());
        z.next_out = reinterpret_cast<Bytef*>(out.data() + done);
        z.avail_out = clamp(out.size() - done);
        auto const given_in = z.avail_in;
        auto const given_out = z.avail_out;
        int const code = ::inflate(&z, Z_NO_FLUSH);
        rest.remove_prefix(given_in - z.avail_in);
        done += given_out - z.avail_out;
        if (code == Z_STREAM_END) {
            // Zero padding may follow a member, and then another member.
            rest.remove_prefix(std::min(rest.find_first_not_of('\0'), rest.size()));
            if (rest.empty()) break;
            ::inflateReset(&z);
        } else if (code == Z_BUF_ERROR && rest.empty() && done < out.size()) {
            return bad("it ends too early");
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            return bad(z.msg != nullptr ? z.msg : "corrupt data");
        }
    }
    if (done > limit) return bad("more than " + std::to_string(limit) + " bytes when inflated");
    out.resize(done);
    return out;
}

}  // namespace coaws::model
