// Stubbed clients: what is answered, what is refused, and in which words (TEST-01…05).
#include "small_world.hpp"

#include <doctest/doctest.h>
#include <coaws/error.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <cstdlib>
#include <functional>
#include <string>

using namespace coaws;
using testing::any;
using testing::stub_error;
using testing::stubber;
using testing_support::small_parcel;
using testing_support::small_world;

namespace {

struct stub_fixture : small_world {
    coaws::client parcels = client();
    stubber stub{parcels};

    /// The failure of a call as `Type: message`, or "success".
    std::string outcome(std::string const& operation, value params) {
        auto const out = run(parcels.try_call(operation, std::move(params)));
        return out ? "success" : std::string(out.error().type()) + ": " + out.error().what();
    }
};

std::string failure_of(std::function<void()> const& act) {
    try {
        act();
    } catch (error const& e) {
        return std::string(e.type()) + ": " + e.what();
    }
    return "success";
}

}  // namespace

TEST_CASE("HND-58 answers come in the order in which they were queued, and nothing is sent") {
    stub_fixture f;
    f.stub.add_response("SendParcel", args("Parcel", args("ParcelId", "abc")), small_parcel());
    f.stub.add_response("get_parcel", args("Insured", true, "ResponseMetadata", args("RequestId", "r-1")));
    CHECK(f.stub.pending() == 2);
    auto const active = f.stub.activate();
    CHECK(f.run(f.parcels.call("SendParcel", small_parcel())).get("Parcel.ParcelId", "") == "abc");
    auto const second = f.run(f.parcels.call("GetParcel", args("ParcelId", "abc")));
    CHECK(second.at("Insured").as_bool());
    CHECK(second.get("ResponseMetadata.RequestId", "") == "r-1");
    f.stub.assert_no_pending_responses();
    CHECK(f.requests().empty());
}

TEST_CASE("a call that was not foreseen fails and leaves the queue alone") {
    std::string const frame = "Error getting response stub for operation ";
    stub_fixture f;
    auto const active = f.stub.activate();
    CHECK(f.outcome("SendParcel", small_parcel()) ==
          "UnStubbedResponseError: " + frame +
              "SendParcel: Unexpected API Call: A call was made but no additional calls expected. Either the "
              "API Call was not stubbed or it was called multiple times.");
    f.stub.add_response("GetParcel", args(), args("ParcelId", "abc"));
    CHECK(f.outcome("SendParcel", small_parcel()) ==
          "StubResponseError: " + frame + "SendParcel: Operation mismatch: found response for GetParcel.");
    CHECK(f.outcome("GetParcel", args("ParcelId", "xyz")) ==
          "StubAssertionError: " + frame +
              "GetParcel: Expected parameters:\n{'ParcelId': 'abc'},\nbut received:\n{'ParcelId': 'xyz'}");
    CHECK(f.outcome("GetParcel", args()).find("but received:\n{}") != std::string::npos);
    CHECK(failure_of([&] { f.stub.assert_no_pending_responses(); }) ==
          "AssertionError: 1 responses remaining in queue.");
    CHECK(f.outcome("GetParcel", args("ParcelId", "abc")) == "success");
}

TEST_CASE("expected parameters are all of them, and any() equals anything at any depth") {
    struct row {
        value expected, given;
        bool fits;
    };
    auto to = [](value street) { return args("Size", "SMALL", "To", args("Street", std::move(street))); };
    std::vector<row> const rows = {
        {{}, small_parcel(), true},
        {small_parcel(), small_parcel(), true},
        {args("Size", any(), "To", any()), small_parcel(), true},
        {to(any()), small_parcel(), true},
        {to("Main"), to("Mall"), false},
        {args("Size", "SMALL"), small_parcel(), false},
        {args("Size", any(), "To", any(), "Token", any()), small_parcel(), false},
        {args(), small_parcel(), false},
    };
    for (auto const& r : rows) {
        CAPTURE(to_json(r.expected));
        stub_fixture f;
        f.stub.add_response("SendParcel", args(), r.expected);
        auto const active = f.stub.activate();
        auto const said = f.outcome("SendParcel", r.given);
        CHECK((said == "success") == r.fits);
        if (!r.fits) CHECK(said.find("StubAssertionError") == 0);
        CHECK(f.stub.pending() == (r.fits ? 0 : 1));
    }
}

