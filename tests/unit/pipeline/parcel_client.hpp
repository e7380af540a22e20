// Calls of the parcels service over scripted ports, for tests of their life.
#pragma once

#include "../model/test_models.hpp"
#include "../transport/run_awaitable.hpp"
#include "scripted_world.hpp"

#include <boost/asio/io_context.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/pipeline/typed_call.hpp>
#include <coaws/value/args.hpp>
#include <coaws/value/value_serde.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/value_texts.hpp"

namespace coaws::testing_support {

/// Set up `parts` first; the first call makes the client.
struct parcel_client {
    explicit parcel_client(retry::mode mode = retry::mode::standard, std::optional<unsigned> attempts = {}) {
        parts.service = testing_data::service("parcels");
        retry::strategy_options how;
        how.mode = mode;
        how.max_attempts = attempts;
        how.service_id = "parcel-post";
        parts.retries = retry::make_strategy(how, nullptr);
        parts.identity =
            std::make_shared<fixed_identity>(std::make_shared<credentials const>("AKIDEXAMPLE", "secret"));
        parts.events = std::make_shared<emitter>();
        parts.world = world.ports();
        parts.settings.region = "eu-west-1";
        parts.settings.signing_region = "eu-west-1";
        parts.settings.signing_name = "parcels";
        parts.settings.endpoint_url = "https://parcels.example.com";
        parts.settings.user_agent = "coaws/test";
    }

    pipeline::client_core const& client() {
        if (!core) core = std::make_unique<pipeline::client_core>(parts);
        return *core;
    }

    result<value> call(std::string_view operation, value params, call_options options = {}) {
        asio::io_context io;
        auto work = pipeline::invoke(client(), operation, std::move(params), std::move(options));
        return run(io, std::move(work));
    }

    scripted_world world;
    pipeline::client_parts parts;
    std::unique_ptr<pipeline::client_core> core;
};

/// Parameters of SendParcel, one of them a secret.
inline value secret_parcel() {
    auto address = args("Street", "Main");
    return args("Size", "SMALL", "To", std::move(address), "Pin", "4711");
}

/// An input and an output as generated structs are to the pipeline.
class held_input final : public pipeline::typed_input {
  public:
    explicit held_input(value params) : params_(std::move(params)) {}
    void write(shape_writer& out, schema const& s) const override {
        value_input(params_.as_map()).write(out, s);
    }
    bool is_valid(schema const&) const override { return true; }

  private:
    value params_;
};

class held_output final : public pipeline::typed_output {
  public:
    void read(shape_reader& in, schema const& s) override { value_output(members).read(in, s); }
    void clear() override { members.clear(); }
    result_texts& texts() noexcept override { return texts_; }

    value_map members;

  private:
    pipeline::value_texts texts_{members};
};

}  // namespace coaws::testing_support
