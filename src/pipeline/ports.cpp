// What ports do unless their implementations say otherwise.
#include <coaws/base/errors_parameters.hpp>
#include <coaws/pipeline/ports.hpp>

namespace coaws::pipeline {

asio::awaitable<void> files::write_private(std::string path, std::string) {
    throw value_error("These files are read-only: " + path);
    co_return;
}

bool identity_source::invalidate(std::shared_ptr<credentials const> const&) { return false; }

}  // namespace coaws::pipeline
