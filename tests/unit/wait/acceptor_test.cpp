#include "wait/acceptor.hpp"

#include <doctest/doctest.h>

#include <coaws/base/errors_paging.hpp>
#include <coaws/value/args.hpp>

using namespace coaws;
using wait::acceptor;

namespace {

acceptor acceptor_of(std::string_view entry) {
    auto const document = json::document::parse(entry).value();
    return acceptor(document->root());
}

value failed(value code) {
    return args("Error", args("Code", std::move(code), "Message", "m"), "S", "up", "L", list_of("up"),
                "ResponseMetadata", args("HTTPStatusCode", 404));
}

}  // namespace

TEST_CASE("matchers") {
    auto const path = R"({"state": "success", "matcher": "path", "argument": "S", "expected": "up"})";
    auto const flag =
        R"({"state": "success", "matcher": "path", "argument": "length(L) > `1`", "expected": true})";
    auto const number = R"({"state": "success", "matcher": "path", "argument": "N", "expected": 2})";
    auto const all = R"({"state": "success", "matcher": "pathAll", "argument": "L[]", "expected": "up"})";
    auto const any = R"({"state": "success", "matcher": "pathAny", "argument": "L[]", "expected": "up"})";
    auto const status = R"({"state": "success", "matcher": "status", "expected": 404})";
    auto const code = R"({"state": "success", "matcher": "error", "expected": "Gone"})";
    auto const some_error = R"({"state": "success", "matcher": "error", "expected": true})";
    auto const no_error = R"({"state": "success", "matcher": "error", "expected": false})";
    struct {
        std::string_view entry;
        value response;
        bool matches;
    } const cases[] = {
        {path, args("S", "up"), true},
        {path, args("S", "down"), false},
        {path, args(), false},
        {path, failed("Gone"), false},  // paths never match an error
        {flag, args("L", list_of(1, 2)), true},
        {flag, args("L", list_of(1)), false},
        {number, args("N", 2.0), true},
        {number, args("N", "2"), false},
        {all, args("L", list_of("up", "up")), true},
        {all, args("L", list_of("up", "down")), false},
        {all, args("L", list_of()), false},
        {all, args("L", "up"), false},
        {all, args(), false},
        {all, failed("Gone"), false},
        {any, args("L", list_of("down", "up")), true},
        {any, args("L", list_of("down")), false},
        {any, args("L", list_of()), false},
        {any, args(), false},
        {any, failed("Gone"), false},
        {status, failed("Gone"), true},
        {status, args("ResponseMetadata", args("HTTPStatusCode", 200)), false},
        {status, args(), false},
        {code, failed("Gone"), true},
        {code, failed("Other"), false},
        {code, failed(404), false},
        {code, args(), false},
        {code, args("Error", "Gone"), false},
        {some_error, failed("Gone"), true},
        {some_error, args("Error", args("Message", "m")), false},
        {some_error, args(), false},
        {no_error, args(), true},
        {no_error, failed("Gone"), false},
    };
    for (auto const& c : cases) {
        CAPTURE(c.entry);
        CAPTURE(to_json(c.response));
        CHECK(acceptor_of(c.entry).matches(c.response) == c.matches);
    }
}

TEST_CASE("explanations are worded as in botocore") {
    struct {
        std::string_view entry;
        std::string_view text;
    } const cases[] = {
        {R"({"state": "retry", "matcher": "path", "argument": "a.b", "expected": true})",
         "For expression \"a.b\" we matched expected path: \"True\""},
        {R"({"state": "retry", "matcher": "pathAll", "argument": "a[]", "expected": "x"})",
         "For expression \"a[]\" all members matched expected path: \"x\""},
        {R"({"state": "retry", "matcher": "pathAny", "argument": "a[]", "expected": "x"})",
         "For expression \"a[]\" we matched expected path: \"x\" at least once"},
        {R"({"state": "retry", "matcher": "status", "expected": 404})",
         "Matched expected HTTP status code: 404"},
        {R"({"state": "retry", "matcher": "error", "expected": "Gone"})",
         "Matched expected service error code: Gone"},
        {R"({"state": "retry", "matcher": "error", "expected": false})",
         "Matched expected service error code: False"},
    };
    for (auto const& c : cases) CHECK(acceptor_of(c.entry).explanation() == c.text);
}

TEST_CASE("malformed acceptors are refused") {
    struct {
        std::string_view entry;
        std::string_view message;
    } const cases[] = {
        {R"({"state": "retry", "matcher": "color", "expected": 1})",
         "Error processing waiter config: Unknown acceptor: color"},
        {R"({"state": "maybe", "matcher": "status", "expected": 1})",
         "Error processing waiter config: Unknown acceptor state: maybe"},
        {R"({"state": "retry", "matcher": "status"})",
         "Error processing waiter config: An acceptor has no expected"},
        {R"({"state": "retry", "expected": 1})",
         "Error processing waiter config: An acceptor has no matcher"},
        {R"({"matcher": "status", "expected": 1})",
         "Error processing waiter config: An acceptor has no state"},
        {R"({"state": "retry", "matcher": "path", "expected": 1})",
         "Error processing waiter config: An acceptor has no argument"},
        {R"({"state": "retry", "matcher": "status", "expected": []})",
         "Error processing waiter config: The expected value of an acceptor must be a text, a number or a "
         "boolean"},
    };
    for (auto const& c : cases)
        CHECK_THROWS_WITH_AS(acceptor_of(c.entry), std::string(c.message).c_str(), waiter_config_error);
    CHECK_THROWS_AS(acceptor_of(R"({"state": "retry", "matcher": "path", "argument": "a[", "expected": 1})"),
                    jmespath::jmespath_error);
}

TEST_CASE("what counts as an error response") {
    CHECK(wait::is_error_response(failed("x")));
    CHECK_FALSE(wait::is_error_response(args("Error", args("Message", "m"))));
    CHECK_FALSE(wait::is_error_response(args("Error", "x")));
    CHECK_FALSE(wait::is_error_response(args()));
}
