// HMAC with a kept key against the plain one.
#include "base/prepared_hmac.hpp"

#include <doctest/doctest.h>
#include <coaws/base/error.hpp>
#include <string>

using namespace coaws;

TEST_CASE("a prepared key signs as the key does, again and again") {
    for (std::size_t const size : {0u, 1u, 32u, 63u, 64u}) {
        std::string const key(size, 'k');
        prepared_hmac mac(key);
        for (auto const* text :
             {"", "a text", "a text of more than one block of the hash: seventy bytes at least."})
            CHECK(mac.sign(text) == hmac_sha256(key, text));
    }
    // RFC 4231, case 1.
    CHECK(hex(prepared_hmac(std::string(20, '\x0b')).sign("Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST_CASE("a key of more than a block is refused") {
    CHECK_THROWS_AS(prepared_hmac(std::string(65, 'k')), error);
}
