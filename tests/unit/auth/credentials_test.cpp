// Access keys as values; bearer tokens.
#include <doctest/doctest.h>

#include <coaws/auth/bearer.hpp>
#include <coaws/auth/credentials.hpp>
#include <coaws/base/errors_credentials.hpp>

using namespace coaws;

TEST_CASE("credentials are copied, moved and assigned whole") {
    credentials const original("A", "secret", "token", "123", "env", timestamp());
    credentials copy = original;
    CHECK(copy.secret_key() == "secret");
    credentials const moved = std::move(copy);
    CHECK(moved.session_token() == "token");
    credentials assigned("B", "other");
    assigned = original;
    CHECK(assigned.access_key() == "A");
    CHECK(assigned.account_id() == "123");
    CHECK(assigned.method() == "env");
    CHECK(assigned.expires() == timestamp());
    assigned = credentials("C", "third");
    CHECK(assigned.secret_key() == "third");
    CHECK_FALSE(assigned.session_token());
    CHECK(assigned.method() == "explicit");
    auto& self = assigned;
    assigned = self;
    CHECK(assigned.secret_key() == "third");
    CHECK(original.secret_key() == "secret");
}

TEST_CASE("CRED-41 keys know the steps that led to them") {
    using enum credential_step;
    CHECK(credentials("A", "s").steps() == credential_steps{code});
    CHECK(credentials("A", "s", {}, {}, "custom-process").steps() ==
          credential_steps{profile_process, process});
    CHECK(credentials("A", "s", {}, {}, "my own").steps() == credential_steps());
    auto const keys = credentials("A", "s").with_steps(credential_steps{source_profile}.add({role}));
    CHECK(keys.steps() == credential_steps{role, source_profile});
    CHECK(keys.steps().contains(role));
    CHECK_FALSE(keys.steps().contains(code));
    credentials assigned("B", "other");
    assigned = keys;
    CHECK(assigned.steps() == keys.steps());
}

TEST_CASE("a bearer token replaces the Authorization header") {
    http::request r;
    r.headers.add("Authorization", "old");
    auth::sign_bearer(r, "tok");
    CHECK(r.headers.get("Authorization") == "Bearer tok");
    CHECK(r.headers.size() == 1);
    CHECK_THROWS_AS(auth::sign_bearer(r, ""), no_auth_token_error);
}
