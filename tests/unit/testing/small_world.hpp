// A world with the tests' own models.
#pragma once

#include "../session/session_fixture.hpp"

#include <coaws/testing.hpp>
#include <utility>

namespace coaws::testing_support {

struct small_world : testing::world {
    coaws::session session() { return world::session(session_options().with_model_path(model_folder())); }
    coaws::client client(std::string service = "parcels", client_config config = {}) {
        auto const from = session();
        return run(from.client(std::move(service), std::move(config)));
    }
};

}  // namespace coaws::testing_support
