// Old service names in event names (EVT-R8, EVT-R8a).
#include "event/aliases.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/text.hpp>
#include <utility>
#include <vector>

namespace coaws::event_detail {

namespace {

// The order matters: the first alias that occurs in a name is the one that is replaced.
constexpr std::pair<std::string_view, std::string_view> aliases[] = {
    {"api.mediatailor", "mediatailor"},
    {"api.pricing", "pricing"},
    {"api.sagemaker", "sagemaker"},
    {"apigateway", "api-gateway"},
    {"application-autoscaling", "application-auto-scaling"},
    {"appstream2", "appstream"},
    {"autoscaling", "auto-scaling"},
    {"autoscaling-plans", "auto-scaling-plans"},
    {"ce", "cost-explorer"},
    {"cloudhsmv2", "cloudhsm-v2"},
    {"cloudsearchdomain", "cloudsearch-domain"},
    {"cognito-idp", "cognito-identity-provider"},
    {"config", "config-service"},
    {"cur", "cost-and-usage-report-service"},
    {"data.iot", "iot-data-plane"},
    {"data.jobs.iot", "iot-jobs-data-plane"},
    {"data.mediastore", "mediastore-data"},
    {"datapipeline", "data-pipeline"},
    {"devicefarm", "device-farm"},
    {"directconnect", "direct-connect"},
    {"discovery", "application-discovery-service"},
    {"dms", "database-migration-service"},
    {"ds", "directory-service"},
    {"dynamodbstreams", "dynamodb-streams"},
    {"elasticbeanstalk", "elastic-beanstalk"},
    {"elasticfilesystem", "efs"},
    {"elasticloadbalancing", "elastic-load-balancing"},
    {"elasticmapreduce", "emr"},
    {"elb", "elastic-load-balancing"},
    {"elbv2", "elastic-load-balancing-v2"},
    {"email", "ses"},
    {"entitlement.marketplace", "marketplace-entitlement-service"},
    {"es", "elasticsearch-service"},
    {"events", "eventbridge"},
    {"cloudwatch-events", "eventbridge"},
    {"iot-data", "iot-data-plane"},
    {"iot-jobs-data", "iot-jobs-data-plane"},
    {"kinesisanalytics", "kinesis-analytics"},
    {"kinesisvideo", "kinesis-video"},
    {"lex-models", "lex-model-building-service"},
    {"lex-runtime", "lex-runtime-service"},
    {"logs", "cloudwatch-logs"},
    {"machinelearning", "machine-learning"},
    {"marketplace-entitlement", "marketplace-entitlement-service"},
    {"marketplacecommerceanalytics", "marketplace-commerce-analytics"},
    {"metering.marketplace", "marketplace-metering"},
    {"meteringmarketplace", "marketplace-metering"},
    {"mgh", "migration-hub"},
    {"models.lex", "lex-model-building-service"},
    {"monitoring", "cloudwatch"},
    {"mturk-requester", "mturk"},
    {"resourcegroupstaggingapi", "resource-groups-tagging-api"},
    {"route53", "route-53"},
    {"route53domains", "route-53-domains"},
    {"runtime.lex", "lex-runtime-service"},
    {"runtime.sagemaker", "sagemaker-runtime"},
    {"sdb", "simpledb"},
    {"secretsmanager", "secrets-manager"},
    {"serverlessrepo", "serverlessapplicationrepository"},
    {"servicecatalog", "service-catalog"},
    {"states", "sfn"},
    {"stepfunctions", "sfn"},
    {"storagegateway", "storage-gateway"},
    {"streams.dynamodb", "dynamodb-streams"},
    {"tagging", "resource-groups-tagging-api"},
};

}  // namespace

std::string translate_name(std::string_view name) {
    auto parts = split(name, '.');
    for (auto const& [old_name, new_name] : aliases) {
        auto const run = split(old_name, '.');
        auto const at = std::search(parts.begin(), parts.end(), run.begin(), run.end());
        if (at == parts.end()) continue;
        *at = new_name;
        parts.erase(at + 1, at + static_cast<std::ptrdiff_t>(run.size()));
        break;
    }
    std::string out(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) out.append(1, '.').append(parts[i]);
    return out;
}

}  // namespace coaws::event_detail
