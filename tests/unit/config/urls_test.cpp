#include <doctest/doctest.h>
#include <coaws/config/urls.hpp>

#include <string>

using namespace coaws::config;

TEST_CASE("endpoint URLs need a scheme and a host that can be one") {
    for (char const* url : {"http://a", "https://a.b.c:8080/p?q", "http://127.0.0.1:1", "http://[::1]:80/",
                            "http://[fe80::1%25eth0]", "http://host.", "http://A-1"}) {
        CAPTURE(url);
        CHECK(is_valid_endpoint_url(url));
    }
    auto const long_label = "http://" + std::string(64, 'a');
    for (char const* url : {"", "a.b", "localhost:80", "http://", "http://a_b", "http://-a", "http://a-",
                            "http://a..b", "http://a\n", "http://[::zz]", "http://a b", long_label.c_str()}) {
        CAPTURE(url);
        CHECK_FALSE(is_valid_endpoint_url(url));
    }
}

TEST_CASE("regions are host labels and not numbers") {
    for (char const* region : {"us-east-1", "a", "", "X1", "123a"}) {
        CAPTURE(region);
        CHECK(is_valid_region(region));
    }
    auto const long_label = std::string(64, 'a');
    for (char const* region : {"123", "-a", "a-", "a.b", "us east", "a\n", "a/b", long_label.c_str()}) {
        CAPTURE(region);
        CHECK_FALSE(is_valid_region(region));
    }
}
