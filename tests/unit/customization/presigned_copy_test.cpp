// Copies between regions, which carry a presigned request to the source. Signatures are botocore's own for
// the same calls.
#include "call_fixture.hpp"
#include "small_model.hpp"

#include <doctest/doctest.h>
#include <coaws/base/text.hpp>

using namespace coaws;
using testing_support::call_fixture;
using testing_support::small_model;

namespace {

struct copier : call_fixture {
    copier(std::string const& service, std::string id, std::string_view protocol, std::string operation)
        : call_fixture(service,
                       small_model{.service_id = std::move(id),
                                   .protocol = protocol,
                                   .operation = operation,
                                   .input = R"("Name": {"shape": "Text"}, "SourceRegion": {"shape": "Text"},
                                                        "PresignedUrl": {"shape": "Text"},
                                                        "PreSignedUrl": {"shape": "Text"},
                                                        "DestinationRegion": {"shape": "Text"})"}
                           .text()),
          operation_(std::move(operation)) {
        parts.settings.endpoint_url = "https://" + service + ".eu-west-1.example.com";
    }

    std::string body(value params) {
        auto const request = build(operation_, std::move(params));
        return request ? std::string(request->body.in_memory().value_or(""))
                       : std::string(request.error().what());
    }

  private:
    std::string operation_;
};

/// The presigned URL of a copy from us-east-2.
std::string url_at_source(std::string const& service, std::string const& query, std::string_view signature) {
    return "https://" + service + ".us-east-2.example.com/?" + query +
           "&DestinationRegion=eu-west-1&X-Amz-Algorithm=AWS4-HMAC-SHA256"
           "&X-Amz-Credential=AKIDEXAMPLE%2F20240506%2Fus-east-2%2Fe%2Faws4_request&X-Amz-Date="
           "20240506T070809Z"
           "&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=" +
           std::string(signature);
}

}  // namespace

TEST_CASE("HND-33 CopySnapshot gets a presigned URL and says where it goes") {
    copier f("ec2", "EC2", testing_support::ec2_query, "CopySnapshot");
    std::string const start = "Action=CopySnapshot&Version=2012-06-01&Name=n&SourceRegion=us-east-2";
    auto const url =
        url_at_source("ec2", start, "90e9820ad02bf90d7f54d9c021c3692802f75379c8088047a90b263756a1149b");
    CHECK(f.body(args("Name", "n", "SourceRegion", "us-east-2")) ==
          start + "&PresignedUrl=" + percent_encode(url) + "&DestinationRegion=eu-west-1");
    // Another destination than the client's region is none.
    auto const elsewhere =
        f.body(args("Name", "n", "SourceRegion", "us-east-2", "DestinationRegion", "us-west-1"));
    CHECK(elsewhere.find("us-west-1") == std::string::npos);
    CHECK(elsewhere.find("&DestinationRegion=eu-west-1&") != std::string::npos);
    CHECK(f.body(args("Name", "n", "SourceRegion", "us-east-2", "PresignedUrl", "mine")) ==
          start + "&PresignedUrl=mine");
    copier other("ec2", "EC2", testing_support::ec2_query, "CopyImage");
    CHECK(other.body(args("SourceRegion", "us-east-2")).find("PresignedUrl") == std::string::npos);
}

TEST_CASE("HND-34 nine operations of three databases get a presigned URL in place of the source region") {
    struct row {
        char const* service;
        char const* id;
        char const* operation;
        char const* signature;
    };
    for (auto const& r : {
             row{"rds", "RDS", "CopyDBClusterSnapshot",
                 "50d2b03141629dce7909893f114e1eeabff10c19676cb56332876220cae02114"},
             row{"rds", "RDS", "CreateDBCluster",
                 "dd2566da537e04f234e3256143c92d32937bfb67b8fd990282e753c98b1bc944"},
             row{"rds", "RDS", "CopyDBSnapshot",
                 "8e0ad6f53e6f883ae6f36ebfda47abfa2dd099aef7440d2b34bee26a18a25f70"},
             row{"rds", "RDS", "CreateDBInstanceReadReplica",
                 "355b50408d64aa0d9ee9cc9685547860618e820ae56bc31853d21ab09b297b4f"},
             row{"rds", "RDS", "StartDBInstanceAutomatedBackupsReplication",
                 "d2f28a22ad874754277d235afdca8e5dcdd4e8a135e3be91da4b89c531ac0295"},
             row{"neptune", "Neptune", "CopyDBClusterSnapshot",
                 "bf857b8191a6ed55982d279f6ebf16fa929e8c9632b94a2ad02892070303ee32"},
             row{"neptune", "Neptune", "CreateDBCluster",
                 "f720ff2193f9f508f84981f6700c7928e1966a471e1a7315cef37598a2b26e0b"},
             row{"docdb", "DocDB", "CopyDBClusterSnapshot",
                 "88a4944bc34d1ec524eb016125a66821810ca0df0a61eeec604b576d81f4f3cb"},
             row{"docdb", "DocDB", "CreateDBCluster",
                 "17f0e9b2f26fcac3badebb15814970ca7d4d7a77189043ade7d7a7854a2f33ff"},
         }) {
        CAPTURE(r.service);
        CAPTURE(r.operation);
        copier f(r.service, r.id, testing_support::query, r.operation);
        auto const start = std::string("Action=") + r.operation + "&Version=2012-06-01&Name=n";
        CHECK(f.body(args("Name", "n", "SourceRegion", "us-east-2")) ==
              start + "&PreSignedUrl=" + percent_encode(url_at_source(r.service, start, r.signature)));
        CHECK(f.body(args("Name", "n", "SourceRegion", "us-east-2", "PreSignedUrl", "mine")) ==
              start + "&PreSignedUrl=mine");
        CHECK(f.body(args("Name", "n")) == start);
    }
    for (auto const* service : {"neptune", "docdb"}) {
        CAPTURE(service);
        copier other(service, service == std::string_view("docdb") ? "DocDB" : "Neptune",
                     testing_support::query, "CopyDBSnapshot");
        CHECK(other.body(args("Name", "n", "SourceRegion", "us-east-2")) ==
              "Action=CopyDBSnapshot&Version=2012-06-01&Name=n&SourceRegion=us-east-2");
    }
}

TEST_CASE("HND-34 an unsigned client names the source without a signature") {
    copier f("rds", "RDS", testing_support::query, "CopyDBSnapshot");
    f.parts.settings.signature_version = "none";
    CHECK(f.body(args("SourceRegion", "us-east-2")) ==
          "Action=CopyDBSnapshot&Version=2012-06-01&PreSignedUrl=https%3A%2F%2Frds.us-east-2.example.com%2F");
}
