// Fetching credentials by way of a cache (CRED-16).
#pragma once

#include <coaws/credentials/provider.hpp>
#include <coaws/value/value.hpp>
#include <string>
#include <string_view>

namespace coaws {

/// Fetches a role's credentials, which may still be in the cache. One fetch at a time.
class cached_fetch {
  public:
    /// `key` is what the cache knows them by, `method` the name of the provider. `asking` are the steps that
    /// lead to the question, as far as they are known before it is asked, and `asked` what the answer adds.
    cached_fetch(std::string key, std::string method, credential_steps asking, credential_steps asked)
        : key_(std::move(key)), method_(std::move(method)), asking_(asking), asked_(asked) {}
    virtual ~cached_fetch() = default;
    cached_fetch(cached_fetch const&) = delete;
    cached_fetch& operator=(cached_fetch const&) = delete;

    /// The credentials in the cache when they are good for another quarter of an hour, else fresh ones.
    /// Throws what the fetch throws, and credential_retrieval_error when its answer lacks something.
    asio::awaitable<credentials> fetch(provider_context& context);

    std::string const& cache_key() const noexcept { return key_; }

  protected:
    /// Asks the source. The answer has the members of `Credentials` of an STS response, and `AccountId`
    /// there.
    virtual asio::awaitable<value_map> ask(provider_context& context) = 0;
    std::string const& method() const noexcept { return method_; }
    /// The steps that lead to the question.
    credential_steps steps() const noexcept { return credential_steps(asking_).add(source_); }
    /// Those to the keys that the question is signed with, as of this time.
    void set_source_steps(credential_steps taken) noexcept { source_ = taken; }

  private:
    credentials read(value_map const& document) const;

    std::string const key_;
    std::string const method_;
    credential_steps const asking_;
    credential_steps const asked_;
    credential_steps source_;
};

}  // namespace coaws
