// HTTP exchanges as a text, without their secrets: recorded once, replayed in tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/error.hpp>
#include <coaws/http/message.hpp>
#include <coaws/pipeline/ports.hpp>
#include <coaws/testing/scripted_http.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace coaws::testing {

/// A replayed recording was asked for another exchange than its next one.
class replay_mismatch_error : public error_kind<replay_mismatch_error> {
  public:
    static constexpr std::string_view type_name = "ReplayMismatchError";
    using error_kind::error_kind;
};

/// Passes exchanges on to another transport and keeps them. Bodies are read to their end and kept in memory,
/// those of streamed outputs too. Thread-safe.
///
/// Kept as `***`: headers and query parameters with signatures, tokens, cookies and customer keys, members of
/// bodies that are named like secret keys, tokens and passwords, and the tokens of the metadata service.
/// Whatever else is secret in bodies is not recognised: read a recording before you share it.
class recording_http final : public pipeline::transport {
  public:
    /// `files` reads the bodies that are files; without it they are kept as empty.
    explicit recording_http(std::shared_ptr<pipeline::transport> through,
                            std::shared_ptr<pipeline::files> files = nullptr);

    /// The exchanges so far, in the order in which they ended: a JSON document a line.
    std::string text() const;

    boost::asio::awaitable<http::response> send(http::request const& request,
                                                pipeline::send_options options) override;
    void close() noexcept override;

  private:
    void keep(std::string line);

    std::shared_ptr<pipeline::transport> through_;
    std::shared_ptr<pipeline::files> files_;
    mutable std::mutex guard_;
    std::string text_;  // under guard_
};

/// A transport that answers as a recording says, in its order. A request with another verb or URL than the
/// recorded one (secrets apart) throws replay_mismatch_error; headers and bodies are not compared. Throws
/// value_error naming the first line that is none of a recording.
std::shared_ptr<scripted_http> replay(std::string_view recording);

}  // namespace coaws::testing
