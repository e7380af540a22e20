// Keys that a command prints (CRED-25).
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/shell_words.hpp>
#include <coaws/credentials/providers.hpp>

#include "credentials/json_document.hpp"
#include "credentials/process_output.hpp"
#include "credentials/section_text.hpp"

namespace coaws {

namespace {

constexpr char method[] = "custom-process";

class process_provider final : public credential_provider {
  public:
    std::string_view name() const override { return method; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        value_map const* profile = context.config->merged_profile(context.profile);
        if (profile == nullptr) co_return std::nullopt;
        auto const line = section_text(*profile, "credential_process");
        if (!line) co_return std::nullopt;
        if (context.world.processes == nullptr) {
            throw credential_retrieval_error(method, "this session can't run processes");
        }
        pipeline::process_request request;
        request.command = shell_words(*line).value();
        if (request.command.empty())
            throw credential_retrieval_error(method, "credential_process names no command");
        auto const ended = co_await context.world.processes->run(std::move(request));
        auto keys = read_process_output(ended, section_text(*profile, "aws_account_id"));
        co_return keys;
    }
};

}  // namespace

std::shared_ptr<credential_provider> make_process_provider() { return std::make_shared<process_provider>(); }

}  // namespace coaws
