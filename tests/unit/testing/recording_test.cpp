// Exchanges recorded without secrets, and replayed.
#include "small_world.hpp"

#include "testing/secrets.hpp"

#include <doctest/doctest.h>
#include <coaws/error.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <string>
#include <vector>

using namespace coaws;
using testing::http_failure;
using testing_support::model_folder;
using testing_support::small_parcel;
using testing_support::small_world;

namespace {

/// A client whose exchanges are recorded on their way to the world's script.
struct recorded_world : small_world {
    std::shared_ptr<testing::recording_http> recording;

    recorded_world() {
        auto ports = this->ports();
        recording = std::make_shared<testing::recording_http>(ports.transport, ports.files);
    }
    coaws::client recorded(std::string service) { return through(recording, std::move(service)); }
    coaws::client through(std::shared_ptr<pipeline::transport> transport, std::string service) {
        auto ports = this->ports();
        ports.transport = std::move(transport);
        auto const from = coaws::session(session_options().with_world(ports).with_model_path(model_folder()));
        return run(from.client(std::move(service)));
    }
};

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("what was recorded is replayed, failures and streams too") {
    recorded_world w;
    w.http().fail(http_failure::read_timeout).reply(200, R"({"Parcel": {"ParcelId": "p-1"}})");
    w.http().reply(200, std::string("\xff\x00\x01 photo", 9), {{"Content-Length", "9"}});
    auto act = [&](client const& parcels, client const& orchard) {
        auto const sent = w.run(parcels.call("SendParcel", small_parcel()));
        CHECK(sent.get("Parcel.ParcelId", "") == "p-1");
        CHECK(sent.get<int>("ResponseMetadata.RetryAttempts", -1) == 1);
        auto out = w.run(orchard.call("GetPhoto", args("Name", "tree")));
        streaming_body photo = out.take_body("Photo");
        CHECK(w.run(photo.read()) == std::string("\xff\x00\x01 photo", 9));
    };
    act(w.recorded("parcels"), w.recorded("orchard"));
    auto const text = w.recording->text();
    CHECK(std::count(text.begin(), text.end(), '\n') == 3);
    CHECK(has(text, R"("failure":"ReadTimeoutError")"));
    auto const again = testing::replay(text);
    act(w.through(again, "parcels"), w.through(again, "orchard"));
    CHECK(again->pending() == 0);
    CHECK(w.requests().size() == 3);
}

TEST_CASE("no secret of an exchange is kept") {
    recorded_world w;
    w.environment().set("AWS_SESSION_TOKEN", "my-token");
    w.http().reply(200, R"({"Parcel": {}})", {{"Set-Cookie", "my-cookie"}});
    w.run(w.recorded("parcels").call("SendParcel", small_parcel()));
    auto const text = w.recording->text();
    CHECK(!has(text, "Signature="));
    CHECK(!has(text, "my-token"));
    CHECK(!has(text, "my-cookie"));
    CHECK(has(text, R"(["Authorization","***"])"));
    CHECK(has(text, "Main"));
}

TEST_CASE("the token of the metadata service is no secret that is kept") {
    recorded_world w;
    w.http().reply(200, "metadata-token").reply(404, "no token here");
    http::request ask;
    ask.method = "PUT";
    ask.url = *http::uri::parse("http://169.254.169.254/latest/api/token");
    ask.headers.add("x-aws-ec2-metadata-token-ttl-seconds", "21600");
    CHECK(w.run(w.recording->send(ask, {})).body == "metadata-token");
    CHECK(w.run(w.recording->send(ask, {})).body == "no token here");
    CHECK(!has(w.recording->text(), "metadata-token\""));
    CHECK(has(w.recording->text(), "no token here"));
}

TEST_CASE("secrets are known by the names of headers, parameters and members") {
    CHECK(testing::masked_header("AUTHORIZATION", "AWS4-…") == "***");
    CHECK(testing::masked_header("x-amz-security-token", "t") == "***");
    CHECK(testing::masked_header("Content-Type", "text/plain") == "text/plain");
    struct row {
        std::string given, kept;
    };
    std::vector<row> const urls = {
        {"https://h/p?X-Amz-Signature=1&a=b&X-Amz-Credential=c&x",
         "https://h/p?X-Amz-Signature=***&a=b&X-Amz-Credential=***&x"},
        {"https://me:pw@h/p", "https://***@h/p"},
        {"https://h", "https://h"},
    };
    for (auto const& r : urls) CHECK(testing::masked_url(*http::uri::parse(r.given)) == r.kept);
    std::vector<row> const bodies = {
        {R"({"SecretAccessKey" : "a\"b", "AccessKeyId": "A", "Token":"t"})",
         R"({"SecretAccessKey" : "***", "AccessKeyId": "A", "Token":"***"})"},
        {"<r><SessionToken>t</SessionToken><Key>k</Key></r>",
         "<r><SessionToken>***</SessionToken><Key>k</Key></r>"},
        {"Action=Login&Password=pw&User=me", "Action=Login&Password=***&User=me"},
        {"grant_type=x&refresh_token=r", "grant_type=x&refresh_token=***"},
        {R"({"NextToken": "n", "accessToken": "t"})", R"({"NextToken": "n", "accessToken": "***"})"},
        {R"({"SecretAccessKey": "open)", R"({"SecretAccessKey": "***)"},
        {R"({"SecretAccessKey": "open\)", R"({"SecretAccessKey": "***)"},
        {R"({"SecretAccessKey": 1, "Password")", R"({"SecretAccessKey": 1, "Password")"},
        {"password", "password"},
        {"", ""},
    };
    for (auto const& r : bodies) CHECK(testing::masked_body(r.given) == r.kept);
}

TEST_CASE("another request than the recorded one is refused") {
    recorded_world w;
    w.http().reply(200, "{}");
    w.run(w.recorded("parcels").call("SendParcel", small_parcel()));
    auto const again = testing::replay(w.recording->text());
    auto const out = w.run(w.through(again, "orchard").try_call("GetPhoto", args("Name", "oak")));
    REQUIRE(!out);
    CHECK(out.error().type() == "ReplayMismatchError");
    CHECK(has(out.error().what(), "The recording goes on with POST https://parcels."));
    auto const more = w.run(w.through(again, "parcels").try_call("SendParcel", small_parcel()));
    REQUIRE(!more);
    CHECK(more.error().type() == "TransportExhausted");
}

TEST_CASE("lines that are none of a recording are named") {
    std::vector<std::string> const lines = {
        "x",
        "[]",
        "{}",
        R"({"request": {"method": "GET", "url": "https://h"}})",
        R"({"request": {"method": 1, "url": "https://h"}, "failure": "ReadTimeoutError"})",
        R"({"request": {"method": "GET", "url": "https://h"}, "failure": "Earthquake"})",
        R"({"request": {"method": "GET", "url": "u"}, "response": {"status": -1, "reason": "", "headers": [], "body": ""}})",
        R"({"request": {"method": "GET", "url": "u"}, "response": {"status": 200, "reason": "", "headers": [["a"]], "body": ""}})",
    };
    for (auto const& line : lines) {
        CAPTURE(line);
        try {
            testing::replay("\n" + line + "\n");
            FAIL("nothing was thrown");
        } catch (value_error const& e) {
            CHECK(has(e.what(), "Line 2 is none of a recording: "));
        }
    }
    CHECK(testing::replay("")->pending() == 0);
    CHECK_THROWS_AS(testing::recording_http(nullptr), value_error);
}
