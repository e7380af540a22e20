// Which of an endpoint's auth schemes is taken.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>

#include "pipeline/auth_scheme.hpp"

using namespace coaws;
using pipeline::choose_endpoint_scheme;

namespace {

std::vector<endpoint::auth_scheme> schemes(std::vector<std::string> const& names) {
    std::vector<endpoint::auth_scheme> out;
    for (auto const& name : names) {
        auto& scheme = out.emplace_back();
        scheme.name = name;
        if (name == "sigv4a")
            scheme.signing_region_set = std::vector<std::string>{"eu-west-1", "eu-west-2"};
        else
            scheme.signing_region = "eu-west-1";
    }
    return out;
}

std::string chosen(std::vector<std::string> const& names, pipeline::client_settings const& settings = {}) {
    return choose_endpoint_scheme(schemes(names), settings).auth_type.value_or("-");
}

pipeline::client_settings requesting(std::string signature_version) {
    pipeline::client_settings settings;
    settings.requested_signature_version = std::move(signature_version);
    return settings;
}

}  // namespace

TEST_CASE("the asymmetric signature is taken only where it is asked for or alone") {
    CHECK(chosen({"sigv4", "sigv4a"}) == "v4");
    CHECK(chosen({"sigv4a", "sigv4"}) == "v4");
    CHECK(chosen({"sigv4a"}) == "v4a");
    CHECK(chosen({"unheard-of", "sigv4a"}) == "v4a");
    CHECK(choose_endpoint_scheme(schemes({"sigv4a"}), {}).region == "eu-west-1,eu-west-2");
    pipeline::client_settings preferring;
    preferring.auth_scheme_preference = "sigv4a";
    CHECK(chosen({"sigv4", "sigv4a"}, preferring) == "v4a");
    CHECK_THROWS_AS(chosen({"unheard-of"}), unknown_signature_version_error);
}

TEST_CASE("a requested signature is matched without its prefixes") {
    CHECK(chosen({"sigv4a", "sigv4"}, requesting("s3v4")) == "s3v4");
    CHECK(chosen({"sigv4"}, requesting("s3")) == "-");
    CHECK(chosen({"sigv4"}, requesting("none")) == "none");
}
