// Sessions of S3 Express buckets.
#include "customization/s3/express_session.hpp"

#include "customization/parameters.hpp"
#include "customization/s3/redirect_note.hpp"

#include <chrono>
#include <coaws/base/errors.hpp>
#include <coaws/base/log.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/value/args.hpp>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

namespace asio = boost::asio;

using session_keys = std::shared_ptr<credentials const>;

// With less time left than the first a session is replaced when possible, with less than the second in any
// case.
constexpr auto advisory_window = std::chrono::seconds(45);
constexpr auto mandatory_window = std::chrono::seconds(10);
constexpr std::size_t most_sessions = 100;

/// Thread-safe. Callers that miss at the same time each open a session; the last one stays.
class session_cache {
  public:
    session_keys find(std::string_view bucket) const {
        std::lock_guard lock(guard_);
        auto const hit = sessions_.find(bucket);
        return hit == sessions_.end() ? nullptr : hit->second;
    }
    void keep(std::string const& bucket, session_keys keys) {
        std::lock_guard lock(guard_);
        if (sessions_.size() >= most_sessions && !sessions_.contains(bucket)) sessions_.clear();
        sessions_.insert_or_assign(bucket, std::move(keys));
    }

  private:
    mutable std::mutex guard_;
    std::map<std::string, session_keys, std::less<>> sessions_;  // under guard_
};

bool lasts(session_keys const& keys, timestamp now, std::chrono::seconds window) {
    return keys && keys->expires() && *keys->expires() - now > window;
}

session_keys read_session(value const& answer) {
    auto const& c = answer.at("Credentials");
    std::optional<timestamp> expires;
    if (auto const* end = c.find("Expiration"); end != nullptr && end->is_timestamp())
        expires = end->as_timestamp();
    return std::make_shared<credentials const>(
        c.at("AccessKeyId").as_string(), c.at("SecretAccessKey").as_string(),
        c.at("SessionToken").as_string(), std::nullopt, "s3express", expires);
}

asio::awaitable<session_keys> open_session(pipeline::client_core const& core, std::string bucket) {
    auto params = args("Bucket", std::move(bucket));
    auto answer = co_await pipeline::invoke(core, "CreateSession", std::move(params), call_options());
    co_return read_session(answer.value());
}

class session_signer {
  public:
    explicit session_signer(std::weak_ptr<pipeline::client_core const> core)
        : core_(std::move(core)), cache_(std::make_shared<session_cache>()) {}

    asio::awaitable<void> operator()(before_sign& e) const {
        if (!e.signature_version.starts_with("v4-s3express") || e.context.signing.signing_name != "s3express")
            co_return;
        auto const core = core_.lock();
        auto const* params = endpoint_params(e.context);
        if (!core || params == nullptr) co_return;
        auto keys = co_await session_for(*core, *find_text(*params, "Bucket"));
        e.context.signing.request_credentials = std::move(keys);
    }

  private:
    asio::awaitable<session_keys> session_for(pipeline::client_core const& core, std::string bucket) const {
        auto const now = core.world().clock->now();
        auto have = cache_->find(bucket);
        if (lasts(have, now, advisory_window)) co_return have;
        try {
            auto fresh = co_await open_session(core, bucket);
            cache_->keep(bucket, fresh);
            co_return fresh;
        } catch (error const& failure) {
            if (!lasts(have, now, mandatory_window)) throw;
            log::write(
                log::level::warning, "coaws.customization",
                "Refreshing a session failed, the current one is kept: " + std::string(failure.message()));
        }
        co_return have;
    }

    std::weak_ptr<pipeline::client_core const> core_;
    std::shared_ptr<session_cache> cache_;
};

}  // namespace

void register_express_session(emitter& events, std::weak_ptr<pipeline::client_core const> core) {
    events.on("before-sign.s3", session_signer(std::move(core)));
}

}  // namespace coaws::customization
