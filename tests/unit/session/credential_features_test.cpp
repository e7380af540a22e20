// What the User-Agent tells of the way to a call's keys: MISC-41, CRED-41.
#include <doctest/doctest.h>

#include <coaws/base/digest.hpp>
#include <coaws/base/text.hpp>

#include "session_fixture.hpp"

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

constexpr char keys_of_base[] = "[profile base]\naws_access_key_id = A\naws_secret_access_key = S\n";
constexpr char role_of_base[] = "role_arn = arn:aws:iam::1:role/r\nsource_profile = base\n";
constexpr char single_sign_on[] =
    "sso_region = us-west-2\nsso_start_url = https://start\nsso_account_id = 1\nsso_role_name = Dev\n";
constexpr char web_identity[] = "web_identity_token_file = /jwt\nrole_arn = arn:aws:iam::1:role/w\n";

/// Whatever leads to keys gets them.
http::response good_answer(http::request const& request) {
    constexpr char keys[] =
        "<Credentials><AccessKeyId>R</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
        "<SessionToken>t</SessionToken><Expiration>2024-05-06T09:00:00Z</Expiration></Credentials>";
    http::response out;
    out.status = 200;
    out.body = "{}";
    if (request.url.path == "/federation/credentials")
        out.body = R"({"roleCredentials": {"accessKeyId": "R", "secretAccessKey": "s", "sessionToken": "t",
                       "expiration": 1714986000000}})";
    if (request.url.path == "/container")
        out.body = R"({"AccessKeyId": "C", "SecretAccessKey": "s", "Token": "t",
                       "Expiration": "2024-05-06T09:00:00Z"})";
    std::string const sent(request.body.in_memory().value_or(std::string_view()));
    for (std::string const name : {"AssumeRoleWithWebIdentity", "AssumeRole"})
        if (sent.find("Action=" + name + "&") != std::string::npos) {
            out.body = "<" + name + "Response><" + name + "Result>" + keys + "</" + name + "Result></" +
                       name + "Response>";
            break;
        }
    return out;
}

/// The ids of the steps in a User-Agent, sorted, with a blank behind each.
std::string steps_of(http::request const& request) {
    constexpr std::string_view ids[] = {"0", "AC", "AD", "e", "g", "h", "i", "k", "n", "o",
                                        "p", "q",  "r",  "s", "t", "u", "v", "w", "x", "z"};
    std::string const agent(request.headers.get("User-Agent"));
    auto const at = agent.find(" m/");
    if (at == std::string::npos) return {};
    auto const told = "," + agent.substr(at + 3, agent.find(' ', at + 3) - at - 3) + ",";
    std::string all;
    for (auto const id : ids)
        if (told.find("," + std::string(id) + ",") != std::string::npos) (all += id) += ' ';
    return all;
}

void place_token(session_fixture& f, std::string const& session) {
    f.world.files->set("/me/.aws/sso/cache/" + hex_encode(sha1(session)) + ".json",
                       R"({"startUrl": "https://start", "accessToken": "t",
                           "expiresAt": "2024-05-06T09:00:00Z"})");
}

struct way {
    std::string name;
    std::string config;
    void (*place)(session_fixture&);
    std::vector<std::string> told;  ///< by each request; the last one is the call
};

void nothing(session_fixture&) {}
void keys_in_environment(session_fixture& f) {
    f.world.environment->set("AWS_ACCESS_KEY_ID", "A");
    f.world.environment->set("AWS_SECRET_ACCESS_KEY", "S");
}

way const ways[] = {
    {"environment", "", keys_in_environment, {"g "}},
    {"a role of a profile", std::string("[profile dev]\n") + role_of_base, nothing, {"n o ", "i n o "}},
    {"a role of a role",
     "[profile dev]\nrole_arn = arn:d\nsource_profile = mid\n[profile mid]\n" + std::string(role_of_base),
     nothing,
     {"n o ", "i n o ", "i n o "}},
    {"a role of a source",
     "[profile dev]\nrole_arn = arn:d\ncredential_source = Environment\n",
     keys_in_environment,
     {"g p ", "g i p "}},
    {"a role of a container",
     "[profile dev]\nrole_arn = arn:d\ncredential_source = EcsContainer\n",
     [](session_fixture& f) {
         f.world.environment->set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/container");
     },
     {"", "p z ", "i p z "}},
    {"a role of a role of a source",
     "[profile dev]\nrole_arn = arn:d\nsource_profile = mid\n"
     "[profile mid]\nrole_arn = arn:m\ncredential_source = Environment\n",
     keys_in_environment,
     {"g p ", "g i n o p ", "g i n o p "}},
    {"single sign-on",
     std::string("[sso-session my]\nsso_region = us-west-2\nsso_start_url = https://start\n[profile dev]\n"
                 "sso_session = my\nsso_account_id = 1\nsso_role_name = Dev\n"),
     [](session_fixture& f) { place_token(f, "my"); },
     {"r ", "r s "}},
    {"single sign-on without a session",
     std::string("[profile dev]\n") + single_sign_on,
     [](session_fixture& f) { place_token(f, "https://start"); },
     {"t ", "t u "}},
    {"a role of single sign-on",
     std::string("[profile dev]\nrole_arn = arn:d\nsource_profile = p\n[profile p]\n") + single_sign_on,
     [](session_fixture& f) { place_token(f, "https://start"); },
     {"t ", "n o t u ", "i n o t u "}},
    {"a web identity of the environment",
     "",
     [](session_fixture& f) {
         f.world.files->set("/jwt", "token");
         f.world.environment->set("AWS_WEB_IDENTITY_TOKEN_FILE", "/jwt");
         f.world.environment->set("AWS_ROLE_ARN", "arn:aws:iam::1:role/w");
     },
     {"h ", "h k "}},
    {"a web identity of a profile",
     std::string("[profile dev]\n") + web_identity,
     [](session_fixture& f) { f.world.files->set("/jwt", "token"); },
     {"q ", "k q "}},
    {"a role of a web identity",
     std::string("[profile dev]\nrole_arn = arn:d\nsource_profile = p\n[profile p]\n") + web_identity,
     [](session_fixture& f) { f.world.files->set("/jwt", "token"); },
     {"q ", "k n o q ", "i k n o q "}},
};

}  // namespace

TEST_CASE("each step to the keys is told by the requests that follow it") {
    for (auto const& [name, config, place, told] : ways) {
        CAPTURE(name);
        session_fixture f;
        f.without_keys();
        f.world.environment->set("AWS_ENDPOINT_URL", "http://localhost:4566");
        f.config_file(config + keys_of_base);
        place(f);
        f.world.http->otherwise(good_answer);
        auto options = f.options().with_model_path(testing_support::sign_in_models());
        if (!config.empty()) options.with_profile("dev");
        auto const from = session(std::move(options));
        auto const made = f.run(from.client("parcels"));
        f.run(made.call("SendParcel", small_parcel()));
        std::vector<std::string> steps;
        for (auto const& request : f.world.http->requests) steps.push_back(steps_of(request));
        CHECK(steps == told);
        // Later calls tell the same, though they need not take the steps again.
        f.run(made.call("SendParcel", small_parcel()));
        CHECK(steps_of(f.world.http->requests.back()) == told.back());
    }
}
