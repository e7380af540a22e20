// Joining endpoints and paths.
#include "pipeline/request_url.hpp"

#include <doctest/doctest.h>
#include <coaws/base/errors.hpp>

using coaws::pipeline::join_url;

TEST_CASE("endpoint, prefix, path and query are joined as the reference joins them") {
    struct row {
        char const* endpoint;
        char const* prefix;
        char const* path;
        char const* query;
        char const* expected;
    };
    for (auto const& r : {
             row{"https://h", "", "/", "", "https://h/"},
             row{"https://h", "", "", "", "https://h/"},
             row{"https://h/", "", "/", "", "https://h/"},
             row{"http://h/foo", "", "/", "", "http://h/foo"},
             row{"http://h/foo/", "", "/bar", "", "http://h/foo/bar"},
             row{"http://h/foo", "", "bar", "", "http://h/foobar"},
             row{"http://h", "", "bar", "", "http://h/bar"},
             row{"http://h:81/a?x=1", "", "/b", "y=2", "http://h:81/a/b?x=1&y=2"},
             row{"https://h", "data.", "/p", "q", "https://data.h/p?q"},
         }) {
        CAPTURE(r.expected);
        CHECK(join_url(r.endpoint, r.prefix, r.path, r.query).str() == r.expected);
    }
    CHECK_THROWS_AS(join_url("nowhere", "", "/", ""), coaws::value_error);
}
