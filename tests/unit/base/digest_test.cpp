// Digests, message authentication and checksums against published values.
#include <doctest/doctest.h>

#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>
#include <thread>

using namespace coaws;

namespace {

constexpr std::string_view fox = "The quick brown fox jumps over the lazy dog";

std::string in_pieces(std::string_view algorithm, std::string_view bytes, std::size_t piece) {
    auto const h = hasher::make(algorithm);
    REQUIRE(h != nullptr);
    for (std::size_t at = 0; at < bytes.size(); at += piece) h->update(bytes.substr(at, piece));
    return hex_encode(h->finish());
}

}  // namespace

TEST_CASE("digests of known texts") {
    CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex_encode(md5("abc")) == "900150983cd24fb0d6963f7d28e17f72");
    CHECK(hex_encode(sha1("abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(hex_encode(sha512("abc")).substr(0, 32) == "ddaf35a193617abacc417349ae204131");
}

TEST_CASE("HMAC of known texts, with keys long, short and empty") {
    CHECK(hex(hmac_sha256("key", fox)) == "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    CHECK(hex(hmac_sha256("", "x")) == "4cbc96099a6467ce002461f10549b4898265ebe6188b45efacc44293516e62c4");
    CHECK(hex_encode(hmac_sha1("key", fox)) == "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9");
    // RFC 4231, case 6: a key longer than a block.
    CHECK(hex(hmac_sha256(std::string(131, '\xaa'),
                          "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    // The context is reused: a key must not leak into the next call.
    CHECK(hex(hmac_sha256("key", fox)).substr(0, 8) == "f7bc83f4");
}

TEST_CASE("hashers take their input in any pieces") {
    struct row {
        std::string_view algorithm, of_digits;
    };
    for (auto const& [algorithm, of_digits] : {
             row{"crc32", "cbf43926"},
             row{"crc32c", "e3069283"},
             row{"crc64nvme", "ae8b14860a799888"},
             row{"md5", "25f9e794323b453885f5181f1b624d0b"},
             row{"sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"},
             row{"sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"},
         }) {
        CAPTURE(algorithm);
        for (std::size_t piece : {1U, 3U, 8U, 9U})
            CHECK(in_pieces(algorithm, "123456789", piece) == of_digits);
    }
    CHECK(hasher::make("sha512")->finish().size() == 64);
    CHECK(hasher::make("SHA256") == nullptr);
    CHECK(hasher::make("") == nullptr);
}

TEST_CASE("checksums of long inputs do not depend on where they are cut") {
    std::string bytes;
    std::uint32_t state = 1;
    for (int i = 0; i < 100'003; ++i) {
        state = state * 1'664'525 + 1'013'904'223;
        bytes += static_cast<char>(state >> 24);
    }
    std::string_view const all(bytes);
    for (std::size_t cut : {0U, 1U, 7U, 15U, 64U, 255U, 1024U, 50'001U, 100'003U}) {
        CAPTURE(cut);
        auto const head = all.substr(0, cut);
        auto const tail = all.substr(cut);
        CHECK(crc32(tail, crc32(head)) == crc32(all));
        CHECK(crc32c(tail, crc32c(head)) == crc32c(all));
        CHECK(crc64nvme(tail, crc64nvme(head)) == crc64nvme(all));
    }
    // Short inputs go by table, long ones by folding: every length around the border gives what single bytes
    // give.
    CHECK(crc32(std::string_view(), 7) == 7);
    CHECK(crc32c(std::string_view(), 7) == 7);
    CHECK(crc64nvme(std::string_view(), 7) == 7);
    std::uint32_t by_bytes32 = 7;
    std::uint32_t by_bytes32c = 7;
    std::uint64_t by_bytes64 = 7;
    for (std::size_t length = 0; length < 300; ++length) {
        auto const text = all.substr(1, length);
        CHECK(crc32(text, 7) == by_bytes32);
        CHECK(crc32c(text, 7) == by_bytes32c);
        CHECK(crc64nvme(text, 7) == by_bytes64);
        auto const next = all.substr(1 + length, 1);
        by_bytes32 = crc32(next, by_bytes32);
        by_bytes32c = crc32c(next, by_bytes32c);
        by_bytes64 = crc64nvme(next, by_bytes64);
    }
    // Values of independent implementations (zlib; bitwise definitions).
    CHECK(crc32(std::string(1000, 'x')) == 0x3b41c9e6);
    CHECK(crc32c(std::string(1000, 'x')) == 0x617154c9);
    CHECK(crc64nvme(std::string(1000, 'x')) == 0x447f4a8f48606696);
    CHECK(crc32(all) == 0xc95d6635);
    CHECK(crc32c(all) == 0xea100fd6);
    CHECK(crc64nvme(all) == 0xc9bc2ad8454f840f);
}

TEST_CASE("every thread has contexts of its own") {
    std::string results[4];
    {
        std::jthread threads[4];
        for (int i = 0; i < 4; ++i) {
            threads[i] = std::jthread([i, &results] {
                for (int n = 0; n < 200; ++n) results[i] = hex(hmac_sha256("key", fox)) + hex(sha256("abc"));
            });
        }
    }
    for (auto const& r : results) CHECK(r == results[0]);
}

TEST_CASE("cleanse overwrites") {
    std::string secret = "secret";
    cleanse(secret.data(), secret.size());
    CHECK(secret == std::string(6, '\0'));
    cleanse(nullptr, 0);
}