TEST_CASE("secrets and any() have a text of their own in messages") {
    stub_fixture f;
    f.stub.add_response("SendParcel", args(), args("Size", any(), "Pin", "1234"));
    auto const active = f.stub.activate();
    auto given = small_parcel();
    given["Pin"] = "9876";
    auto const said = f.outcome("SendParcel", given);
    CHECK(said.find("Expected parameters:\n{'Pin': ***, 'Size': <ANY>}") != std::string::npos);
    CHECK(said.find("1234") == std::string::npos);
    CHECK(said.find("9876") == std::string::npos);
}

TEST_CASE("a response has to fit the output, an operation has to exist") {
    stub_fixture f;
    CHECK(failure_of([&] { f.stub.add_response("send_pigeon", args()); }) ==
          "ValueError: Client parcels does not have method: send_pigeon");
    CHECK(failure_of([&] { f.stub.add_client_error("send_pigeon"); }) ==
          "ValueError: Client parcels does not have method: send_pigeon");
    CHECK(failure_of([&] { f.stub.add_response("SendParcel", args("Parcell", args())); })
              .find("ParamValidationError: Parameter validation failed:\nUnknown parameter in input: "
                    "\"Parcell\"") == 0);
    CHECK(failure_of([&] {
              f.stub.add_response("PutNote", args("A", 1));
          }).find("Service response should only contain ResponseMetadata.") != std::string::npos);
    CHECK(failure_of([&] { f.stub.add_response("SendParcel", "text"); }).find("ValueError") == 0);
    CHECK(failure_of([&] { f.stub.add_response("SendParcel", args(), 1); }).find("ValueError") == 0);
    CHECK(f.stub.pending() == 0);
    f.stub.add_response("PutNote", args("ResponseMetadata", args("RequestId", "r")));
    CHECK(f.stub.pending() == 1);
    CHECK_THROWS_AS(stubber{coaws::client()}, value_error);
}

TEST_CASE("a queued error is thrown as the class that its code names") {
    stub_fixture f;
    auto failure = stub_error().with_code("ParcelLost").with_message("gone").with_status(404);
    failure.with_error_meta(args("Type", "Sender")).with_response_meta(args("RequestId", "r-1"));
    failure.with_modeled_fields(args("LastSeen", testing::usual_start));
    f.stub.add_client_error("GetParcel", failure, args("ParcelId", "abc"));
    f.stub.add_client_error("GetParcel");
    int finished = 0;
    f.parcels.events().on("after-call.parcel-post", [&](after_call&) { ++finished; });
    auto const active = f.stub.activate();
    try {
        f.run(f.parcels.call("GetParcel", args("ParcelId", "abc")));
        FAIL("nothing was thrown");
    } catch (client_error const& e) {
        CHECK(e.modeled_type() == "ParcelLost");
        CHECK(e.code() == "ParcelLost");
        CHECK(e.message_text() == "gone");
        CHECK(e.status() == 404);
        CHECK(e.request_id() == "r-1");
        CHECK(e.response().get("Error.Type", "") == "Sender");
        CHECK(e.response().at("LastSeen").as_timestamp() == testing::usual_start);
    }
    auto const plain = f.run(f.parcels.try_call("GetParcel", args("ParcelId", "abc")));
    REQUIRE(!plain);
    auto const* e = dynamic_cast<client_error const*>(&plain.error());
    REQUIRE(e != nullptr);
    CHECK(e->modeled_type() == "ClientError");
    CHECK(e->status() == 400);
    CHECK(finished == 2);
}

TEST_CASE("fields of a queued error have to fit its shape") {
    stub_fixture f;
    auto lost = [](value fields) {
        return stub_error().with_code("ParcelLost").with_modeled_fields(std::move(fields));
    };
    CHECK_THROWS_AS(f.stub.add_client_error("GetParcel", lost(args("Weather", "bad"))),
                    param_validation_error);
    CHECK_THROWS_AS(f.stub.add_client_error("GetParcel", lost("text")), value_error);
    auto unknown = stub_error().with_code("Unheard").with_modeled_fields(args("A", 1));
    CHECK_THROWS_AS(f.stub.add_client_error("GetParcel", unknown), param_validation_error);
    CHECK_THROWS_AS(f.stub.add_client_error("GetParcel", stub_error().with_error_meta("text")), value_error);
    CHECK(f.stub.pending() == 0);
}

