// No secret is ever told: every source of keys and tokens, when it works and when each of its requests fails
// in each way, with all that is logged, thrown and given searched for what was put in.
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <coaws/base/log.hpp>
#include <coaws/error.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../auth/p256_key.hpp"

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

/// Every secret of these tests has this word in it, but for the key of the login session.
constexpr std::string_view mark = "hush";

test::ec_key const& login_key() {
    static test::ec_key const key;
    return key;
}

/// The secret that a text tells; empty when it tells none.
std::string_view leak_in(std::string_view text) {
    if (auto const at = text.find(mark); at != std::string_view::npos) return text.substr(at, 20);
    static std::string const pem = login_key().pem();
    static std::string const line = pem.substr(pem.find('\n') + 1, 40);
    if (auto const at = text.find(line); at != std::string_view::npos) return text.substr(at, line.size());
    return {};
}

/// All that the library says while it lives, at the finest level.
class listener {
  public:
    listener() {
        auto take = [this](log::level, std::string_view logger, std::string_view text) {
            heard_.push_back(std::string(logger) + ": " + std::string(text));
        };
        log::set_sink(std::move(take), log::level::debug);
    }
    ~listener() { log::set_sink({}, log::level::off); }
    listener(listener const&) = delete;
    listener& operator=(listener const&) = delete;

    void add(std::string text) { heard_.push_back(std::move(text)); }
    void add(error const& failure) {
        heard_.push_back(std::string(failure.type()) + ": " + failure.what());
        heard_.emplace_back(failure.message());
        if (auto const* answer = dynamic_cast<client_error const*>(&failure)) {
            heard_.emplace_back(answer->message());
            heard_.push_back(to_json(answer->response()));
        }
    }
    /// Takes down what a piece of work throws; gives its type, empty when it throws nothing.
    template <class F>
    std::string run(F&& work) {
        try {
            work();
        } catch (error const& failure) {
            add(failure);
            return std::string(failure.type());
        } catch (std::exception const& failure) {
            heard_.emplace_back(failure.what());
            return "std::exception";
        }
        return {};
    }
    std::size_t size() const noexcept { return heard_.size(); }
    /// The first line that tells a secret; empty when none does.
    std::string leak() const {
        for (auto const& line : heard_)
            if (!leak_in(line).empty()) return line;
        return {};
    }

    bool tells(std::string_view word) const {
        auto has = [word](std::string const& line) { return line.find(word) != std::string::npos; };
        return std::ranges::any_of(heard_, has);
    }

  private:
    std::vector<std::string> heard_;
};

/// Prints what it is told to.
class printing_processes final : public pipeline::processes {
  public:
    asio::awaitable<pipeline::process_result> run(pipeline::process_request) override { co_return result; }
    pipeline::process_result result;
};

http::response reply(unsigned status, std::string body) {
    http::response out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

constexpr char metadata_keys[] =
    R"({"Code": "Success", "AccessKeyId": "AKIDFOUND", "SecretAccessKey": "hush-key", "Token": "hush-token",
        "Expiration": "2024-05-06T09:00:00Z"})";

std::string sts_answer(std::string const& operation) {
    return "<" + operation + "Response><" + operation +
           "Result><Credentials><AccessKeyId>AKIDFOUND</AccessKeyId><SecretAccessKey>hush-key</"
           "SecretAccessKey>"
           "<SessionToken>hush-token</SessionToken><Expiration>2024-05-06T09:00:00Z</Expiration></"
           "Credentials>"
           "<AssumedRoleUser><Arn>arn:aws:sts::42:assumed-role/r/s</Arn></AssumedRoleUser></" +
           operation + "Result></" + operation + "Response>";
}

/// What the services of a whole and healthy world answer.
http::response good_answer(http::request const& request) {
    auto const& path = request.url.path;
    if (path == "/latest/api/token") return reply(200, "hush-imds");
    if (path.ends_with("/security-credentials/")) return reply(200, "role");
    if (path.ends_with("/security-credentials/role") || path == "/container")
        return reply(200, metadata_keys);
    if (path == "/federation/credentials")
        return reply(200,
                     R"({"roleCredentials": {"accessKeyId": "AKIDFOUND", "secretAccessKey": "hush-key",
                         "sessionToken": "hush-token", "expiration": 1714986000000}})");
    if (path == "/token")
        return reply(200, R"({"accessToken": "hush-new", "expiresIn": 3600, "refreshToken": "hush-next"})");
    if (path == "/v1/token")
        return reply(200, R"({"accessToken": {"accessKeyId": "AKIDFOUND", "secretAccessKey": "hush-key",
            "sessionToken": "hush-token"}, "tokenType": "x", "expiresIn": 3600, "refreshToken": "hush-next"})");
    std::string const body(request.body.in_memory().value_or(std::string_view()));
    for (std::string const operation : {"AssumeRoleWithWebIdentity", "AssumeRole"})
        if (body.find("Action=" + operation) != std::string::npos) return reply(200, sts_answer(operation));
    return reply(200, "{}");
}

