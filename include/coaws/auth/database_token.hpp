// Passwords for databases that take IAM credentials (SIGN-51, SIGN-52).
#pragma once

#include <chrono>
#include <coaws/auth/credentials.hpp>
#include <coaws/base/time.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace coaws::auth {

/// The password with which `user` logs in to an RDS or Aurora database at `host` and `port`, for 15 minutes
/// from `now`; `region` is the database's. A secret, as any password. Pure.
std::string rds_auth_token(std::string_view host, std::uint16_t port, std::string_view user,
                           std::string_view region, credentials const& keys, timestamp now);

/// What a login to an Aurora DSQL cluster may do.
enum class dsql_action : std::uint8_t { connect, connect_as_admin };

/// The password for an Aurora DSQL cluster at `host`, for `expires` from `now`; `region` is the cluster's. A
/// secret, as any password. Pure.
std::string dsql_auth_token(std::string_view host, dsql_action action, std::string_view region,
                            credentials const& keys, timestamp now,
                            std::chrono::seconds expires = std::chrono::minutes(15));

}  // namespace coaws::auth
