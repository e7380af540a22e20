// Passwords for databases, against values of botocore.
#include <doctest/doctest.h>

#include <coaws/auth/database_token.hpp>

using namespace coaws;

namespace {

constexpr char const* secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

timestamp now() { return parse_timestamp("2024-05-06T07:08:09Z").value(); }

bool ends_with_signature(std::string const& token, std::string_view signature) {
    return token.ends_with("&X-Amz-Signature=" + std::string(signature));
}

}  // namespace

TEST_CASE("HND-11 a login to RDS") {
    credentials const keys("AKIDEXAMPLE", secret);
    CHECK(auth::rds_auth_token("db.example.com", 3306, "jane doe", "eu-west-1", keys, now()) ==
          "db.example.com:3306/?Action=connect&DBUser=jane%20doe&X-Amz-Algorithm=AWS4-HMAC-SHA256"
          "&X-Amz-Credential=AKIDEXAMPLE%2F20240506%2Feu-west-1%2Frds-db%2Faws4_request"
          "&X-Amz-Date=20240506T070809Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host"
          "&X-Amz-Signature=b55447301d347bdce4a4a8c59dbefe388bec4c1dd5f4a46101779386d8d5a320");
    // The standard port is no part of what is signed.
    auto const standard = auth::rds_auth_token("db.example.com", 443, "j", "us-east-1", keys, now());
    CHECK(standard.starts_with("db.example.com:443/?"));
    CHECK(ends_with_signature(standard, "011c7df642599b24558146bd0d24aabd0c4846dfdb08aa49a1ef4706c7c26b52"));
}

TEST_CASE("HND-11 a login to DSQL") {
    using auth::dsql_action, auth::dsql_auth_token;
    credentials const keys("AKIDEXAMPLE", secret, "TOK/+=");
    auto const token = dsql_auth_token("c.dsql.example.com", dsql_action::connect, "eu-west-1", keys, now());
    CHECK(token.starts_with("c.dsql.example.com/?Action=DbConnect&X-Amz-Algorithm="));
    CHECK(token.find("&X-Amz-Expires=900&") != std::string::npos);
    CHECK(ends_with_signature(token, "118672e01a5b2bc177fd2b1d56a257545613c8f22a313455694f8e93552eb15a"));
    auto const admin = dsql_auth_token("c.dsql.example.com", dsql_action::connect_as_admin, "us-east-2", keys,
                                       now(), std::chrono::seconds(60));
    CHECK(admin.find("?Action=DbConnectAdmin&") != std::string::npos);
    CHECK(ends_with_signature(admin, "eb487fbfb8844bd62c8b93e60bd8a2adc12c6ce320a6a46268aa25bb746e160b"));
}
