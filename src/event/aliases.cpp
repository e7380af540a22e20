// Old service names in event names (EVT-R8, EVT-R8a).
#include "event/aliases.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/text.hpp>
#include <cstdint>
#include <iterator>

namespace coaws::event_detail {

namespace {

/// An old name, of one part or more, and what replaces it.
struct alias {
    std::string_view old_name;
    std::string_view replacement;

    constexpr alias(std::string_view from, std::string_view to) : old_name(from), replacement(to) {}
    constexpr std::string_view first_part() const { return old_name.substr(0, old_name.find('.')); }
    /// Whether it is a run of whole parts at the beginning of a name.
    bool begins(std::string_view name) const {
        return name.starts_with(old_name) && (name.size() == old_name.size() || name[old_name.size()] == '.');
    }
};

// The order matters: the first alias that occurs in a name is the one that is replaced.
constexpr alias aliases[] = {
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

constexpr auto first_part_of = [](std::uint8_t index) { return aliases[index].first_part(); };

/// Places in `aliases`, sorted by the first part.
constexpr auto sorted = [] {
    std::array<std::uint8_t, std::size(aliases)> order{};
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint8_t>(i);
    std::ranges::sort(order, {}, first_part_of);
    return order;
}();

}  // namespace

std::vector<std::string_view> name_parts(std::string_view name) {
    auto parts = split(name, '.');
    std::size_t best = std::size(aliases);
    std::size_t at = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const rest = name.substr(static_cast<std::size_t>(parts[i].data() - name.data()));
        for (auto const index : std::ranges::equal_range(sorted, parts[i], {}, first_part_of)) {
            if (index >= best || !aliases[index].begins(rest)) continue;
            best = index;
            at = i;
        }
    }
    if (best == std::size(aliases)) return parts;
    auto const place = parts.begin() + static_cast<std::ptrdiff_t>(at);
    *place = aliases[best].replacement;
    parts.erase(place + 1, place + 1 + std::ranges::count(aliases[best].old_name, '.'));
    return parts;
}

}  // namespace coaws::event_detail