/// The ways in which a request comes to nothing. What bodies hold is secret.
using mishap = std::function<http::response(http::request const&)>;
std::vector<mishap> mishaps() {
    using testing::http_failure;
    std::vector<mishap> all;
    for (auto const kind : {http_failure::connect, http_failure::connect_timeout, http_failure::read_timeout,
                            http_failure::connection_closed, http_failure::tls, http_failure::proxy})
        all.push_back([kind](http::request const& request) -> http::response {
            testing::throw_failure(kind, request.url.str());
        });
    std::pair<unsigned, char const*> const answers[] = {
        {500, "hush-body"},
        {403, R"({"__type": "AccessDeniedException", "error": "TOKEN_EXPIRED", "AccessKeyId": "hush-body"})"},
        {401, R"({"__type": "UnauthorizedException", "token": "hush-body"})"},
        {400, "<Response><Error><Code>ExpiredToken</Code></Error><Secret>hush-body</Secret></Response>"},
        {200, "hush-body is no document"},
        {200, R"({"AccessKeyId": "AKID", "SecretAccessKey": "hush-body)"},
        {200,
         R"({"AccessKeyId": "AKID", "SecretAccessKey": ["hush-body"], "Token": 1, "Expiration": "hush"})"},
        {200, "<AssumeRoleResponse><hush-body"},
        {200, ""},
        {200, "hush\r\nX-Other: hush"},
    };
    for (auto const& [status, body] : answers)
        all.push_back([status = status, text = std::string(body)](http::request const&) {
            return reply(status, text);
        });
    return all;
}

/// A session whose keys come from one source.
struct source {
    std::string name;
    void (*place)(session_fixture&);
    std::string config_file;
    std::string method;  ///< of the keys that are found
    int requests;        ///< that a healthy world is asked before the call itself
};

constexpr char base_profile[] =
    "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = hush-base\n"
    "aws_session_token = hush-base-token\n";
constexpr char sso_session[] =
    "[sso-session my]\nsso_region = us-west-2\nsso_start_url = https://start.example.com\n";

void nothing(session_fixture&) {}
void in_environment(session_fixture& f) {
    f.world.environment->set("AWS_ACCESS_KEY_ID", "AKIDFOUND");
    f.world.environment->set("AWS_SECRET_ACCESS_KEY", "hush-key");
    f.world.environment->set("AWS_SESSION_TOKEN", "hush-token");
}
void in_credentials_file(session_fixture& f) {
    f.credentials_file(
        "[default]\naws_access_key_id = AKIDFOUND\naws_secret_access_key = hush-key\n"
        "aws_session_token = hush-token\n");
}
void in_old_files(session_fixture& f) {
    f.world.environment->set("AWS_CREDENTIAL_FILE", "/aws");
    f.world.files->set("/aws", "AWSAccessKeyId=AKIDFOUND\nAWSSecretKey=hush-key\n");
}
void in_boto_file(session_fixture& f) {
    f.world.files->set("/me/.boto",
                       "[Credentials]\naws_access_key_id = AKIDFOUND\naws_secret_access_key = hush-key\n");
}
void with_web_identity(session_fixture& f) {
    f.world.environment->set("AWS_WEB_IDENTITY_TOKEN_FILE", "/jwt");
    f.world.environment->set("AWS_ROLE_ARN", "arn:aws:iam::1:role/r");
    f.world.files->set("/jwt", "hush-jwt");
}
void with_sso_token(session_fixture& f) {
    f.world.files->set("/me/.aws/sso/cache/3ece1471f44f63177cbc35ba0b904e0c096b6783.json",
                       R"({"startUrl": "https://start.example.com", "accessToken": "hush-access",
                           "expiresAt": "2024-05-06T07:10:00Z", "refreshToken": "hush-refresh",
                           "clientId": "c", "clientSecret": "hush-client",
                           "registrationExpiresAt": "2024-06-06T07:00:00Z"})");
}
void with_login(session_fixture& f) {
    auto keys = args("accessKeyId", "AKIDOLD", "secretAccessKey", "hush-old", "sessionToken", "hush-old",
                     "accountId", "42", "expiresAt", "2024-05-06T07:10:09Z");
    auto const document = args("accessToken", std::move(keys), "refreshToken", "hush-refresh", "dpopKey",
                               login_key().pem(), "clientId", "c");
    f.world.files->set(
        "/me/.aws/login/cache/545571cfa93b7f589504ef846805e040f577bbf468827bf924b3b42c243ad70d.json",
        to_json(document));
}
void in_container(session_fixture& f) {
    f.world.environment->set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/container");
    f.world.environment->set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "hush-authorization");
}
void in_container_with_file(session_fixture& f) {
    f.world.environment->set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost/container");
    f.world.environment->set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/authorization");
    f.world.files->set("/authorization", "hush-authorization");
}
void on_instance(session_fixture& f) { f.world.environment->unset("AWS_EC2_METADATA_DISABLED"); }

