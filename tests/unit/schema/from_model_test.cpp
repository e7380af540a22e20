// Services, operations and errors from models.
#include <doctest/doctest.h>

#include <coaws/base/errors.hpp>
#include <coaws/model/errors.hpp>
#include <coaws/schema/from_model.hpp>
#include <thread>

#include "../model/test_models.hpp"

using namespace coaws;
using testing_data::service_from_text;

namespace {

using names = std::vector<std::string>;

std::string with_metadata(std::string const& metadata) { return "{\"metadata\":" + metadata + "}"; }

names error_names(operation_schema const& operation) {
    names out;
    for (auto const* e : operation.errors) out.emplace_back(e->shape_name());
    return out;
}

}  // namespace

TEST_CASE("metadata is read as modelled") {
    auto service = testing_data::service("parcels");
    auto const& m = service->metadata();
    CHECK(m.name == "parcels");
    CHECK(m.service_id == "Parcel Post");
    CHECK(m.event_id == "parcel-post");
    CHECK(m.api_version == "2024-05-01");
    CHECK(m.endpoint_prefix == "parcels");
    CHECK(m.signing_name == "parcels");
    CHECK(m.signature_version == "v4");
    CHECK(m.auth == names{"aws.auth#sigv4"});
    CHECK(m.json_version == "1.1");
    CHECK(m.target_prefix == "ParcelPost_20240501");
    CHECK(m.service_abbreviation == "Parcels");
    CHECK(m.service_full_name == "Example Parcel Post");
    CHECK_FALSE(m.aws_query_compatible);
    CHECK(testing_data::service("orchard")->metadata().signing_name == "fruit");
    CHECK(testing_data::service("beacon")->metadata().aws_query_compatible);
    CHECK(testing_data::service("ledger")->metadata().xml_namespace ==
          "https://ledger.example.com/doc/2024-05-01/");
}

TEST_CASE("the preferred protocol of those offered is chosen") {
    struct row {
        char const* metadata;
        char const* expected;
    };
    static constexpr row rows[] = {
        {R"({"serviceId":"X","protocol":"query"})", "query"},
        {R"({"serviceId":"X","protocol":"query","protocols":[]})", "query"},
        {R"({"serviceId":"X","protocol":"query","protocols":["query","smithy-rpc-v2-cbor"]})",
         "smithy-rpc-v2-cbor"},
        {R"({"serviceId":"X","protocol":"query","protocols":["ec2","query","rest-xml","json"]})", "json"},
        {R"({"serviceId":"X","protocols":["new","rest-xml","rest-json"]})", "rest-json"},
    };
    for (auto const& r : rows) {
        CAPTURE(r.metadata);
        CHECK(service_from_text(with_metadata(r.metadata))->metadata().protocol == r.expected);
    }
    CHECK_THROWS_AS((void)service_from_text(with_metadata(R"({"serviceId":"X","protocols":["new"]})")),
                    unsupported_service_protocols_error);
    CHECK_THROWS_AS((void)service_from_text(with_metadata(R"({"serviceId":"X"})")),
                    undefined_model_attribute_error);
    CHECK_THROWS_AS((void)service_from_text(with_metadata(R"({"protocol":"json"})")),
                    missing_service_id_error);
}

TEST_CASE("operations carry their traits") {
    auto service = testing_data::service("parcels");
    CHECK(service->operation_names() ==
          names{"SendParcel", "GetParcel", "ListParcels", "PutNote", "DescribeDepots"});

    auto const& send = *service->find_operation("SendParcel");
    CHECK(send.name == "SendParcel");
    CHECK(send.method == "POST");
    CHECK(send.uri == "/");
    CHECK(send.documentation == "<p>Hands a parcel over.</p>");
    CHECK(error_names(send) == names{"ParcelTooHeavy", "Throttled", "ParcelLost"});
    REQUIRE(send.static_context_params.size() == 1);
    CHECK(send.static_context_params[0].name == "Fragile");
    CHECK(send.static_context_params[0].literal.as_bool());
    CHECK(send.input->find_member("ParcelId")->traits().context_param == "Parcel");

    CHECK(service->find_operation("GetParcel")->host_prefix == "{ParcelId}.track.");
    auto const& list = *service->find_operation("ListParcels");
    REQUIRE(list.operation_context_params.size() == 1);
    CHECK(list.operation_context_params[0].path == "Filter.Depots");

    auto const& note = *service->find_operation("PutNote");
    CHECK(note.endpoint_discovery);
    CHECK(note.endpoint_discovery_required);
    CHECK(note.deprecated);
    CHECK(note.compression_encodings == names{"gzip"});
    CHECK(note.output == nullptr);

    auto const& depots = *service->find_operation("DescribeDepots");
    CHECK(depots.input == nullptr);
    CHECK(depots.endpoint_operation);
    CHECK(depots.auth_type == "none");
    CHECK(service->endpoint_discovery_operation() == &depots);
    CHECK(service->endpoint_discovery_required());
    CHECK_FALSE(testing_data::service("atlas")->endpoint_discovery_required());
}

