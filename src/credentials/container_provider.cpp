// Keys of a container's role, from a URL that the environment gives (CRED-37).
#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <coaws/base/errors_credentials.hpp>
#include <coaws/base/errors_parameters.hpp>
#include <coaws/base/text.hpp>
#include <coaws/base/time.hpp>
#include <coaws/credentials/providers.hpp>
#include <iterator>

#include "credentials/metadata_exchange.hpp"

namespace coaws {

namespace {

constexpr char method[] = "container-role";
constexpr char relative_variable[] = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr char full_variable[] = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr char token_variable[] = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
constexpr char token_file_variable[] = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
constexpr std::string_view allowed_hosts[] = {"169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost"};
constexpr int attempts = 3;
constexpr std::chrono::seconds timeout(2);
constexpr std::chrono::seconds pause(1);

bool is_loopback(std::string_view host) {
    boost::system::error_code failure;
    auto const address = boost::asio::ip::make_address(std::string(host), failure);
    return !failure && address.is_loopback();
}

/// Keys may only be asked for over TLS or from a host that can't be elsewhere.
void check_host(http::uri const& url) {
    if (url.scheme == "https" || is_loopback(url.host())) return;
    auto const host = ascii_lower(url.host());
    if (std::find(std::begin(allowed_hosts), std::end(allowed_hosts), host) != std::end(allowed_hosts))
        return;
    throw value_error("Unsupported host '" + host +
                      "'.  Can only retrieve metadata from a loopback address or one of these hosts: "
                      "169.254.170.2, 169.254.170.23, fd00:ec2::23, localhost");
}

http::uri credentials_url(credential_configuration const& config) {
    auto const relative = config.environment_variable(relative_variable);
    auto const text = relative ? "http://169.254.170.2" + *relative
                               : config.environment_variable(full_variable).value_or("");
    auto url = http::uri::parse(text);
    if (!url) throw value_error(std::string(full_variable) + " is no URL: " + text);
    check_host(*url);
    return std::move(*url);
}

/// Reads the answer; nothing, and a message, when it is none.
std::optional<credentials> read_answer(metadata_answer const& answer, std::string& problem) {
    if (answer.failure != metadata_failure::none) {
        problem = "Received error when attempting to retrieve container metadata: " + answer.message;
        return std::nullopt;
    }
    if (answer.response.status != 200) {
        // The body is left out of the message: it may hold anything.
        problem = "Received non 200 response " + std::to_string(answer.response.status) +
                  " from container metadata";
        return std::nullopt;
    }
    auto const parsed = json::document::parse(answer.response.body);
    if (!parsed) {
        problem = "Unable to parse JSON returned from container metadata services";
        return std::nullopt;
    }
    auto const root = (*parsed)->root();
    auto member = [root](char const* name) {
        auto text = text_member(root, name);
        if (!text) {
            throw credential_retrieval_error(method,
                                             std::string("Missing required key in response: ") + name);
        }
        return std::move(*text);
    };
    auto access_key = member("AccessKeyId");
    auto secret_key = member("SecretAccessKey");
    auto token = member("Token");
    auto const expiration = member("Expiration");
    auto const expires = parse_timestamp(expiration);
    if (!expires) throw credential_retrieval_error(method, "Expiration is no point in time");
    return credentials(std::move(access_key), std::move(secret_key), std::move(token),
                       text_member(root, "AccountId"), method, expires);
}

class container_provider final : public credential_provider {
  public:
    std::string_view name() const override { return method; }

    asio::awaitable<std::optional<credentials>> load(provider_context& context) override {
        auto const& config = *context.config;
        if (!config.environment_variable(relative_variable) && !config.environment_variable(full_variable)) {
            co_return std::nullopt;
        }
        http::request request;
        auto const token = co_await authorization(context);
        request.url = credentials_url(config);
        request.headers.add("Accept", "application/json");
        if (token) request.headers.add("Authorization", *token);
        std::string problem;
        for (int attempt = 0; attempt < attempts; ++attempt) {
            auto const answer = co_await metadata_exchange(context.world.transport, request, timeout);
            auto keys = read_answer(answer, problem);
            if (keys) co_return keys;
            co_await context.world.clock->sleep(pause);
        }
        throw credential_retrieval_error(method, metadata_retrieval_error(problem).what());
    }

  private:
    /// The value of the Authorization header; the file is read anew each time, since its owner rotates it.
    static asio::awaitable<std::optional<std::string>> authorization(provider_context& context) {
        std::optional<std::string> token;
        if (auto path = context.config->environment_variable(token_file_variable)) {
            token = co_await context.world.files->read(*path);
            if (!token) {
                throw credential_retrieval_error(method, std::string("the file that ") + token_file_variable +
                                                             " names can't be read: " + *path);
            }
        } else {
            token = context.config->environment_variable(token_variable);
        }
        if (token && token->find_first_of("\r\n") != std::string::npos) {
            throw value_error("Auth token value is not a legal header value");
        }
        co_return token;
    }
};

}  // namespace

std::shared_ptr<credential_provider> make_container_provider() {
    return std::make_shared<container_provider>();
}

}  // namespace coaws
