// Names that become part of an endpoint.
#include <doctest/doctest.h>
#include <coaws/endpoint/names.hpp>
#include <string>

using namespace coaws;

TEST_CASE("host labels are 1 to 63 letters, digits and inner hyphens") {
    std::string const longest(63, 'a');
    CHECK(endpoint::is_valid_host_label(longest, false));
    CHECK_FALSE(endpoint::is_valid_host_label(longest + "a", false));
    for (char const* text : {"a", "A-1", "0"}) CHECK(endpoint::is_valid_host_label(text, false));
    for (char const* text : {"", "-a", "a-", "a_b", "a.b", "a\n", "\xC3\xA9"}) {
        CAPTURE(text);
        CHECK_FALSE(endpoint::is_valid_host_label(text, false));
    }
    CHECK(endpoint::is_valid_host_label("a.b", true));
    for (char const* text : {"a..b", ".a", "a.", "", "a.-b"}) {
        CAPTURE(text);
        CHECK_FALSE(endpoint::is_valid_host_label(text, true));
    }
}

TEST_CASE("buckets that fit into a host name") {
    struct row {
        char const* bucket;
        bool plain;
        bool with_dots;
        bool dns;
    };
    row const rows[] = {
        {"my-bucket", true, true, true}, {"my.bucket", false, true, false}, {"ab", false, false, false},
        {"Abc", false, false, false},    {"10.0.0.1", false, false, false}, {"abc-", false, false, false},
        {"a_c", false, false, false},    {"1.2.3", false, true, false},
    };
    for (auto const& r : rows) {
        CAPTURE(r.bucket);
        CHECK(endpoint::is_virtual_hostable_bucket(r.bucket, false) == r.plain);
        CHECK(endpoint::is_virtual_hostable_bucket(r.bucket, true) == r.with_dots);
        CHECK(endpoint::is_dns_compatible_bucket(r.bucket) == r.dns);
    }
}

TEST_CASE("addresses") {
    for (char const* text : {"1.2.3.4", "999.0.0.1"}) CHECK(endpoint::is_ipv4_address(text));
    for (char const* text : {"1.2.3", "1.2.3.4.", "1.2.3.4.5", "1.2.3.1234", "a.2.3.4", ""}) {
        CAPTURE(text);
        CHECK_FALSE(endpoint::is_ipv4_address(text));
    }
    for (char const* text : {"::", "::1", "1:2:3:4:5:6:7:8", "1::8", "fe80::1%eth0", "fe80::1%25eth0",
                             "::ffff:1.2.3.4", "1:2:3:4:5:6:7::"}) {
        CAPTURE(text);
        CHECK(endpoint::is_ipv6_address(text));
    }
    for (char const* text : {"", ":", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
                             "12345::", "::1.2.3.4:1", "::1%", "::g", "1:2:3:4:5:6:7:8::"}) {
        CAPTURE(text);
        CHECK_FALSE(endpoint::is_ipv6_address(text));
    }
}

TEST_CASE("accelerate URLs") {
    for (char const* url :
         {"https://s3-accelerate.amazonaws.com", "http://s3-accelerate.dualstack.amazonaws.com/x"}) {
        CAPTURE(url);
        CHECK(endpoint::is_s3_accelerate_url(url));
    }
    for (char const* url :
         {"", "s3-accelerate.amazonaws.com", "ftp://s3-accelerate.amazonaws.com",
          "https://s3-accelerate.foo.amazonaws.com", "https://b.s3-accelerate.amazonaws.com",
          "https://s3-accelerate.dualstack.dualstack.amazonaws.com",
          "https://s3-accelerate.amazonaws.com.cn"}) {
        CAPTURE(url);
        CHECK_FALSE(endpoint::is_s3_accelerate_url(url));
    }
}

TEST_CASE("an ARN has six parts, the last keeps its colons") {
    auto const arn = endpoint::parse_arn("arn:aws:s3:us-east-1:123:accesspoint:x/y");
    REQUIRE(arn.has_value());
    CHECK(arn->partition == "aws");
    CHECK(arn->service == "s3");
    CHECK(arn->region == "us-east-1");
    CHECK(arn->account == "123");
    CHECK(arn->resource == "accesspoint:x/y");
    CHECK_FALSE(endpoint::parse_arn("arn:aws:s3:us-east-1:123").has_value());
    CHECK(endpoint::parse_arn("a:b:c:d:e:f").has_value());
    CHECK_FALSE(endpoint::is_arn("a:b:c:d:e:f"));
    CHECK(endpoint::is_arn("arn:::::"));
}
