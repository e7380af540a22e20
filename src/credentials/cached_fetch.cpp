// Fetching credentials by way of a cache.
#include "credentials/cached_fetch.hpp"

#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/log.hpp>

#include "credentials/json_document.hpp"

namespace coaws {

namespace {

constexpr std::string_view logger = "coaws.credentials";
constexpr std::chrono::minutes least_rest{15};

/// Points in time as the reference's cache holds them.
void write_times(value& v, int depth = 0) {
    if (v.is_timestamp()) {
        auto text = format_iso8601(std::chrono::floor<std::chrono::seconds>(v.as_timestamp()));
        text.replace(text.size() - 1, 1, "UTC");
        v = std::move(text);
    } else if (v.is_map() && depth < 16) {
        for (auto& [name, member] : v.as_map()) write_times(member, depth + 1);
    }
}

}  // namespace

credentials cached_fetch::read(value_map const& document) const {
    value const* keys = document.find("Credentials");
    auto required = [&](char const* name) {
        auto text = keys == nullptr || !keys->is_map() ? std::nullopt : text_of(keys->as_map(), name);
        if (!text) {
            throw credential_retrieval_error(method_,
                                             "Missing required key in response: '" + std::string(name) + "'");
        }
        return std::move(*text);
    };
    auto access_key = required("AccessKeyId");
    auto secret_key = required("SecretAccessKey");
    auto token = required("SessionToken");
    auto const expires = parse_timestamp(required("Expiration"));
    if (!expires) throw credential_retrieval_error(method_, "Expiration is no point in time");
    credentials made(std::move(access_key), std::move(secret_key), std::move(token),
                     text_of(keys->as_map(), "AccountId"), method_, expires);
    return std::move(made).with_steps(steps().add(asked_));
}

asio::awaitable<credentials> cached_fetch::fetch(provider_context& context) {
    auto const cache = context.cache;
    if (cache != nullptr && !context.bypass_cache) {
        auto const kept = co_await cache->get(key_);
        if (kept) {
            try {
                auto keys = read(*kept);
                if (*keys.expires() - context.world.clock->now() >= least_rest) {
                    log::write(log::level::debug, logger, "Credentials for role retrieved from cache.");
                    co_return keys;
                }
            } catch (credential_retrieval_error const&) {
                // Whatever it is, it is of no use: it will be replaced.
            }
        }
    }
    value answer(co_await ask(context));
    write_times(answer);
    auto keys = read(answer.as_map());
    if (cache != nullptr) {
        try {
            co_await cache->put(key_, std::move(answer.as_map()));
        } catch (error const& failure) {
            // The keys are there all the same.
            log::write(log::level::warning, logger,
                       "The credentials could not be put into the cache: " + std::string(failure.message()));
        }
    }
    co_return keys;
}

}  // namespace coaws
