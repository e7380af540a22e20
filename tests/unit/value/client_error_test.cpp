// Errors that services answer.
#include <doctest/doctest.h>

#include <coaws/value/args.hpp>
#include <coaws/value/client_error.hpp>

using namespace coaws;

namespace {

value full_response() {
    return args("Error", args("Code", "NoSuchKey", "Message", "The key is not there.", "Key", "k"),
                "ResponseMetadata",
                args("RequestId", "r1", "HostId", "h1", "HTTPStatusCode", 404, "RetryAttempts", 4,
                     "MaxAttemptsReached", true));
}

}  // namespace

TEST_CASE("the text follows botocore") {
    struct {
        value response;
        std::string_view text;
    } const cases[] = {
        {args("Error", args("Code", "Denied", "Message", "no")),
         "An error occurred (Denied) when calling the GetIt operation: no"},
        {value_map(), "An error occurred (Unknown) when calling the GetIt operation: Unknown"},
        {value(), "An error occurred (Unknown) when calling the GetIt operation: Unknown"},
        {args("Error", args("Code", 404)),
         "An error occurred (404) when calling the GetIt operation: Unknown"},
        {args("Error", args("Code", "", "Message", "")),
         "An error occurred () when calling the GetIt operation: "},
        {args("Error", args("Code", "C", "Message", "m"), "ResponseMetadata",
              args("MaxAttemptsReached", true, "RetryAttempts", 4)),
         "An error occurred (C) when calling the GetIt operation (reached max retries: 4): m"},
        {args("Error", args("Code", "C", "Message", "m"), "ResponseMetadata", args("RetryAttempts", 4)),
         "An error occurred (C) when calling the GetIt operation: m"},
    };
    for (auto const& c : cases) CHECK(client_error("GetIt", c.response).what() == c.text);
}

TEST_CASE("everything the response said can be asked for") {
    client_error const e("GetObject", full_response(), "NoSuchKey", 5);
    CHECK(e.type() == "ClientError");
    CHECK(e.code() == "NoSuchKey");
    CHECK(e.message_text() == "The key is not there.");
    CHECK(e.operation() == "GetObject");
    CHECK(e.request_id() == "r1");
    CHECK(e.host_id() == "h1");
    CHECK(e.status() == 404);
    CHECK(e.attempts() == 5);
    CHECK(e.modeled_type() == "NoSuchKey");
    CHECK(e.response().at("Error").at("Key").as_string() == "k");
    CHECK(client_error("X", value()).modeled_type() == "ClientError");
    CHECK(client_error("X", args("Error", 1, "ResponseMetadata", "x")).status() == 0);
}

TEST_CASE("it is thrown, copied and raised as what it is") {
    event_stream_error const original("Subscribe", full_response());
    CHECK(original.type() == "EventStreamError");
    std::shared_ptr<error const> const copy = original.clone();
    CHECK_THROWS_AS(copy->raise(), event_stream_error);
    CHECK_THROWS_AS(copy->raise(), client_error);
    CHECK_THROWS_AS(copy->raise(), error);
    CHECK(std::string_view(copy->what()) == original.what());
}
