// Clients for credential providers.
#include "session/nested_clients.hpp"

#include "client/client_impl.hpp"

#include <coaws/base/error.hpp>

namespace coaws {

namespace {

client_config config_of(nested_client_options const& options) {
    client_config config;
    if (options.region) config.with_region(*options.region);
    // Either way the chain, which may be waiting for this client, is left alone.
    if (options.keys)
        config.with_credentials(*options.keys);
    else
        config.with_unsigned();
    return config;
}

class nested_client_factory final : public client_factory {
  public:
    explicit nested_client_factory(std::weak_ptr<session::impl> owner) : owner_(std::move(owner)) {}

    asio::awaitable<std::shared_ptr<pipeline::invoker const>> make(std::string service,
                                                                   nested_client_options options) override {
        auto const session = owner_.lock();
        if (!session) throw error("The session of these credentials is gone");
        auto made =
            session->make_client(std::move(service), config_of(options), session, client_origin::provider);
        auto const client = co_await std::move(made);
        if (options.event_handlers) options.event_handlers(client.events());
        co_return make_invoker(client.shared());
    }

  private:
    std::weak_ptr<session::impl> owner_;
};

}  // namespace

std::shared_ptr<client_factory> make_nested_client_factory(std::weak_ptr<session::impl> owner) {
    return std::make_shared<nested_client_factory>(std::move(owner));
}

}  // namespace coaws
