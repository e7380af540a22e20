// Error classes: texts, names, inheritance, copies.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/base/result.hpp>
#include <type_traits>

using namespace coaws;

namespace {

struct row {
    std::shared_ptr<error const> e;
    std::string_view type, message;
};

template <class E, class... Args>
row made(std::string_view type, std::string_view message, Args const&... args) {
    return {E(args...).clone(), type, message};
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("messages and names are botocore's") {
    row const rows[] = {
        made<error>("BotoCoreError", "An unspecified error occurred"),
        made<no_credentials_error>("NoCredentialsError", "Unable to locate credentials"),
        made<no_region_error>("NoRegionError", "You must specify a region."),
        made<unknown_service_error>("UnknownServiceError",
                                    "Unknown service: 'x'. Valid service names are: a, b", "x",
                                    texts{"a", "b"}),
        made<endpoint_connection_error>(
            "EndpointConnectionError", "Could not connect to the endpoint URL: \"https://h/\"", "https://h/"),
        made<connect_timeout_error>("ConnectTimeoutError", "Connect timeout on endpoint URL: \"u\"", "u"),
        made<read_timeout_error>("ReadTimeoutError", "Read timeout on endpoint URL: \"u\"", "u"),
        made<ssl_error>("SSLError", "SSL validation failed for u bad certificate", "u", "bad certificate"),
        made<profile_not_found>("ProfileNotFound", "The config profile (p) could not be found", "p"),
        made<partial_credentials_error>("PartialCredentialsError",
                                        "Partial credentials found in env, missing: X", "env", "X"),
        made<waiter_error>("WaiterError", "Waiter w failed: r", "w", "r"),
        made<invalid_retry_mode_error>(
            "InvalidRetryModeError",
            "Invalid value provided to \"mode\": \"x\" must be one of: ('legacy', \"it's\")", "x",
            texts{"legacy", "it's"}),
        made<infinite_loop_config_error>(
            "InfiniteLoopConfigError",
            "Infinite loop in credential configuration detected. Attempting to load from "
            "profile a which has already been visited. Visited profiles: ['a', 'b']",
            "a", texts{"a", "b"}),
        made<incomplete_read_error>("IncompleteReadError", "3 read, but total bytes expected is 5.", 3U, 5U),
        made<checksum_mismatch>("ChecksumMismatch",
                                "Checksum mismatch: expected 0x000000ff, calculated 0x00000001", 255U, 1U),
        made<invalid_arn_exception>(
            "InvalidArnException",
            "Provided ARN: x must be of the format: arn:partition:service:region:account:resource", "x"),
        made<endpoint_resolution_error>("EndpointResolutionError", "text {msg} stays", "text {msg} stays"),
        made<operation_not_found_error>("OperationNotFoundError", "Nope", "Nope"),
    };
    for (auto const& [e, type, message] : rows) {
        CAPTURE(type);
        CHECK(e->type() == type);
        CHECK(e->message() == message);
    }
}

TEST_CASE("a message may have a NUL in it") {
    std::string const text("a\0b", 3);
    error const plain(text);
    CHECK(plain.message() == text);
    CHECK(plain.clone()->message() == text);
    CHECK(std::string_view(plain.what()) == "a");
    CHECK(endpoint_resolution_error(text).message() == text);
    CHECK(error("").message().empty());
}

TEST_CASE("errors derive from each other as in botocore") {
    CHECK(std::is_base_of_v<data_not_found_error, unknown_service_error>);
    CHECK(std::is_base_of_v<http_client_error, read_timeout_error>);
    CHECK(std::is_base_of_v<connection_error, connect_timeout_error>);
    CHECK_FALSE(std::is_base_of_v<connection_error, http_client_error>);
    CHECK(std::is_base_of_v<validation_error, range_error>);
    CHECK(std::is_base_of_v<sso_error, sso_token_load_error>);
    CHECK(std::is_base_of_v<base_endpoint_resolver_error, no_region_error>);
    CHECK(std::is_base_of_v<parser_error, duplicate_header>);
    CHECK(std::is_nothrow_copy_constructible_v<unknown_service_error>);
    CHECK(std::is_nothrow_copy_constructible_v<param_validation_error>);
}

TEST_CASE("a copied error is thrown as what it is, with its fields") {
    std::shared_ptr<error const> const held = ssl_error("u", "c").clone();
    try {
        held->raise();
    } catch (connection_error const& e) {
        CHECK(e.type() == "SSLError");
        CHECK(e.field("endpoint_url") == "u");
        CHECK(e.field("nothing") == "");
    }
    CHECK_THROWS_AS(error().raise(), error);
}

TEST_CASE("param_validation_error lists its problems") {
    std::vector<validation_problem> problems;
    problems.emplace_back("missing required field", "Key", "Missing required parameter in input: \"Key\"");
    problems.emplace_back("invalid type", "N", "Invalid type for parameter N");
    param_validation_error const e(problems);
    CHECK(e.message() ==
          "Parameter validation failed:\nMissing required parameter in input: \"Key\"\n"
          "Invalid type for parameter N");
    REQUIRE(e.details().size() == 2);
    CHECK(e.details()[1].reason == "invalid type");
    CHECK(e.details()[1].path == "N");
    param_validation_error const plain("just so");
    CHECK(plain.message() == "Parameter validation failed:\njust so");
    CHECK(plain.report() == "just so");
    CHECK(plain.details().empty());
}

TEST_CASE("a result holds a value or an error") {
    result<int> const good(3);
    CHECK(good.has_value());
    CHECK(*good == 3);
    result<int> const bad(no_region_error{});
    CHECK_FALSE(bad.has_value());
    CHECK(bad.error().type() == "NoRegionError");
    CHECK_THROWS_AS((void)bad.value(), no_region_error);
}
