// AssumeRole and AssumeRoleWithWebIdentity.
#include "credentials/role_fetch.hpp"

#include <coaws/base/digest.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/text.hpp>
#include <coaws/endpoint/names.hpp>
#include <map>

#include "auth/python_json.hpp"
#include "credentials/json_document.hpp"
#include "credentials/service_call.hpp"

namespace coaws {

namespace {

/// The arguments of the call that profiles tell, in the order in which they are sent.
value_map arguments_of(role_settings const& role) {
    value_map params;
    if (role.session_name && !role.session_name->empty())
        params.append("RoleSessionName", *role.session_name);
    if (role.external_id) params.append("ExternalId", *role.external_id);
    if (role.mfa_serial) params.append("SerialNumber", *role.mfa_serial);
    if (role.duration_seconds) params.append("DurationSeconds", *role.duration_seconds);
    params.append("RoleArn", role.arn);
    return params;
}

/// Shared caches depend on each byte of what is hashed: of the arguments in the order of their names
/// (CRED-18).
std::string cache_key_of(value_map const& params) {
    value_map sorted;
    for (auto const& [name, argument] : std::map<std::string, value>(params.begin(), params.end()))
        sorted.append(name, argument);
    std::string text;
    auth::append_python_json(text, value(std::move(sorted)));
    return hex_encode(sha1(text));
}

std::string default_session_name(timestamp now) {
    auto const seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    return "botocore-session-" + std::to_string(seconds);
}

/// Notes the account that the role belongs to.
void add_account(value_map& answer) {
    value const* user = answer.find("AssumedRoleUser");
    value* keys = answer.find("Credentials");
    if (user == nullptr || !user->is_map() || keys == nullptr || !keys->is_map()) return;
    auto const arn = text_of(user->as_map(), "Arn").value_or("");
    if (!endpoint::is_arn(arn)) return;
    keys->as_map()["AccountId"] = endpoint::parse_arn(arn)->account;
}

/// What both calls have in common.
class sts_fetch : public cached_fetch {
  protected:
    sts_fetch(value_map params, std::string const& method, credential_steps steps, timestamp now)
        : cached_fetch(cache_key_of(params), method, steps, credential_steps::of_method(method)),
          params_(std::move(params)) {
        if (!params_.contains("RoleSessionName"))
            params_.append("RoleSessionName", default_session_name(now));
    }

    asio::awaitable<value_map> call_sts(provider_context& context, service_call call) const {
        call.service = "sts";
        call.steps = steps();
        call.client.region = context.client_region;
        auto answer = co_await run_service_call(context, std::move(call));
        add_account(answer.as_map());
        co_return std::move(answer.as_map());
    }

    value_map params_;
};

class role_fetch final : public sts_fetch {
  public:
    role_fetch(role_settings const& role, std::shared_ptr<pipeline::identity_source> source,
               credential_steps steps, timestamp now)
        : sts_fetch(arguments_of(role), "assume-role", steps, now),
          source_(std::move(source)),
          mfa_serial_(role.mfa_serial) {}

  private:
    asio::awaitable<value_map> ask(provider_context& context) override {
        service_call call;
        call.operation = "AssumeRole";
        auto const keys = co_await source_->resolve();
        if (keys == nullptr) throw no_credentials_error();
        set_source_steps(keys->steps());
        call.client.keys = *keys;
        call.params = params_;
        if (mfa_serial_) {
            auto code = co_await ask_code(context);
            call.params["TokenCode"] = std::move(code);
        }
        co_return co_await call_sts(context, std::move(call));
    }

    asio::awaitable<std::string> ask_code(provider_context& context) {
        if (asked_) throw refresh_with_mfa_unsupported_error();
        if (!context.ask_mfa) {
            throw credential_retrieval_error(
                method(), "the role wants the code of " + *mfa_serial_ +
                              ", and the session has nothing to ask for it with (with_mfa_prompt)");
        }
        asked_ = true;
        auto question = context.ask_mfa("Enter MFA code for " + *mfa_serial_ + ": ");
        co_return co_await std::move(question);
    }

    std::shared_ptr<pipeline::identity_source> source_;
    std::optional<std::string> mfa_serial_;
    bool asked_ = false;
};

class web_identity_fetch final : public sts_fetch {
  public:
    web_identity_fetch(role_settings const& role, std::string token_file, credential_steps steps,
                       timestamp now)
        : sts_fetch(arguments_of(role), "assume-role-with-web-identity", steps, now),
          token_file_(std::move(token_file)) {}

  private:
    asio::awaitable<value_map> ask(provider_context& context) override {
        auto token = co_await context.world.files->read(token_file_);
        if (!token) {
            throw credential_retrieval_error(method(),
                                             "the web identity token file can't be read: " + token_file_);
        }
        service_call call;
        call.operation = "AssumeRoleWithWebIdentity";
        call.params = params_;
        call.params["WebIdentityToken"] = std::move(*token);
        co_return co_await call_sts(context, std::move(call));
    }

    std::string token_file_;
};

}  // namespace

std::unique_ptr<cached_fetch> make_role_fetch(role_settings role,
                                              std::shared_ptr<pipeline::identity_source> source,
                                              credential_steps steps, timestamp now) {
    return std::make_unique<role_fetch>(role, std::move(source), steps, now);
}

std::unique_ptr<cached_fetch> make_web_identity_fetch(role_settings role, std::string token_file,
                                                      credential_steps steps, timestamp now) {
    return std::make_unique<web_identity_fetch>(role, std::move(token_file), steps, now);
}

}  // namespace coaws
