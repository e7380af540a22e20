// Writing refreshed tokens back.
#include "credentials/token_file.hpp"

#include <algorithm>
#include <coaws/base/log.hpp>

#include "auth/python_json.hpp"

namespace coaws {

timestamp end_of_life(timestamp now, std::int64_t seconds) {
    // A century is longer than any token lives, and far from overflow.
    constexpr std::int64_t longest = std::int64_t{36525} * 86400;
    auto const life = std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, longest));
    return std::chrono::floor<std::chrono::seconds>(now + life);
}

asio::awaitable<void> write_token_file(provider_context& context, std::string path,
                                       value_map const& document) {
    try {
        std::string text;
        auth::append_python_json(text, value(document));
        co_await context.world.files->write_private(path, std::move(text));
    } catch (error const& failure) {
        log::write(log::level::warning, "coaws.credentials",
                   "The refreshed token could not be saved: " + std::string(failure.message()));
    }
}

}  // namespace coaws
