// Making the strategy of a client.
#include <coaws/retry/strategy.hpp>

#include "retry/legacy.hpp"
#include "retry/standard.hpp"

namespace coaws::retry {

std::shared_ptr<strategy> make_strategy(strategy_options const& options,
                                        std::shared_ptr<json::document const> const& retry_data) {
    if (options.mode == mode::legacy) return std::make_shared<legacy_strategy>(options, retry_data);
    return std::make_shared<standard_strategy>(options, options.mode == mode::adaptive);
}

}  // namespace coaws::retry
