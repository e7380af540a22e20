// What a client knows of discovered endpoints, and what to do where it knows nothing (MISC-12).
#pragma once

#include <coaws/base/time.hpp>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coaws::customization {

/// An address of the service and how long it is good for.
struct discovered_endpoint {
    std::string address;
    timestamp expires{};
};

/// The state machine of discovery: a call begins, perhaps has to ask the service, and reports what came of
/// it. One for all calls of a client. Pure but for its memory; thread-safe.
class discovered_endpoints {
  public:
    enum class action : std::uint8_t {
        use,         ///< send to `address`
        ask,         ///< ask the service, then report with `answered`, `failed` or `abandoned`
        go_without,  ///< send to the regular endpoint
        give_up      ///< the operation can't do without: EndpointDiscoveryRefreshFailed
    };
    struct step {
        discovered_endpoints::action action = action::go_without;
        std::string address;
    };

    /// What a call does first. While one call asks for a new answer, others use the old one.
    step begin(std::string const& key, timestamp now, bool required);
    /// The service has named these endpoints; an empty list counts as an answer, too.
    step answered(std::string const& key, std::vector<discovered_endpoint> endpoints, bool required);
    /// The service could not be reached, or its answer made no sense: it is left alone for a minute, but by
    /// operations that can do nothing else.
    step failed(std::string const& key, timestamp now, bool required);
    /// The call has ended before it had an answer.
    void abandoned(std::string_view key);
    /// An endpoint has refused a call: the next one asks again.
    void forget(std::string_view key);

  private:
    struct entry {
        std::vector<discovered_endpoint> endpoints;
        std::optional<timestamp> blocked_until{};
        bool asking = false;
    };
    static step without_answer(entry const& e, bool required);

    std::mutex guard_;
    std::map<std::string, entry, std::less<>> entries_;  // under guard_
};

}  // namespace coaws::customization
