// A client with the built-in handlers over a small model and scripted ports.
#pragma once

#include "../pipeline/scripted_world.hpp"
#include "../transport/run_awaitable.hpp"

#include <boost/asio/io_context.hpp>
#include <coaws/customization/register.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/pipeline/presign.hpp>
#include <coaws/schema/from_model.hpp>
#include <coaws/value/args.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace coaws::testing_support {

/// Set up `parts` and `world` first; the first call makes the client.
struct call_fixture {
    call_fixture(std::string name, std::string_view model) {
        auto document = std::move(json::document::parse(model)).value();
        parts.service = make_service_schema(std::move(name), std::move(document));
        retry::strategy_options how;
        how.mode = retry::mode::standard;
        parts.retries = retry::make_strategy(how, nullptr);
        parts.identity =
            std::make_shared<fixed_identity>(std::make_shared<credentials const>("AKIDEXAMPLE", "secret"));
        parts.events = std::make_shared<emitter>();
        parts.settings.region = "eu-west-1";
        parts.settings.signing_region = "eu-west-1";
        parts.settings.signing_name = parts.service->metadata().signing_name;
        parts.settings.endpoint_url = "https://service.example.com";
    }

    void connect() {
        if (core) return;
        parts.world = world.ports();
        register_builtin_handlers(*parts.events, parts.world);
        register_client_handlers(*parts.events, parts.service->metadata(), parts.settings, parts.world);
        core = std::make_shared<pipeline::client_core const>(parts);
        register_calling_handlers(core);
    }

    result<value> call(std::string_view operation, value params, call_options options = {}) {
        connect();
        asio::io_context io;
        auto work = pipeline::invoke(*core, operation, std::move(params), std::move(options));
        return run(io, std::move(work));
    }

    result<http::request> build(std::string_view operation, value params) {
        connect();
        asio::io_context io;
        auto work = pipeline::build(*core, operation, std::move(params));
        return run(io, std::move(work));
    }

    /// The URL of a presigned request, or the failure's type.
    std::string presigned(std::string_view operation, value params) {
        connect();
        asio::io_context io;
        auto work = pipeline::presign(*core, operation, std::move(params), 60, presign_options());
        auto const made = run(io, std::move(work));
        return made ? made->url.str() : std::string(made.error().type());
    }

    /// The value of a header of the built request, or the failure's message.
    std::string header(std::string_view operation, value params, std::string_view name) {
        auto const request = build(operation, std::move(params));
        return request ? std::string(request->headers.get(name)) : std::string(request.error().what());
    }

    scripted_world world;
    pipeline::client_parts parts;
    std::shared_ptr<pipeline::client_core const> core;
};

}  // namespace coaws::testing_support
