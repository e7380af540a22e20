// Splitting the command line.
#include "arguments.hpp"

#include <doctest/doctest.h>

#include "usage_error.hpp"

using cli::arguments;
using cli::parse_arguments;
using words = std::vector<std::string>;

TEST_CASE("options of the program stand anywhere, in both forms") {
    for (words const& line :
         {words{"--region", "eu-west-1", "--debug", "s3", "list-buckets", "--prefix", "x"},
          words{"s3", "--region=eu-west-1", "list-buckets", "--debug", "--prefix", "x"},
          words{"s3", "list-buckets", "--prefix", "x", "--region", "eu-west-1", "--debug"}}) {
        auto const found = parse_arguments(line);
        CHECK(found.region == "eu-west-1");
        CHECK(found.debug);
        CHECK(found.service == "s3");
        CHECK(found.operation == "list-buckets");
        CHECK(found.rest == words{"--prefix", "x"});
    }
}

TEST_CASE("flags change their defaults") {
    auto const plain = parse_arguments({"s3", "x"});
    CHECK(plain.sign);
    CHECK(plain.verify);
    CHECK(plain.paginate);
    CHECK_FALSE(plain.dry_run);
    auto const turned =
        parse_arguments({"--no-sign-request", "--no-verify-ssl", "--no-paginate", "--dry-run", "s3", "x"});
    CHECK_FALSE(turned.sign);
    CHECK_FALSE(turned.verify);
    CHECK_FALSE(turned.paginate);
    CHECK(turned.dry_run);
}

TEST_CASE("values may look like options and hold equals signs") {
    CHECK(parse_arguments({"s3", "x", "--query", "--debug"}).query == "--debug");
    CHECK(parse_arguments({"s3", "x", "--query=a=b"}).query == "a=b");
    CHECK(parse_arguments({"s3", "x", "--body", "-"}).body == "-");
    CHECK(parse_arguments({"s3", "x", "--", "--debug"}).rest == words{"--", "--debug"});
}

TEST_CASE("timeouts and formats are read") {
    auto const found = parse_arguments({"s3", "x", "--cli-read-timeout", "7", "--output", "table"});
    CHECK(found.read_timeout == std::chrono::seconds(7));
    CHECK(found.output == cli::output_format::table);
    auto const presigned = parse_arguments({"s3", "x", "--presign", "--expires-in=90"});
    CHECK(presigned.presign);
    CHECK(presigned.expires_in == std::chrono::seconds(90));
    CHECK_FALSE(found.presign);
    CHECK_FALSE(found.expires_in);
}

TEST_CASE("help is asked for in several places") {
    CHECK(parse_arguments({"help"}).service.empty());
    CHECK(parse_arguments({"s3", "help"}).operation.empty());
    for (words const& line :
         {words{"help"}, words{"--help"}, words{"s3", "help"}, words{"s3", "put-object", "help"},
          words{"s3", "put-object", "--help"}, words{"s3", "wait", "help"}, words{"s3", "wait", "x", "help"}})
        CHECK(parse_arguments(line).help);
    CHECK_FALSE(parse_arguments({"s3", "put-object", "--key", "help"}).help);
    CHECK(parse_arguments({"s3", "wait", "x", "help"}).rest == words{"x"});
}

TEST_CASE("wrong options are told") {
    for (words const& line :
         {words{"--regoin", "x", "s3"}, words{"s3", "x", "--region"}, words{"s3", "x", "--debug=1"},
          words{"s3", "x", "--output", "xml"}, words{"s3", "x", "--cli-read-timeout", "soon"},
          words{"--", "s3"}, words{"s3", "--key", "k", "get-object"}})
        CHECK_THROWS_AS(parse_arguments(line), cli::usage_error);
}
