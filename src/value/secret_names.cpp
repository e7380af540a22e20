// Names that stand for secrets, whatever a model says of them.
#include "value/secret_names.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/text.hpp>
#include <string>

namespace coaws::detail {

namespace {

/// Models do not always mark these: the session tokens of STS, say.
constexpr std::array<std::string_view, 15> endings = {
    "password",      "passphrase", "secret",           "secretkey",          "secretaccesskey",
    "secretstring",  "privatekey", "sessiontoken",     "accesstoken",        "refreshtoken",
    "securitytoken", "tokencode",  "webidentitytoken", "authorizationtoken", "idtoken",
};

}  // namespace

bool names_secret(std::string_view name) {
    auto plain = ascii_lower(name);
    std::erase_if(plain, [](char c) { return c == '_' || c == '-'; });
    return std::ranges::any_of(endings, [&](auto ending) { return plain.ends_with(ending); });
}

}  // namespace coaws::detail
