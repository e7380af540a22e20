// How access keys were come by, step by step.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace coaws {

/// A step on the way to access keys. The User-Agent header tells each by an id, given here (CRED-41,
/// MISC-41).
enum class credential_step : std::uint8_t {
    code,                ///< given in code: e
    environment,         ///< variables with the keys: g
    environment_token,   ///< variables with a web identity token: h
    role,                ///< a role of STS: i
    web_identity_role,   ///< a role assumed with a web identity token: k
    profile,             ///< a profile: n
    source_profile,      ///< the `source_profile` of a profile: o
    named_provider,      ///< the `credential_source` of a profile: p
    profile_token,       ///< a profile with a web identity token: q
    profile_sso,         ///< a profile with a session of single sign-on: r
    sso,                 ///< a session of single sign-on: s
    profile_legacy_sso,  ///< a profile with single sign-on, but no session: t
    legacy_sso,          ///< single sign-on without a session: u
    profile_process,     ///< a profile with a command: v
    process,             ///< a command: w
    old_file,            ///< a file of earlier tools: x
    http,                ///< the service of a container: z
    instance_metadata,   ///< the instance's metadata: 0
    profile_login,       ///< a profile with a login session: AC
    login,               ///< a login session: AD
};

/// A set of steps. Never throws.
class credential_steps {
  public:
    constexpr credential_steps() noexcept = default;
    constexpr credential_steps(std::initializer_list<credential_step> steps) noexcept {
        for (auto const step : steps) bits_ |= bit(step);
    }
    /// Those that a provider's name stands for, "env" say; none for a name that coaws has not given.
    static credential_steps of_method(std::string_view method) noexcept;

    constexpr credential_steps& add(credential_steps others) noexcept {
        bits_ |= others.bits_;
        return *this;
    }
    constexpr bool contains(credential_step step) const noexcept { return (bits_ & bit(step)) != 0; }
    friend constexpr bool operator==(credential_steps, credential_steps) noexcept = default;

  private:
    static constexpr std::uint32_t bit(credential_step step) noexcept {
        return std::uint32_t{1} << static_cast<unsigned>(step);
    }
    std::uint32_t bits_ = 0;
};

}  // namespace coaws
