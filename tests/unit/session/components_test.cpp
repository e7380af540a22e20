// What a session is made of and what is run for it: components, initializers, hooks, events of one's own.
#include "session_fixture.hpp"

#include <doctest/doctest.h>
#include <coaws/base/log.hpp>
#include <coaws/error.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using namespace coaws;
using testing_support::session_fixture;
using testing_support::small_parcel;

namespace {

struct own_provider final : credential_provider {
    explicit own_provider(std::string k) : key(std::move(k)) {}
    std::string_view name() const override { return "own"; }
    asio::awaitable<std::optional<credentials>> load(provider_context&) override {
        co_return credentials(key, "s");
    }
    std::string key;
};

std::shared_ptr<coaws::credential_chain> chain_of(std::string key) {
    std::vector<std::shared_ptr<coaws::credential_provider>> providers{
        std::make_shared<own_provider>(std::move(key))};
    return std::make_shared<coaws::credential_chain>(std::move(providers));
}

struct own_token final : token_provider {
    std::string_view name() const override { return "own"; }
    asio::awaitable<std::optional<auth_token>> load(provider_context&, std::string) override {
        co_return auth_token("own-token");
    }
};

/// Keys of a program.
struct counter_key {
    using type = int;
    static constexpr std::string_view name = "counter";
};
struct other_counter_key {
    using type = double;
    static constexpr std::string_view name = "counter";
};

/// An initializer for the life of a test.
class with_initializer {
  public:
    explicit with_initializer(session_initializer callback)
        : id_(register_initializer(std::move(callback))) {}
    ~with_initializer() { unregister_initializer(id_); }
    with_initializer(with_initializer const&) = delete;
    with_initializer& operator=(with_initializer const&) = delete;

  private:
    initializer_id id_;
};

struct greeting : event {
    static constexpr std::string_view event_name = "greeting";
    using event::event;
    std::string heard;
};

struct question : event {
    static constexpr std::string_view event_name = "question";
    using answer = int;
    using event::event;
};

}  // namespace

TEST_CASE("the built-in components are the session's own parts") {
    session_fixture f;
    auto const from = f.make();
    CHECK(f.run(from.get_component<component::event_emitter>()).get() == &from.events());
    CHECK(f.run(from.get_component<component::credential_provider>()).get() == &from.credential_chain());
    CHECK(f.run(from.get_component<component::token_provider>()).get() == &from.token_chain());
    auto const store = f.run(from.get_component<component::config_store>());
    CHECK(store->get("region") == value("eu-west-1"));
    CHECK(store == f.run(from.configuration()));
    auto const loader = f.run(from.get_component<component::data_loader>());
    CHECK(loader->search_paths().front() == testing_support::model_folder());
}

TEST_CASE("an unknown component is an error in the reference's words") {
    session_fixture f;
    auto const from = f.make();
    CHECK_THROWS_WITH_AS(f.run(from.get_component<counter_key>()), "Unknown component: counter", value_error);
    CHECK_THROWS_AS(from.register_component<counter_key>(nullptr), value_error);
    from.register_component<counter_key>(std::make_shared<int>(7));
    CHECK(*f.run(from.get_component<counter_key>()) == 7);
    CHECK_THROWS_AS(f.run(from.get_component<other_counter_key>()), value_error);
    CHECK_THROWS_AS(from.register_component<other_counter_key>(std::make_shared<double>(1)), value_error);
    CHECK_THROWS_AS(f.run(f.make().get_component<counter_key>()), value_error);
}

TEST_CASE("a lazy component is made once, when it is first needed, and again after a failure") {
    session_fixture f;
    auto const from = f.make();
    int made = 0;
    from.lazy_register_component<counter_key>([&made] {
        if (++made == 1) throw std::runtime_error("not yet");
        return std::make_shared<int>(made);
    });
    CHECK(made == 0);
    CHECK_THROWS_AS(f.run(from.get_component<counter_key>()), std::runtime_error);
    CHECK(*f.run(from.get_component<counter_key>()) == 2);
    CHECK(*f.run(from.get_component<counter_key>()) == 2);
    CHECK(made == 2);
    from.lazy_register_component<counter_key>([] { return std::shared_ptr<int>(); });
    CHECK_THROWS_AS(f.run(from.get_component<counter_key>()), value_error);
}