TEST_CASE("checksum, streaming and event stream traits") {
    auto service = testing_data::service("orchard");
    auto const& plant = *service->find_operation("PlantTree");
    CHECK(plant.method == "PUT");
    CHECK(plant.uri == "/orchards/{Orchard}/trees?force=true");
    CHECK(plant.http_checksum_required);
    CHECK(plant.checksum.request_required);
    CHECK(plant.checksum.request_algorithm_member == "Algorithm");
    auto const& put = *service->find_operation("PutPhoto");
    CHECK(put.unsigned_payload);
    CHECK(put.auth_type == "v4-unsigned-body");
    CHECK(put.has_streaming_input);
    CHECK_FALSE(put.has_streaming_output);
    CHECK(put.input->payload()->name() == "Photo");
    CHECK(put.input->payload()->traits().requires_length);
    auto const& get = *service->find_operation("GetPhoto");
    CHECK(get.has_streaming_output);
    CHECK(get.checksum.request_validation_mode_member == "Mode");
    CHECK(get.checksum.response_algorithms == names{"CRC32", "SHA256"});
    auto const& watch = *service->find_operation("WatchHarvest");
    CHECK(watch.has_event_stream_output);
    CHECK_FALSE(watch.has_event_stream_input);
    CHECK_FALSE(watch.has_streaming_output);
    CHECK(watch.auth == names{"aws.auth#sigv4a", "aws.auth#sigv4"});
    REQUIRE(service->client_context_params().size() == 2);
    CHECK(service->client_context_params()[0].name == "Season");
    CHECK(service->client_context_params()[1].type == "boolean");
}

TEST_CASE("operations are found by every spelling, and are the same object") {
    auto service = testing_data::service("parcels");
    auto const* send = service->find_operation("SendParcel");
    CHECK(service->find_operation("send_parcel") == send);
    CHECK(service->find_operation("send-parcel") == send);
    CHECK(service->find_operation("SendParcel") == send);
    for (auto name : {"", "sendparcel", "Send_Parcel", "SendParcels"}) CHECK(!service->find_operation(name));
}

TEST_CASE("traits of an operation's reference reach the root") {
    auto service = testing_data::service("atlas");
    auto const& draw = *service->find_operation("DrawMap");
    CHECK(draw.input->wire_name() == "DrawMapRequest");
    CHECK(draw.input->traits().xml_namespace_uri == "https://atlas.example.com/doc/2024-05-01/");
    CHECK(service->find_shape("DrawMapRequest")->traits().xml_namespace_uri.empty());
    CHECK(&draw.input->member(0) == &service->find_shape("DrawMapRequest")->member(0));
    auto const& get = *service->find_operation("GetMap");
    CHECK(get.name == "GetMap");
    CHECK(get.api_name == "GetMap2024");
    CHECK(get.input == service->find_shape("GetMapRequest"));
    REQUIRE(get.errors.size() == 1);
    CHECK(get.errors[0]->traits().exception);
    CHECK(get.errors[0]->traits().error_code == "MapGone");
    CHECK(testing_data::service("ledger")->find_operation("AddEntry")->result_wrapper == "AddEntryResult");
    CHECK(draw.result_wrapper.empty());
}

TEST_CASE("an operation's reference may name the payload member") {
    auto service = service_from_text(R"({"metadata": {"serviceId": "Bale", "protocol": "rest-json"},
        "shapes": {"Bale": {"type": "structure", "members": {"a": {"shape": "T"}, "b": {"shape": "T"}}},
                   "T": {"type": "string"}},
        "operations": {"Put": {"input": {"shape": "Bale", "payload": "b"}, "output": {"shape": "Bale"}},
                       "Bad": {"input": {"shape": "Bale", "payload": "c"}}}})");
    auto const& put = *service->find_operation("Put");
    REQUIRE(put.input->payload() != nullptr);
    CHECK(put.input->payload()->name() == "b");
    CHECK(put.output->payload() == nullptr);
    CHECK(service->find_shape("Bale")->payload() == nullptr);
    CHECK_THROWS_AS(service->find_operation("Bad"), invalid_shape_error);
}

