// Keys of the instance's role, from the metadata service (CRED-38…40), and the instance's region (CFG-63).
#include <cmath>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/log.hpp>
#include <coaws/base/text.hpp>
#include <coaws/base/time.hpp>
#include <coaws/credentials/providers.hpp>

#include "credentials/imds_client.hpp"
#include "credentials/metadata_exchange.hpp"

namespace coaws {

namespace {

constexpr char method[] = "iam-role";
constexpr char role_path[] = "latest/meta-data/iam/security-credentials/";
constexpr char zone_path[] = "latest/meta-data/placement/availability-zone/";

/// Keys about to expire are given a later expiry, so that they stay in use while the service can't renew
/// them.
timestamp extended(timestamp expires, provider_context& context) {
    constexpr std::chrono::seconds advisory_window = std::chrono::minutes(15);
    // Two to ten minutes in whole seconds, both ends included.
    auto const jitter =
        120 + static_cast<std::int64_t>(std::floor(context.world.randomness->uniform() * 481));
    auto const window = advisory_window + std::chrono::seconds(jitter);
    auto const now = context.world.clock->now();
    if (now < expires - window) return expires;
    log::write(log::level::info, "coaws.credentials",
               "Attempting credential expiration extension due to a credential service availability issue. A "
               "refresh "
               "of these credentials will be attempted again within the next " +
                   std::to_string(std::chrono::duration_cast<std::chrono::minutes>(window).count()) +
                   " minutes.");
    return std::chrono::floor<std::chrono::seconds>(now + window);
}

/// The keys of a document; nothing when it is an error document or lacks a field.
std::optional<credentials> read_document(std::string_view text, provider_context& context) {
    auto const parsed = json::document::parse(text);
    if (!parsed) return std::nullopt;
    auto const root = (*parsed)->root();
    auto access_key = text_member(root, "AccessKeyId");
    auto secret_key = text_member(root, "SecretAccessKey");
    auto token = text_member(root, "Token");
    auto const expiration = text_member(root, "Expiration");
    if (!access_key || !secret_key || !token || !expiration) {
        log::write(log::level::debug, "coaws.credentials",
                   "The metadata service answered without keys. Code: " +
                       text_member(root, "Code").value_or("none"));
        return std::nullopt;
    }
    auto const expires = parse_timestamp(*expiration);
    if (!expires) throw credential_retrieval_error(method, "Expiration is no point in time");
    return credentials(std::move(*access_key), std::move(*secret_key), std::move(*token), std::nullopt,
                       method, extended(*expires, context));
}

class instance_metadata_provider final : public credential_provider {
  public:
    std::string_view name() const override { return method; }

    void prepare(provider_context const& context) const override { context.config->metadata_service(); }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        if (imds_is_disabled(*context.config)) co_return std::nullopt;
        imds_client client(context, context.config->metadata_service());
        if (!co_await client.open()) co_return std::nullopt;
        auto role = co_await client.get(role_path, false);
        if (!role) co_return std::nullopt;
        // Names of roles consist of these and of what is never escaped.
        auto path = role_path + percent_encode(*role, "+=,@/");
        auto const document = co_await client.get(std::move(path), true);
        if (!document) co_return std::nullopt;
        co_return read_document(*document, context);
    }
};

}  // namespace

std::shared_ptr<credential_provider> make_instance_metadata_provider() {
    return std::make_shared<instance_metadata_provider>();
}

asio::awaitable<std::optional<std::string>> instance_region(provider_context& context) {
    if (imds_is_disabled(*context.config)) co_return std::nullopt;
    imds_client client(context, context.config->metadata_service());
    if (!co_await client.open()) co_return std::nullopt;
    auto zone = co_await client.get(zone_path, false);
    // A zone is its region and a letter.
    if (zone) zone->pop_back();
    co_return zone;
}

}  // namespace coaws