TEST_CASE("a stubber acts while its activation lives") {
    stub_fixture f;
    f.stub.add_response("SendParcel", args());
    f.stub.add_response("SendParcel", args());
    f.http().otherwise([](http::request const&) {
        http::response r;
        r.status = 200;
        r.body = "{}";
        return r;
    });
    auto call = [&] { return f.outcome("SendParcel", small_parcel()); };
    CHECK(call() == "success");
    CHECK(f.stub.pending() == 2);
    {
        auto first = f.stub.activate();
        auto moved = std::move(first);
        CHECK(call() == "success");
        CHECK(f.stub.pending() == 1);
    }
    CHECK(call() == "success");
    CHECK(f.stub.pending() == 1);
    auto again = f.stub.activate();
    f.stub.deactivate();
    CHECK(call() == "success");
    CHECK(f.stub.pending() == 1);
    again = f.stub.activate();
    CHECK(call() == "success");
    CHECK(f.stub.pending() == 1);  // what was assigned over has ended the registration
    CHECK(f.requests().size() == 4);
}

TEST_CASE("parameters are seen behind provide-client-params and before later edits") {
    stub_fixture f;
    f.parcels.events().on("provide-client-params.parcel-post",
                          [](provide_client_params& e) { e.params["ParcelId"] = "abc"; });
    f.parcels.events().on("before-parameter-build.parcel-post.GetParcel",
                          [](before_parameter_build& e) { e.params["ParcelId"] = "later"; });
    f.stub.add_response("GetParcel", args(), args("ParcelId", "abc"));
    auto const active = f.stub.activate();
    CHECK(f.outcome("GetParcel", args()) == "success");
}

TEST_CASE("stubbed parameters are still validated") {
    stub_fixture f;
    f.stub.add_response("GetParcel", args());
    auto const active = f.stub.activate();
    CHECK(f.outcome("GetParcel", args("ParcelId", 7)).find("ParamValidationError") == 0);
    CHECK(f.stub.pending() == 1);
}

TEST_CASE("presigning ignores the stubs") {
    small_world w;
    auto const orchard = w.client("orchard");
    stubber photos(orchard);
    photos.add_response("GetPhoto", args("Photo", "leaves"), args("Name", "elm"));
    auto const active = photos.activate();
    auto const url = w.run(orchard.presign_url("GetPhoto", args("Name", "oak")));
    CHECK(url.find("X-Amz-Signature=") != std::string::npos);
    CHECK(photos.pending() == 1);
    auto out = w.run(orchard.call("GetPhoto", args("Name", "elm")));
    streaming_body photo = out.take_body("Photo");
    CHECK(w.run(photo.read()) == "leaves");
}

TEST_CASE("pages come from the queue") {
    stub_fixture f;
    f.stub.add_response("ListParcels", args("Parcels", list_of(args("ParcelId", "abc")), "NextToken", "t"));
    f.stub.add_response("ListParcels", args("Parcels", list_of(args("ParcelId", "def"))),
                        args("NextToken", "t"));
    auto const active = f.stub.activate();
    auto run = f.parcels.get_paginator("ListParcels").paginate();
    CHECK(f.run(run.build_full_result()).at("Parcels").size() == 2);
    f.stub.assert_no_pending_responses();
}

TEST_CASE("no credentials are looked for, even where endpoints hold an account") {
    char const* data = std::getenv("COAWS_BOTOCORE_DATA");
    if (data == nullptr) {
        MESSAGE("skipped: COAWS_BOTOCORE_DATA is not set");
        return;
    }
    testing::world w;
    w.environment().unset("AWS_ACCESS_KEY_ID");
    w.environment().unset("AWS_SECRET_ACCESS_KEY");
    w.environment().unset("AWS_EC2_METADATA_DISABLED");
    auto const from = w.session(session_options().with_model_path(data));
    auto const tables = w.run(from.client("dynamodb"));
    stubber stub(tables);
    stub.add_response("ListTables", args("TableNames", list_of("tables")));
    auto const active = stub.activate();
    CHECK(w.run(tables.call("ListTables")).at("TableNames").size() == 1);
    CHECK(w.requests().empty());
}
