// Writing refreshed tokens back to the file they came from.
#pragma once

#include <coaws/base/time.hpp>
#include <coaws/credentials/provider.hpp>
#include <cstdint>
#include <string>

namespace coaws {

/// The end of a life of so many seconds, which a service tells; a whole second.
timestamp end_of_life(timestamp now, std::int64_t seconds);

/// Replaces a token file. A failure is logged, not thrown: the token in hand is good all the same.
/// `document` must live until the awaitable completes.
asio::awaitable<void> write_token_file(provider_context& context, std::string path,
                                       value_map const& document);

}  // namespace coaws
