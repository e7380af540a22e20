// Presigned requests. Whole URLs are botocore's own for the same models.
#include "presign_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/base/errors.hpp>
#include <coaws/pipeline/events.hpp>

using namespace coaws;
using testing_support::presign_fixture;
namespace asio = boost::asio;

namespace {

/// What stands between the operation's parameters and the signature.
std::string signed_by(std::string_view service, std::string_view headers = "host",
                      std::string_view token = {}) {
    std::string out =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20240506%2Feu-west-1%2F";
    out.append(service).append("%2Faws4_request&X-Amz-Date=20240506T070809Z&X-Amz-Expires=60");
    out.append("&X-Amz-SignedHeaders=").append(headers);
    if (!token.empty()) out.append("&X-Amz-Security-Token=").append(token);
    return out + "&X-Amz-Signature=";
}

value good_parcel() { return args("Size", "SMALL", "To", args("Street", "Main")); }

std::string query_of(presign_fixture& f, std::string_view operation, value params) {
    auto const made = f.presign(operation, std::move(params));
    if (!made) return std::string(made.error().what());
    auto const& query = made->url.query;
    return query.substr(0, query.find("X-Amz-Algorithm"));
}

}  // namespace

TEST_CASE("a form moves into the query") {
    presign_fixture f("ledger");
    CHECK(f.url("CloseYear", {}) == "https://ledger.example.com/?Action=CloseYear&Version=2024-05-01&" +
                                        signed_by("ledger") +
                                        "2bb0887bfa16f86a60eb1af84b8eab49410347be5d5ff7ace09946fad47f172f");
    auto const made = f.presign("close_year", {});
    REQUIRE(made);
    CHECK(made->method == "POST");
    CHECK(made->headers.empty());
    CHECK(made->body.empty());
    CHECK(f.world.http->requests.empty());
}

TEST_CASE("so do the members of a JSON body, and the verb may be another") {
    presign_fixture f("parcels");
    f.sign_as(credentials("AKIDEXAMPLE", "secret", "T/+"));
    auto const made =
        f.presign("GetParcel", args("ParcelId", "p-1"), presign_options().with_http_method("GET"));
    REQUIRE(made);
    CHECK(made->url.str() == "https://p-1.track.parcels.example.com/?ParcelId=p-1&" +
                                 signed_by("parcels", "content-type%3Bhost%3Bx-amz-target", "T%2F%2B") +
                                 "91152c4cfc8a2f2f963f43d5fd2b72c08fcebfc834ff0ea8d63f2a2fae86c524");
    CHECK(made->method == "GET");
    CHECK(made->headers.get("X-Amz-Target") == "ParcelPost_20240501.GetParcel");
    CHECK_FALSE(made->headers.contains("User-Agent"));
    CHECK_FALSE(made->headers.contains("X-Amz-Date"));
}

TEST_CASE("parameters stay where they are, and headers are signed") {
    presign_fixture f("orchard");
    auto params = args("Orchard", "o r", "TreePath", "a/b", "Fields", list_of("x"), "Labels",
                       args("k", "v w"), "IfPlantedBefore", f.world.clock->now());
    CHECK(f.url("GetTree", std::move(params)) ==
          "https://orchard.example.com/orchards/o%20r/trees/a/b?field=x&k=v%20w&" +
              signed_by("fruit", "host%3Bif-planted-before") +
              "361fab818e56823013a2b04488151969372c4caed8ea9d9ffac45699d600df3a");
}

TEST_CASE("repeated parameters are all kept") {
    presign_fixture f("orchard");
    CHECK(query_of(f, "GetTree", args("Orchard", "o", "TreePath", "t", "Fields", list_of("x", "y"))) ==
          "field=x&field=y&");
}

TEST_CASE("members that are no texts are written as Python writes them") {
    presign_fixture f("parcels");
    CHECK(query_of(f, "SendParcel", good_parcel()) == "Size=SMALL&To=%7B%27Street%27%3A%20%27Main%27%7D&");
    auto far = args("Size", "SMALL", "To", args("Street", std::string(5000, 's')));
    CHECK(query_of(f, "SendParcel", std::move(far)) ==
          "Cannot presign: the member To is too large for a URL");
}

