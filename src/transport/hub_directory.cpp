// The hubs of one transport, one for each execution context it is used on.
#include "transport/hub_directory.hpp"

#include <algorithm>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/query.hpp>

namespace coaws::transport {

/// Lives in an execution context and closes its hubs when it ends, whatever still refers to them.
class hub_service : public asio::execution_context::service {
  public:
    using key_type = hub_service;
    static asio::execution_context::id id;

    explicit hub_service(asio::execution_context& owner) : asio::execution_context::service(owner) {}

    void add(std::weak_ptr<hub_directory> directory, std::shared_ptr<hub> made) {
        std::lock_guard lock(mutex_);
        std::erase_if(entries_,
                      [](entry const& old) { return old.directory.expired() && old.made.use_count() == 1; });
        entries_.push_back(entry{std::move(directory), std::move(made)});
    }

  private:
    struct entry {
        std::weak_ptr<hub_directory> directory;
        std::shared_ptr<hub> made;
    };

    void shutdown() override {
        std::vector<entry> ending;
        {
            std::lock_guard lock(mutex_);
            ending.swap(entries_);
        }
        for (entry& each : ending) {
            if (auto directory = each.directory.lock()) directory->forget(context());
            each.made->shut_down();
        }
    }

    std::mutex mutex_;
    std::vector<entry> entries_;
};

asio::execution_context::id hub_service::id;

hub_directory::~hub_directory() {
    std::lock_guard lock(mutex_);
    for (auto const& [context, made] : hubs_) made->retire();
}

std::shared_ptr<hub> hub_directory::find(asio::any_io_executor const& executor) {
    asio::execution_context& context = asio::query(executor, asio::execution::context);
    std::lock_guard lock(mutex_);
    for (auto const& [known, made] : hubs_) {
        if (known == &context) return made;
    }
    auto made = std::make_shared<hub>(executor, limits_);
    asio::use_service<hub_service>(context).add(weak_from_this(), made);
    hubs_.emplace_back(&context, made);
    return made;
}

void hub_directory::close_idle() noexcept {
    // Closing under the directory's lock keeps a context that ends right now waiting: it must not free what
    // the connections refer to before they are gone.
    std::lock_guard lock(mutex_);
    for (auto const& [context, made] : hubs_) made->close_idle();
}

void hub_directory::forget(asio::execution_context& context) noexcept {
    std::shared_ptr<hub> gone;
    std::lock_guard lock(mutex_);
    auto found =
        std::find_if(hubs_.begin(), hubs_.end(), [&](auto const& each) { return each.first == &context; });
    if (found == hubs_.end()) return;
    gone = std::move(found->second);
    hubs_.erase(found);
}

}  // namespace coaws::transport
