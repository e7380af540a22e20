// Inflating gzip files.
#include "model/gzip.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <string>

using namespace coaws;

namespace {

std::string deflated(std::string const& text) {
    z_stream z{};
    REQUIRE(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&z, static_cast<uLong>(text.size())) + 32, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    z.avail_in = static_cast<uInt>(text.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

constexpr std::size_t plenty = 1u << 24;

}  // namespace

TEST_CASE("what was compressed comes back") {
    for (std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{5000}, std::size_t{3} << 20}) {
        std::string text(size, 'x');
        for (std::size_t i = 0; i < size; i += 7) text[i] = static_cast<char>('a' + i % 23);
        CHECK(model::inflate_gzip(deflated(text), plenty, "f").value() == text);
    }
    auto two = deflated("one,") + deflated("two");
    CHECK(model::inflate_gzip(two, plenty, "f").value() == "one,two");
    two += std::string(100, '\0');
    CHECK(model::inflate_gzip(two, plenty, "f").value() == "one,two");
}

TEST_CASE("corrupt and oversized files are errors that name the file") {
    std::string text;
    for (unsigned i = 0; text.size() < 100000; ++i) text += std::to_string(i * 2654435761u);
    text.resize(100000);
    auto const good = deflated(text);
    auto fails = [](std::string const& bytes, std::size_t limit = plenty) {
        auto out = model::inflate_gzip(bytes, limit, "/d/f.json.gz");
        return !out &&
               std::string(out.error().message()).starts_with("/d/f.json.gz: not a readable gzip file");
    };
    for (std::size_t n = 0; n < good.size(); n += n < 64 ? 1 : 997) CHECK(fails(good.substr(0, n)));
    for (std::size_t n : {std::size_t{0}, std::size_t{2}, good.size() / 2, good.size() - 6}) {
        auto bad = good;
        bad[n] = static_cast<char>(bad[n] ^ 0x55);
        CHECK(fails(bad));
    }
    CHECK(fails(good + "tail that is no gzip member"));
    CHECK(fails(good, 99999));
    CHECK(model::inflate_gzip(good, 100000, "f"));
    // A trailer that lies about the size costs no more than the input is worth.
    auto lie = good;
    lie.replace(lie.size() - 4, 4, "\xff\xff\xff\xff");
    CHECK(fails(lie));
}
