// Presigning over one of the tests' own models.
#pragma once

#include "../model/test_models.hpp"
#include "../transport/run_awaitable.hpp"
#include "scripted_world.hpp"

#include <boost/asio/io_context.hpp>
#include <coaws/pipeline/presign.hpp>
#include <coaws/value/args.hpp>

namespace coaws::testing_support {

struct presign_fixture {
    explicit presign_fixture(std::string const& service) {
        parts.service = testing_data::service(service);
        parts.retries = retry::make_strategy(retry::strategy_options(), nullptr);
        sign_as(credentials("AKIDEXAMPLE", "secret"));
        parts.events = std::make_shared<emitter>();
        parts.world = world.ports();
        parts.settings.region = "eu-west-1";
        parts.settings.signing_region = "eu-west-1";
        parts.settings.signing_name = parts.service->metadata().signing_name;
        parts.settings.endpoint_url = "https://" + service + ".example.com";
        parts.settings.user_agent = "coaws/test";
    }

    void sign_as(credentials keys) {
        parts.identity =
            std::make_shared<fixed_identity>(std::make_shared<credentials const>(std::move(keys)));
    }

    result<http::request> presign(std::string_view operation, value params, presign_options options = {}) {
        if (!core) core = std::make_unique<pipeline::client_core>(parts);
        asio::io_context io;
        auto work = pipeline::presign(*core, operation, std::move(params), 60, std::move(options));
        return testing_support::run(io, std::move(work));
    }

    /// The URL, or the type of the failure.
    std::string url(std::string_view operation, value params, presign_options options = {}) {
        auto const made = presign(operation, std::move(params), std::move(options));
        return made ? made->url.str() : std::string(made.error().type());
    }

    scripted_world world;
    pipeline::client_parts parts;
    std::unique_ptr<pipeline::client_core> core;
};

}  // namespace coaws::testing_support