TEST_CASE("bodies that fit no query are told") {
    presign_fixture xml("atlas");
    CHECK(query_of(xml, "DrawMap", args("Name", "x")) ==
          "Cannot presign a request with a body that is neither a form nor a JSON object");
    presign_fixture f("orchard");
    CHECK(query_of(f, "PutPhoto", args("Name", "n", "Photo", "[1]")) ==
          "Cannot presign a request with a body that is neither a form nor a JSON object");
    CHECK(query_of(f, "PutPhoto", args("Name", "n", "Photo", body::from_file("/photo"))) ==
          "Cannot presign a request with a streamed body");
    CHECK(query_of(f, "PutPhoto", args("Name", "n", "Photo", "")) == "");
}

TEST_CASE("events run up to the signature") {
    presign_fixture f("ledger");
    std::vector<std::string> seen;
    auto& events = *f.parts.events;
    auto const note = [&seen](event const& e) { seen.emplace_back(e.name.substr(0, e.name.find('.'))); };
    events.on("provide-client-params", [&](provide_client_params& e) { note(e); });
    events.on("before-parameter-build", [&](before_parameter_build& e) { note(e); });
    events.on("before-call", [&](before_call& e) { note(e); });
    events.on("request-created", [&](request_created& e) { note(e); });
    events.on("choose-signer", [&](choose_signer& e) {
        note(e);
        CHECK(e.signature_version == "v4-query");
        CHECK(e.context.is_presign);
    });
    events.on("before-sign", [&](before_sign& e) {
        note(e);
        CHECK(e.signature_version == "v4-query");
        e.request.headers.set("X-Amz-Content-SHA256", "abc");
    });
    events.on("before-send", [&](before_send& e) { note(e); });
    auto const made = f.presign("CloseYear", {});
    REQUIRE(made);
    CHECK(seen == std::vector<std::string>{"provide-client-params", "before-parameter-build", "choose-signer",
                                           "before-sign"});
    CHECK(made->url.query.find("SignedHeaders=host%3Bx-amz-content-sha256&") != std::string::npos);
}

TEST_CASE("the chosen signer must be able to presign") {
    struct row {
        char const* answer;
        char const* outcome;
    };
    for (auto const& [answer, outcome] :
         {row{"v4", "X-Amz-Signature"}, row{"s3v4-query", "X-Amz-Signature"}, row{"v4a", "v4a-query"},
          row{"bearer", "bearer-query"}, row{"v2", "v2-query"},
          row{"s3v4-presign-post", "presign-post-query"}}) {
        CAPTURE(answer);
        presign_fixture f("ledger");
        f.parts.events->on("choose-signer", [answer](choose_signer&) { return std::string(answer); });
        auto const made = f.presign("CloseYear", {});
        if (made)
            CHECK(made->url.query.find(outcome) != std::string::npos);
        else
            CHECK(std::string_view(made.error().what()).find(outcome) != std::string_view::npos);
        CHECK(made.has_value() == (std::string_view(outcome) == "X-Amz-Signature"));
    }
    presign_fixture f("ledger");
    f.parts.settings.signature_version = "none";
    CHECK(f.url("CloseYear", {}) == "https://ledger.example.com/");
}

TEST_CASE("traits and preferences of calls do not count") {
    presign_fixture f("orchard");
    f.parts.events->on("planning-operation", [](planning_operation& e) { e.operation.auth_type = "none"; });
    f.parts.settings.auth_scheme_preference = "noAuth";
    f.parts.settings.prefers_bearer = true;
    CHECK(f.url("GetPhoto", args("Name", "n")).find("X-Amz-Signature=") != std::string::npos);
}

TEST_CASE("what a presigned request needs") {
    CHECK(presign_fixture("ledger").url("ShutYear", {}) == "UnknownClientMethodError");
    CHECK(presign_fixture("ledger").url("AddEntry", args("Draft", 5)) == "ParamValidationError");
    presign_fixture anonymous("ledger");
    anonymous.parts.identity = nullptr;
    CHECK(anonymous.url("CloseYear", {}) == "NoCredentialsError");
    presign_fixture nowhere("ledger");
    nowhere.parts.settings.signing_region.reset();
    CHECK(nowhere.url("CloseYear", {}) == "NoRegionError");
}

TEST_CASE("forms are for S3") {
    presign_fixture f("ledger");
    pipeline::client_core const core(f.parts);
    asio::io_context io;
    auto work = pipeline::presign_post(core, "b", "k", post_policy());
    auto const made = testing_support::run(io, std::move(work));
    REQUIRE_FALSE(made);
    CHECK(made.error().type() == "UnknownClientMethodError");
}
