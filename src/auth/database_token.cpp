// Passwords for databases that take IAM credentials: presigned URLs without their scheme.
#include <coaws/auth/database_token.hpp>
#include <coaws/auth/sigv4.hpp>
#include <coaws/base/text.hpp>
#include <coaws/http/message.hpp>
#include <utility>

namespace coaws::auth {
namespace {

std::string presigned(std::string authority, std::string query, std::string_view service,
                      std::string_view region, credentials const& keys, timestamp now,
                      std::int64_t expires_seconds) {
    http::request request;
    request.url.scheme = "https";
    request.url.authority = std::move(authority);
    request.url.path = "/";
    request.url.query = std::move(query);
    sigv4_params params;
    params.region = region;
    params.service = service;
    params.now = now;
    sign_v4_query(request, keys, params, expires_seconds);
    return request.url.authority + request.url.target();
}

}  // namespace

std::string rds_auth_token(std::string_view host, std::uint16_t port, std::string_view user,
                           std::string_view region, credentials const& keys, timestamp now) {
    constexpr std::int64_t valid_seconds = 900;
    std::string authority(host);
    authority.append(":").append(std::to_string(port));
    std::string query = "Action=connect&DBUser=";
    percent_encode_to(query, user);
    return presigned(std::move(authority), std::move(query), "rds-db", region, keys, now, valid_seconds);
}

std::string dsql_auth_token(std::string_view host, dsql_action action, std::string_view region,
                            credentials const& keys, timestamp now, std::chrono::seconds expires) {
    auto const* const query =
        action == dsql_action::connect_as_admin ? "Action=DbConnectAdmin" : "Action=DbConnect";
    return presigned(std::string(host), query, "dsql", region, keys, now, expires.count());
}

}  // namespace coaws::auth
