// Taking secrets out of exchanges that are to be kept.
#include "testing/secrets.hpp"

#include <algorithm>
#include <array>
#include <coaws/base/text.hpp>
#include <coaws/http/masking.hpp>
#include <coaws/value/redact.hpp>

#include "value/secret_names.hpp"

namespace coaws::testing {

namespace {

constexpr std::array<std::string_view, 9> secret_parameters = {
    "x-amz-signature",       "x-amz-credential", "x-amz-security-token",
    "x-amz-s3session-token", "signature",        "awsaccesskeyid",
    "key-pair-id",           "policy",           "code",
};
/// The container service and the metadata service call theirs just `Token`.
bool is_secret_member(std::string_view name) { return iequals(name, "token") || detail::names_secret(name); }

constexpr std::string_view name_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

/// The end of a JSON text that begins behind its quote at `at`: the place of its closing quote.
std::size_t end_of_text(std::string_view body, std::size_t at) {
    while (at < body.size() && body[at] != '"') at += body[at] == '\\' ? 2 : 1;
    return std::min(at, body.size());
}

/// Where the value of the member begins whose name ends at `at`, and where it ends; both 0 when there is
/// none.
std::pair<std::size_t, std::size_t> value_behind(std::string_view body, std::size_t at) {
    auto const next = at < body.size() ? body[at] : '\0';
    if (next == '"') {
        auto from = body.find_first_not_of(" \t\r\n", at + 1);
        if (from == std::string_view::npos || body[from] != ':') return {};
        from = body.find_first_not_of(" \t\r\n", from + 1);
        if (from == std::string_view::npos || body[from] != '"') return {};
        return {from + 1, end_of_text(body, from + 1)};
    }
    if (next == '>' || next == '=')
        return {at + 1, std::min(body.find(next == '>' ? '<' : '&', at + 1), body.size())};
    return {};
}

}  // namespace

std::string masked_header(std::string_view name, std::string_view value) {
    return std::string(http::is_secret_header(name) ? redaction_mark : value);
}

std::string masked_url(http::uri const& url) {
    return http::masked_url(url, redaction_mark, [](std::string_view name) {
        return std::ranges::find(secret_parameters, name) != secret_parameters.end() ||
               is_secret_member(name);
    });
}

std::string masked_body(std::string_view body) {
    if (!is_utf8(body)) return std::string(body);
    std::string out;
    std::size_t at = 0;
    while (at < body.size()) {
        auto const begin = std::min(body.find_first_of(name_characters, at), body.size());
        auto const end = std::min(body.find_first_not_of(name_characters, begin), body.size());
        out.append(body.substr(at, end - at));
        at = end;
        if (begin == end || !is_secret_member(body.substr(begin, end - begin))) continue;
        auto const [from, to] = value_behind(body, end);
        // A closing tag is followed by other things than a value.
        bool const closing = begin > 0 && body[begin - 1] == '/';
        if (from == to || closing) continue;
        out.append(body.substr(end, from - end)).append(redaction_mark);
        at = to;
    }
    return out;
}

}  // namespace coaws::testing