source const sources[] = {
    {"environment", in_environment, "", "env", 0},
    {"role", nothing, "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\nmfa_serial = m\n",
     "assume-role", 1},
    {"web identity", with_web_identity, "", "assume-role-with-web-identity", 1},
    {"sso", with_sso_token, "[default]\nsso_session = my\nsso_account_id = 1\nsso_role_name = Dev\n", "sso",
     2},
    {"credentials file", in_credentials_file, "", "shared-credentials-file", 0},
    {"login", with_login, "[default]\nlogin_session = arn:me\n", "login", 1},
    {"process", nothing, "[default]\ncredential_process = get keys\n", "custom-process", 0},
    {"config file", nothing,
     "[default]\naws_access_key_id = AKIDFOUND\naws_secret_access_key = hush-key\naws_session_token = "
     "hush-t\n",
     "config-file", 0},
    {"old file", in_old_files, "", "ec2-credentials-file", 0},
    {"boto file", in_boto_file, "", "boto-config", 0},
    {"container", in_container, "", "container-role", 1},
    {"container with a token file", in_container_with_file, "", "container-role", 1},
    {"instance", on_instance, "", "iam-role", 3},
};

/// One life of a session: keys are found, a client is made and called, a token is asked for. The request
/// `broken` of the keys' source fails so; a negative number: none does. `method` gets the source of the keys.
void live(source const& from, listener& ears, int broken, mishap const& how, std::string* method,
          pipeline::process_result printed) {
    session_fixture f;
    f.without_keys();
    f.world.environment->set("AWS_ENDPOINT_URL", "http://localhost:4566");
    f.config_file(from.config_file + base_profile + sso_session);
    from.place(f);
    int asked = 0;
    f.world.http->otherwise([&](http::request const& request) {
        bool const fails = broken >= 0 && asked >= broken && asked < broken + 3;
        ++asked;
        return fails ? how(request) : good_answer(request);
    });
    auto ports = f.world.ports();
    auto const processes = std::make_shared<printing_processes>();
    processes->result = std::move(printed);
    ports.processes = processes;
    auto options = f.options().with_world(ports).with_model_path(testing_support::sign_in_models());
    options.with_mfa_prompt([](std::string) -> asio::awaitable<std::string> { co_return "hush-code"; });
    auto const made = session(std::move(options));
    ears.run([&] {
        auto const keys = f.run(made.get_credentials());
        if (method != nullptr) *method = keys.method();
        CHECK(keys.secret_key().find(mark) != std::string::npos);
    });
    ears.run([&] {
        auto const parcels = f.run(made.client("parcels"));
        auto const out = f.run(parcels.try_call("SendParcel", small_parcel()));
        if (out)
            ears.add(to_json(*out));
        else
            ears.add(out.error());
        ears.add(f.run(parcels.presign_url("GetParcel", args("ParcelId", "p"))).substr(0, 30));
    });
    ears.run([&] { f.run(made.get_auth_token("any")); });
    ears.add(made.user_agent());
}

pipeline::process_result prints(std::string out, int status = 0) {
    pipeline::process_result result;
    result.out = std::move(out);
    result.status = status;
    return result;
}
pipeline::process_result prints_keys() {
    return prints(
        R"({"Version": 1, "AccessKeyId": "AKIDFOUND", "SecretAccessKey": "hush-key", "SessionToken": "hush-t"})");
}

}  // namespace

TEST_CASE("sources that work tell no secret") {
    listener ears;
    for (auto const& from : sources) {
        CAPTURE(from.name);
        std::string method;
        live(from, ears, -1, {}, &method, prints_keys());
        CHECK(method == from.method);
    }
    CHECK(ears.size() > std::size(sources));
    CHECK(ears.leak() == "");
}

TEST_CASE("sources that fail at any request, in any way, tell no secret") {
    for (auto const& from : sources) {
        CAPTURE(from.name);
        listener ears;
        for (int broken = 0; broken < from.requests; ++broken)
            for (auto const& how : mishaps()) live(from, ears, broken, how, nullptr, prints_keys());
        CHECK(ears.leak() == "");
    }
}

TEST_CASE("calls that fail in any way tell no secret") {
    for (auto const& from : sources) {
        CAPTURE(from.name);
        listener ears;
        for (auto const& how : mishaps()) live(from, ears, from.requests, how, nullptr, prints_keys());
        // What a service says to its caller is no secret of the library's; keys and tokens are.
        for (auto const* secret : {"hush-key", "hush-t", "hush-jwt", "hush-auth", "hush-imds", "hush-base"})
            CHECK(!ears.tells(secret));
    }
}

