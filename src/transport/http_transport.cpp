// HTTP/1.1 over TCP and TLS with kept connections: the usual implementation of the transport port.
#include <coaws/transport/http_transport.hpp>

#include <boost/asio/this_coro.hpp>

#include "transport/exchange.hpp"
#include "transport/hub_directory.hpp"

namespace coaws {
namespace {

using transport::exchange_environment;
using transport::hub_directory;

transport::hub_limits limits_of(transport_config const& config) {
    transport::hub_limits limits;
    limits.kept = config.max_connections;
    limits.hard = config.hard_limit && config.max_connections > 0;
    limits.idle_timeout = config.idle_timeout;
    return limits;
}

class http_transport final : public pipeline::transport {
  public:
    explicit http_transport(transport_config const& config)
        : environment_(std::make_shared<exchange_environment>(config, limits_of(config))) {}

    boost::asio::awaitable<http::response> send(http::request const& request,
                                                pipeline::send_options options) override {
        // The coroutine holds the environment: the transport may go while an exchange is under way.
        return coaws::transport::run_exchange(environment_, request, options);
    }

    void close() noexcept override { environment_->hubs->close_idle(); }

  private:
    std::shared_ptr<exchange_environment> environment_;
};

}  // namespace

std::shared_ptr<pipeline::transport> make_http_transport(transport_config config) {
    return std::make_shared<http_transport>(config);
}

}  // namespace coaws
