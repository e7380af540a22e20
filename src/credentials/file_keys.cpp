// Reading keys from a section.
#include "credentials/file_keys.hpp"

#include <coaws/base/errors_credentials.hpp>

#include "credentials/section_text.hpp"

namespace coaws {

std::optional<credentials> keys_of_section(value_map const& section, std::string const& method,
                                           bool temporary) {
    auto access_key = section_text(section, "aws_access_key_id");
    if (!access_key) return std::nullopt;
    auto secret_key = section_text(section, "aws_secret_access_key");
    if (!secret_key) throw partial_credentials_error(method, "aws_secret_access_key");
    std::optional<std::string> token;
    std::optional<std::string> account_id;
    if (temporary) {
        token = section_text(section, "aws_security_token");
        if (!token) token = section_text(section, "aws_session_token");
        account_id = section_text(section, "aws_account_id");
    }
    return credentials(std::move(*access_key), std::move(*secret_key), std::move(token),
                       std::move(account_id), method);
}

}  // namespace coaws
