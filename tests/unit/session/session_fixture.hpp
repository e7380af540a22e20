// A session over scripted ports and the models of tests/data.
#pragma once

#include "../pipeline/scripted_world.hpp"
#include "../transport/run_awaitable.hpp"

#include <boost/asio/io_context.hpp>
#include <coaws/session.hpp>
#include <coaws/value.hpp>
#include <cstdlib>
#include <string>
#include <utility>

namespace coaws::testing_support {

/// The folder of the tests' own models.
inline std::string model_folder() {
    char const* data = std::getenv("COAWS_TEST_DATA");
    return std::string(data != nullptr ? data : "tests/data") + "/models";
}

/// The folder of models of the services that providers ask for keys.
inline std::string sign_in_models() {
    char const* data = std::getenv("COAWS_TEST_DATA");
    return std::string(data != nullptr ? data : "tests/data") + "/sign_in_models";
}

/// Ports, a loop, and sessions made of them. Keys and a region stand in the environment; a test takes away
/// what it does not want.
struct session_fixture {
    session_fixture() {
        world.environment->set_home("/me");
        world.environment->set("AWS_ACCESS_KEY_ID", "AKIDENV");
        world.environment->set("AWS_SECRET_ACCESS_KEY", "secret");
        world.environment->set("AWS_REGION", "eu-west-1");
        world.environment->set("AWS_EC2_METADATA_DISABLED", "true");
    }

    void without_keys() {
        world.environment->unset("AWS_ACCESS_KEY_ID");
        world.environment->unset("AWS_SECRET_ACCESS_KEY");
    }
    void without_region() { world.environment->unset("AWS_REGION"); }
    void config_file(std::string text) { world.files->set("/me/.aws/config", std::move(text)); }
    void credentials_file(std::string text) { world.files->set("/me/.aws/credentials", std::move(text)); }

    session_options options() const {
        return session_options().with_world(world.ports()).with_model_path(model_folder());
    }
    session make() const { return session(options()); }

    template <class T>
    T run(asio::awaitable<T> work) {
        return testing_support::run(io, std::move(work));
    }
    void run(asio::awaitable<void> work) { testing_support::run(io, std::move(work)); }

    /// A client of a fresh session.
    coaws::client client(client_config config = {}, std::string service = "parcels") {
        auto const from = make();
        return run(from.client(std::move(service), std::move(config)));
    }
    /// The `Authorization` header of the last request.
    std::string authorization() const {
        return std::string(world.http->requests.back().headers.get("Authorization"));
    }

    scripted_world world;
    asio::io_context io;
};

/// Parameters that fit `SendParcel`.
inline value small_parcel() {
    auto address = args("Street", "Main");
    return args("Size", "SMALL", "To", std::move(address));
}

}  // namespace coaws::testing_support
