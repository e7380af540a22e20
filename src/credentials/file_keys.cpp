// Reading keys from a section.
#include "credentials/file_keys.hpp"

#include <coaws/base/errors_config.hpp>
#include <coaws/base/errors_credentials.hpp>

namespace coaws {

namespace {

std::optional<std::string> text(value_map const& section, std::string const& key) {
    value const* v = section.find(key);
    if (v == nullptr) return std::nullopt;
    if (!v->is_string())
        throw invalid_config_error("The key " + key + " must hold a text, not an indented block.");
    return v->as_string();
}

}  // namespace

std::optional<credentials> keys_of_section(value_map const& section, std::string const& method,
                                           bool temporary) {
    auto access_key = text(section, "aws_access_key_id");
    if (!access_key) return std::nullopt;
    auto secret_key = text(section, "aws_secret_access_key");
    if (!secret_key) throw partial_credentials_error(method, "aws_secret_access_key");
    std::optional<std::string> token;
    std::optional<std::string> account_id;
    if (temporary) {
        token = text(section, "aws_security_token");
        if (!token) token = text(section, "aws_session_token");
        account_id = text(section, "aws_account_id");
    }
    return credentials(std::move(*access_key), std::move(*secret_key), std::move(token),
                       std::move(account_id), method);
}

}  // namespace coaws