TEST_CASE("a chain of one's own finds the keys of clients made from then on") {
    session_fixture f;
    auto const from = f.make();
    auto const key_of = [&](coaws::client const& c) {
        f.world.http->reply(200, "{}");
        f.run(c.call("SendParcel", small_parcel()));
        auto const header = f.authorization();
        auto const at = header.find("Credential=") + 11;
        return header.substr(at, header.find('/') - at);
    };
    auto const before = f.run(from.client("parcels"));
    from.register_component<component::credential_provider>(chain_of("AKIDOWN"));
    auto const after = f.run(from.client("parcels"));
    CHECK(key_of(before) == "AKIDENV");
    CHECK(key_of(after) == "AKIDOWN");
    CHECK(f.run(from.get_credentials()).access_key() == "AKIDOWN");
    int made = 0;
    from.lazy_register_component<component::credential_provider>([&made] {
        ++made;
        return chain_of("AKIDLAZY");
    });
    CHECK(made == 0);
    CHECK(f.run(from.get_credentials()).access_key() == "AKIDLAZY");
    CHECK(key_of(f.run(from.client("parcels"))) == "AKIDLAZY");
    CHECK(made == 1);
}

TEST_CASE("a token chain, a store and a loader of one's own are used") {
    session_fixture f;
    auto const from = f.make();
    CHECK(!f.run(from.get_auth_token("any")));
    std::vector<std::shared_ptr<token_provider>> providers{std::make_shared<own_token>()};
    from.register_component<component::token_provider>(
        std::make_shared<coaws::token_chain>(std::move(providers)));
    CHECK(f.run(from.get_auth_token("any"))->text() == "own-token");

    auto const empty = std::make_shared<transport::memory_environment>();
    from.register_component<component::config_store>(std::make_shared<config::store const>(empty));
    CHECK(f.run(from.get_config_variable("region")).is_null());
    from.set_config_variable("region", "us-east-1");
    CHECK(f.run(from.get_config_variable("region")) == value("us-east-1"));

    std::vector<std::string> folders{testing_support::model_folder()};
    auto const loader = std::make_shared<model::loader const>(folders);
    from.register_component<component::data_loader>(loader);
    CHECK(f.run(from.get_component<component::data_loader>()) == loader);
    auto const mine = f.run(from.client("parcels"));
    CHECK(mine.meta().service_model != f.client().meta().service_model);
}

TEST_CASE("an emitter of one's own is what clients copy") {
    session_fixture f;
    auto const own = std::make_shared<emitter>();
    int seen = 0;
    own->on("before-call.parcel-post", [&](before_call&) { ++seen; });
    auto const given = session(f.options().with_events(own));
    CHECK(&given.events() == own.get());
    auto const replaced = f.make();
    auto const was = &replaced.events();
    replaced.register_component<component::event_emitter>(own);
    CHECK(&replaced.events() == was);
    for (auto const& from : {given, replaced}) {
        auto const made = f.run(from.client("parcels"));
        f.world.http->reply(200, "{}");
        f.run(made.call("SendParcel", small_parcel()));
    }
    CHECK(seen == 2);
    auto const bare_events = std::make_shared<emitter>();
    auto const bare = session(f.options().with_events(bare_events).with_builtin_handlers(false));
    auto const name = "before-parameter-build.s3.PutObject";
    CHECK(bare.events().find(name)->empty());
    CHECK(!f.make().events().find(name)->empty());
}

TEST_CASE("initializers run on every new session, in order, until they are taken back") {
    session_fixture f;
    std::vector<std::string> ran;
    auto const first = register_initializer([&](session const& s) {
        ran.push_back("first");
        s.set_config_variable("region", "us-east-1");
    });
    {
        with_initializer const second([&](session const&) { ran.push_back("second"); });
        auto const from = f.make();
        CHECK(ran == std::vector<std::string>{"first", "second"});
        CHECK(f.run(from.get_config_variable("region")) == value("us-east-1"));
        auto const copy = from;
        CHECK(ran.size() == 2);
    }
    ran.clear();
    f.make();
    CHECK(ran == std::vector<std::string>{"first"});
    unregister_initializer(first);
    CHECK_THROWS_AS(unregister_initializer(first), value_error);
    f.make();
    CHECK(ran.size() == 1);
    CHECK_THROWS_AS(register_initializer(nullptr), value_error);
}

