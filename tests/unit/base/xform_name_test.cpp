// Names of operations and members in snake_case.
#include <doctest/doctest.h>

#include <coaws/base/text.hpp>

using namespace coaws;

TEST_CASE("xform_name follows botocore's rules and exceptions") {
    struct row {
        std::string_view name, snake;
    };
    for (auto const& [name, snake] : {
             row{"", ""},
             row{"PutObject", "put_object"},
             row{"DescribeDBInstances", "describe_db_instances"},
             row{"ListObjectsV2", "list_objects_v2"},
             row{"ec2AMI", "ec2_ami"},
             row{"S3Bucket", "s3_bucket"},
             row{"GatewayARNs", "gateway_arns"},
             row{"ARNs", "_arns"},
             row{"ListWebACLs", "list_web_acls"},
             row{"XMLs3", "xm_ls3"},
             row{"IDs", "_ids"},
             row{"Is", "is"},
             row{"already_snake_Case", "already_snake_Case"},
             row{"CreateCachediSCSIVolume", "create_cached_iscsi_volume"},
             row{"ListHITsForQualificationType", "list_hits_for_qualification_type"},
             row{"ExecutePartiQLStatement", "execute_partiql_statement"},
             row{"UpdateOTelEnrichment", "update_otel_enrichment"},
             row{"AssociateWhatsAppBusinessAccount", "associate_whatsapp_business_account"},
         }) {
        CAPTURE(name);
        CHECK(xform_name(name) == snake);
    }
    CHECK(xform_name("ListObjectsV2", '-') == "list-objects-v2");
    CHECK(xform_name("CreateOAuth2TokenWithIAM", '-') == "create-oauth2-token-with-iam");
    CHECK(xform_name("a-B", '-') == "a-B");
}

TEST_CASE("hyphenize_service_id") { CHECK(hyphenize_service_id("API Gateway V2") == "api-gateway-v2"); }

TEST_CASE("nearest_names ranks by edit distance and ignores case") {
    std::vector<std::string> const names{"put_object", "get_object", "list_objects", "delete_bucket",
                                         "get_objekt"};
    CHECK(nearest_names("Get_Object", names, 2) == std::vector<std::string>{"get_object", "get_objekt"});
    CHECK(nearest_names("get_object", names).size() == 3);
    CHECK(nearest_names("x", {}, 3).empty());
    CHECK(nearest_names(std::string(100'000, 'x'), names, 1).size() == 1);
}
