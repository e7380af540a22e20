// Exchanges with metadata services.
#include "credentials/metadata_exchange.hpp"

#include <coaws/base/errors_http.hpp>

namespace coaws {

asio::awaitable<metadata_answer> metadata_exchange(std::shared_ptr<pipeline::transport> transport,
                                                   http::request const& request,
                                                   std::chrono::seconds timeout) {
    pipeline::send_options options;
    options.connect_timeout = timeout;
    options.read_timeout = timeout;
    options.deadline = std::chrono::steady_clock::now() + 2 * timeout;
    metadata_answer answer;
    try {
        answer.response = co_await transport->send(request, options);
    } catch (read_timeout_error const& failure) {
        answer.failure = metadata_failure::read_timeout;
        answer.message = failure.what();
    } catch (endpoint_connection_error const& failure) {
        answer.failure = metadata_failure::connection;
        answer.message = failure.what();
    } catch (connection_closed_error const& failure) {
        answer.failure = metadata_failure::connection;
        answer.message = failure.what();
    } catch (connect_timeout_error const& failure) {
        answer.failure = metadata_failure::connection;
        answer.message = failure.what();
    }
    co_return answer;
}

std::optional<std::string> text_member(json::view object, std::string_view name) {
    auto const member = object.find(name);
    if (!member.is_string()) return std::nullopt;
    return std::string(member.as_string());
}

}  // namespace coaws
