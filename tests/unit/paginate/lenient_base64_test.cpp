#include "paginate/lenient_base64.hpp"

#include <doctest/doctest.h>

using coaws::paginate::lenient_base64_decode;

TEST_CASE("base64 is read as Python reads it") {
    struct {
        std::string_view text;
        std::optional<std::string> bytes;
    } const cases[] = {
        {"", ""},
        {"aGVsbG8=", "hello"},
        {"aGVs\nbG8=", "hello"},  // foreign characters are passed over
        {"-aG_Vsb*G8=", "hello"},
        {"aGVsbG8=trailing", "hello"},  // what follows the padding counts for nothing
        {"aGk", std::nullopt},          // padding is missing
        {"aGk=", "hi"},
        {"aA=x=", "h\x0c"},  // padding that goes on is none
        {"aA==", "h"},
        {"a", std::nullopt},
        {"====", ""},
        {"+/+/", "\xfb\xff\xbf"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(lenient_base64_decode(c.text) == c.bytes);
    }
}
