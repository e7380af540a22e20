// One exchange with a metadata service, and what can be wrong with it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/base/json.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/ports.hpp>
#include <memory>
#include <optional>
#include <string>

namespace coaws {

namespace asio = boost::asio;

/// How an exchange failed where another attempt makes sense.
enum class metadata_failure : std::uint8_t { none, read_timeout, connection };

/// A response, or why there is none.
struct metadata_answer {
    http::response response;
    metadata_failure failure = metadata_failure::none;
    std::string message;

    metadata_answer() = default;
};

/// Sends a request with limits fit for a service next door: `timeout` each for connecting and for a read.
/// Timeouts, refused and closed connections are answered; every other error is thrown.
asio::awaitable<metadata_answer> metadata_exchange(std::shared_ptr<pipeline::transport> transport,
                                                   http::request const& request,
                                                   std::chrono::seconds timeout);

/// A text member of a JSON object; nothing when it is absent or no text.
std::optional<std::string> text_member(json::view object, std::string_view name);

}  // namespace coaws
