// The query of a presigned URL.
#include "auth/presign_query.hpp"

#include <algorithm>
#include <coaws/base/text.hpp>

namespace coaws::auth {
namespace {

constexpr std::string_view own_names[] = {
    "X-Amz-Algorithm",  "X-Amz-Credential",     "X-Amz-Date",
    "X-Amz-Expires",    "X-Amz-SignedHeaders",  "X-Amz-Signature",
    "X-Amz-Region-Set", "X-Amz-Security-Token", "X-Amz-S3session-Token"};

}  // namespace

presign_query::presign_query(std::string_view operation_query) {
    for (auto const part : split(operation_query, '&')) {
        if (part.empty()) continue;
        auto const equals = std::min(part.find('='), part.size());
        auto const name = percent_decode(part.substr(0, equals), true);
        if (std::ranges::find(own_names, name) != std::end(own_names)) continue;
        add(name, percent_decode(part.substr(std::min(equals + 1, part.size())), true));
    }
}

void presign_query::add(std::string_view name, std::string_view value) {
    if (!text_.empty()) text_ += '&';
    percent_encode_to(text_, name);
    text_ += '=';
    percent_encode_to(text_, value);
}

}  // namespace coaws::auth