TEST_CASE("processes that print something else tell no secret") {
    auto const& process = sources[6];
    REQUIRE(process.method == "custom-process");
    listener ears;
    for (std::string const text :
         {"hush", "{\"hush", "[\"hush\"]", R"({"Version": 2, "SecretAccessKey": "hush"})",
          R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": ["hush"]})",
          R"({"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "hush", "Expiration": "hush"})"})
        live(process, ears, -1, {}, nullptr, prints(text));
    live(process, ears, -1, {}, nullptr, prints("hush", 1));
    live(process, ears, -1, {}, nullptr, prints("hush", -9));
    auto endless = prints("hush");
    endless.too_long = true;
    live(process, ears, -1, {}, nullptr, std::move(endless));
    CHECK(ears.leak() == "");
}

TEST_CASE("files that can't be understood tell no secret") {
    std::pair<char const*, char const*> const rows[] = {
        {"/me/.aws/config", "[default]\naws_secret_access_key hush\n"},
        {"/me/.aws/config", "[default]\na = hush\na = hush\n"},
        {"/me/.aws/config", "hush\n"},
        {"/me/.aws/config", "[hush\n"},
        {"/me/.aws/config", "[default]\naws_access_key_id = a\naws_secret_access_key =\n  x = hush\n"},
        {"/me/.aws/config", "[default]\naws_access_key_id = a\naws_secret_access_key =\n  hush\n"},
        {"/me/.aws/credentials", "[default]\naws_secret_access_key hush\n"},
        {"/me/.aws/credentials", "[default]\naws_access_key_id =\n  hush = hush\n"},
        {"/me/.boto", "[Credentials]\naws_secret_access_key hush\n"},
        {"/me/.boto", "[Credentials]\nhush\n"},
    };
    listener ears;
    for (auto const& [path, text] : rows) {
        CAPTURE(path);
        CAPTURE(text);
        session_fixture f;
        f.without_keys();
        f.world.files->set(path, text);
        auto const from = f.make();
        CHECK(ears.run([&] { f.run(from.get_credentials()); }) != "");
        ears.run([&] { f.run(from.client("parcels")); });
        ears.run([&] { f.run(from.get_scoped_config()); });
    }
    // Token files, with the provider that reads each.
    for (std::string const text :
         {"hush", "{\"accessToken\": \"hush", "[\"hush\"]", R"({"accessToken": ["hush"]})",
          R"({"accessToken": "hush", "expiresAt": "hush"})",
          R"({"accessToken": {"accessKeyId": "a", "secretAccessKey": "hush"}})"}) {
        for (auto const index : {3, 5}) {
            session_fixture f;
            f.without_keys();
            f.config_file(sources[index].config_file + sso_session);
            sources[index].place(f);
            for (auto const* path : {"/me/.aws/sso/cache/3ece1471f44f63177cbc35ba0b904e0c096b6783.json",
                                     "/me/.aws/login/cache/"
                                     "545571cfa93b7f589504ef846805e040f577bbf468827bf924b3b42c243ad70d.json"})
                f.world.files->set(path, text);
            auto const from = f.make();
            CHECK(ears.run([&] { f.run(from.get_credentials()); }) != "");
            ears.run([&] { f.run(from.get_auth_token()); });
        }
    }
    session_fixture f;
    f.without_keys();
    in_container(f);
    f.world.environment->set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "hush\n");
    CHECK(ears.run([&] { f.run(f.make().get_credentials()); }) == "ValueError");
    CHECK(ears.leak() == "");
}

namespace {

/// A provider that does all that it should not.
struct talking_provider final : credential_provider {
    explicit talking_provider(bool l) : logs(l) {}
    std::string_view name() const override { return "talking"; }
    asio::awaitable<std::optional<credentials>> load(provider_context&) override {
        if (logs)
            log::write(log::level::debug, "coaws.test", "the key is hush-key");
        else
            throw value_error("the key hush-key is no good");
        co_return credentials("AKID", "hush-key");
    }
    bool logs;
};

}  // namespace

TEST_CASE("a secret that is told would be found") {
    CHECK(leak_in("nothing").empty());
    CHECK(!leak_in("a hush-key").empty());
    CHECK(!leak_in(login_key().pem()).empty());
    for (bool const logs : {true, false}) {
        listener ears;
        session_fixture f;
        auto const from = f.make();
        from.credential_chain().insert_before("env", std::make_shared<talking_provider>(logs));
        ears.run([&] { f.run(from.get_credentials()); });
        CHECK(ears.leak() != "");
    }
    listener ears;
    ears.add(client_error("Op", args("Error", args("Code", "c"), "Secret", "hush"), "c"));
    CHECK(ears.leak() != "");
}
