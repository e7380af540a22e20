// The process environment.
#include <pwd.h>
#include <unistd.h>

#include <coaws/transport/system.hpp>
#include <cstdlib>
#include <vector>

namespace coaws::transport {
namespace {

/// The home folder that the user database has, or nothing.
std::string home_from_database() {
    std::vector<char> space(16384);
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::getuid(), &entry, space.data(), space.size(), &found) != 0 || found == nullptr)
        return {};
    return found->pw_dir != nullptr ? found->pw_dir : "";
}

class system_environment final : public pipeline::environment {
  public:
    std::optional<std::string> get(std::string_view name) const override {
        char const* value = std::getenv(std::string(name).c_str());
        if (value == nullptr) return std::nullopt;
        return value;
    }

    std::string home() const override {
        auto set = get("HOME");
        return set ? *std::move(set) : home_from_database();
    }
};

}  // namespace

std::shared_ptr<pipeline::environment> make_system_environment() {
    return std::make_shared<system_environment>();
}

}  // namespace coaws::transport