TEST_CASE("errors are found by code; the later shape wins") {
    auto service = testing_data::service("parcels");
    CHECK(service->error_for_code("TooHeavy")->shape_name() == "OtherTooHeavy");
    CHECK(service->error_for_code("ParcelTooHeavy") == nullptr);
    CHECK(service->error_for_code("ParcelLost")->shape_name() == "ParcelLost");
    auto const* slow = service->error_for_code("SlowDown");
    REQUIRE(slow != nullptr);
    CHECK(slow->traits().retryable);
    CHECK(slow->traits().throttling);
    CHECK_FALSE(service->error_for_code("ParcelLost")->traits().retryable);
    CHECK(service->error_for_code("") == nullptr);
    CHECK(service->error_for_code("String") == nullptr);
    CHECK(service->error_shapes().size() == 4);
}

TEST_CASE("documentation, enums and shape names") {
    auto service = testing_data::service("parcels");
    CHECK(service->documentation("Parcel") == "<p>A parcel.</p>");
    CHECK(service->documentation("Parcel", "ParcelId") == "<p>The number on the label.</p>");
    CHECK(service->documentation("ListParcelsOutput", "Parcels").empty());
    CHECK(service->documentation("Nope", "Nope").empty());
    CHECK(service->documentation().empty());
    CHECK(service->enum_values("Size") == names{"SMALL", "MEDIUM", "LARGE"});
    CHECK(service->enum_values("Nope").empty());
    CHECK(service->shape_names().front() == "String");
}

TEST_CASE("models of the wrong form give errors, never a crash") {
    auto document = [](char const* text) { return json::document::parse(text).value(); };
    CHECK_THROWS_AS((void)make_service_schema("x", nullptr), invalid_model_error);
    for (auto text : {"[]", "1", "\"x\"", "null", "{}", R"({"metadata":[]})",
                      R"({"metadata":{"serviceId":"X","protocol":"json"},"shapes":[]})",
                      R"({"metadata":{"serviceId":"X","protocol":"json"},"operations":"no"})"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)make_service_schema("x", document(text)), invalid_model_error);
    }
    auto service = service_from_text(R"({
        "metadata": {"serviceId": "X", "protocol": "json", "auth": "no", "protocols": {"a": 1}},
        "operations": {
            "A": 1, "B": [], "C": {"input": "In"}, "D": {"input": {"shape": "Gone"}},
            "E": {"output": {"shape": "S"}}, "F": {"errors": [{"no": 1}]}, "G": {"input": {"shape": 3}},
            "Odd": {"http": 1, "errors": {}, "endpoint": [], "staticContextParams": 1, "httpChecksum": "x",
                    "documentation": 5, "auth": [1, "a"], "endpointdiscovery": 7}},
        "shapes": {"S": {"type": "string"}}})");
    CHECK_THROWS_AS((void)service->find_operation("A"), invalid_model_error);
    CHECK_THROWS_AS((void)service->find_operation("B"), invalid_model_error);
    CHECK_THROWS_AS((void)service->find_operation("C"), invalid_shape_reference_error);
    CHECK_THROWS_AS((void)service->find_operation("D"), no_shape_found_error);
    CHECK_THROWS_AS((void)service->find_operation("E"), invalid_shape_error);
    CHECK_THROWS_AS((void)service->find_operation("F"), invalid_shape_reference_error);
    CHECK_THROWS_AS((void)service->find_operation("G"), invalid_shape_reference_error);
    auto const& odd = *service->find_operation("Odd");
    CHECK(odd.method == "POST");
    CHECK(odd.auth == names{"a"});
    CHECK(odd.errors.empty());
}

TEST_CASE("threads that resolve the same operations agree") {
    auto service = testing_data::service("orchard");
    std::vector<std::vector<void const*>> seen(4);
    std::vector<std::thread> threads;
    for (auto& mine : seen)
        threads.emplace_back([&] {
            for (auto const& name : service->operation_names()) {
                auto const* operation = service->find_operation(name);
                mine.push_back(operation);
                mine.push_back(operation->input);
            }
            mine.push_back(service->find_operation("get_tree"));
            mine.push_back(service->error_for_code("TreeNotFound"));
        });
    for (auto& t : threads) t.join();
    for (auto const& mine : seen) CHECK(mine == seen[0]);
}