TEST_CASE("what an initializer throws leaves the constructor") {
    session_fixture f;
    with_initializer const broken([](session const&) { throw std::runtime_error("no"); });
    CHECK_THROWS_AS(f.make(), std::runtime_error);
}

TEST_CASE("hooks see every new client, in order, and failures are only logged") {
    session_fixture f;
    auto const from = f.make();
    std::vector<std::string> ran;
    std::string lines;
    log::set_sink(
        [&](log::level, std::string_view, std::string_view text) { lines += std::string(text) + '\n'; },
        log::level::debug);
    from.register_client_hook("a", [&](client& c) { ran.push_back("a " + c.meta().service_name); });
    from.register_client_hook("broken", [](client&) { throw std::runtime_error("it broke"); });
    from.register_client_hook("b", [&](client& c) {
        ran.push_back("b");
        c.events().on("before-call.parcel-post",
                      [](before_call& e) { e.request.http.headers.set("X-Hook", "1"); });
    });
    auto const made = f.run(from.client("parcels"));
    log::set_sink({}, log::level::off);
    CHECK(ran == std::vector<std::string>{"a parcels", "b"});
    CHECK(lines.find("Error raised by the client hook broken: it broke") != std::string::npos);
    f.world.http->reply(200, "{}");
    f.run(made.call("SendParcel", small_parcel()));
    CHECK(f.world.http->requests.back().headers.get("X-Hook") == "1");

    from.register_client_hook("a", [&](client&) { ran.push_back("A"); });
    from.unregister_client_hook("broken");
    from.unregister_client_hook("nothing");
    ran.clear();
    f.run(from.client("parcels"));
    CHECK(ran == std::vector<std::string>{"A", "b"});
    CHECK_THROWS_AS(from.register_client_hook("c", nullptr), value_error);
    f.run(f.make().client("parcels"));
    CHECK(ran.size() == 2);
}

TEST_CASE("clients of credential providers are left out by hooks") {
    session_fixture f;
    f.without_keys();
    f.world.environment->set("AWS_ENDPOINT_URL", "http://localhost:4566");
    f.config_file(
        "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n[profile base]\n"
        "aws_access_key_id = A\naws_secret_access_key = S\n");
    auto const from = session(f.options().with_model_path(testing_support::sign_in_models()));
    int hooked = 0;
    from.register_client_hook("count", [&](client&) { ++hooked; });
    auto const made = f.run(from.client("parcels"));
    f.world.http->reply(200, R"(<AssumeRoleResponse><AssumeRoleResult><Credentials>
        <AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
        <Expiration>2024-05-06T09:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>)");
    f.world.http->reply(200, "{}");
    f.run(made.call("SendParcel", small_parcel()));
    CHECK(f.authorization().find("AKIDROLE") != std::string::npos);
    CHECK(hooked == 1);
}

TEST_CASE("events of one's own are emitted on the session") {
    session_fixture f;
    auto const from = f.make();
    from.events().on("greeting.morning", [](greeting& e) { e.heard += "plain "; });
    from.events().on_last("greeting.morning", [](greeting& e) -> asio::awaitable<void> {
        e.heard += "coroutine";
        co_return;
    });
    greeting morning("greeting.morning");
    f.run(f.make().emit(morning));
    CHECK(morning.heard.empty());
    f.run(from.emit(morning));
    CHECK(morning.heard == "plain coroutine");

    question asked("question.many");
    CHECK(!f.run(from.emit(asked)));
    int ran = 0;
    from.events().on("question", [&](question&) {
        ++ran;
        return std::optional<int>();
    });
    from.events().on("question", [&](question&) { return ++ran * 10; });
    from.events().on("question", [&](question&) { return ++ran * 10; });
    CHECK(f.run(from.emit(asked)) == 20);
    CHECK(ran == 3);
}
