// The state of one call while it runs, and its steps in order.
#pragma once

#include "pipeline/call_meter.hpp"
#include "pipeline/operation_plan.hpp"

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <coaws/auth/post_policy.hpp>
#include <coaws/base/result.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/pipeline/history.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/pipeline/typed_call.hpp>
#include <memory>
#include <optional>

namespace coaws::pipeline {

/// What the attempts of a call came to, before it is judged.
struct received {
    http::response response;
    value_map parsed;  ///< success: output; error: `Error`, modelled fields
    std::optional<protocol::parsed_error> service_error;
    protocol::response_metadata metadata;
    std::shared_ptr<error const> failure;  ///< sending failed; nothing else is set then
    timestamp sent_at{};                   ///< by our clock
    timestamp received_at{};               ///< by our clock; for error responses only
    std::string authority;                 ///< host and port that answered; for error responses only
    bool is_read = false;                  ///< the result is in the typed output and not in `parsed`

    received() = default;
    bool succeeded() const noexcept { return !failure && !service_error; }
};

/// What a run signs when it does not send.
struct presigning {
    std::int64_t expires_seconds = 3600;
    /// The operation whose signing events are emitted and whose signer is asked for; null for the run's own.
    operation_plan const* signed_as = nullptr;
    auth::post_fields* form = nullptr;       ///< set: a form is signed, not a URL
    value_list const* conditions = nullptr;  ///< of the form's policy

    presigning() = default;
    /// What the names of its signers end in (SIGN-21).
    std::string_view suffix() const noexcept { return form == nullptr ? "-query" : "-presign-post"; }
};

/// One call. The steps are called in the order of their declaration; each may throw `coaws::error`.
class operation_run {
  public:
    operation_run(client_core const& core, std::string_view operation, value params, call_options options);
    /// As above; input and output must outlive the run. The result is in `output`, and `finish` gives null.
    operation_run(client_core const& core, std::string_view operation, typed_input const& input,
                  typed_output& output, call_options options);

    /// Makes this a run that presigns: `prepare` ends before the checksums, `sign` puts the signature where
    /// `how` says. To be called first; `how` must outlive the run.
    void presign(presigning const& how) noexcept;
    /// Tells observers (metrics, history, log) that a call begins. For runs that become calls.
    void begin();
    /// Tells them how it ended. An exception that is not said here counts as a cancellation.
    void end(result<value> const& outcome);
    /// provide-client-params … before-call: parameters become a request with its endpoint, headers and body.
    /// Gives the answer of a before-call handler, if there was one.
    asio::awaitable<std::optional<canned_answer>> prepare();
    /// Compression and checksum: what is done once for all attempts.
    asio::awaitable<void> seal();
    /// request-created, signature, before-send: the request of this attempt.
    asio::awaitable<http::request> create_request();
    /// choose-signer, before-sign, signature. A run that presigns signs `request().http`.
    asio::awaitable<void> sign(http::request& request);
    /// The loop of attempts.
    asio::awaitable<received> attempt_until_done();
    /// after-call and the verdict.
    asio::awaitable<result<value>> finish(received got);
    /// after-call-error.
    asio::awaitable<void> report_failure(error const& failure);

    call_context& context() noexcept { return context_; }
    client_core const& core() const noexcept { return core_; }
    prepared_request& request() noexcept { return request_; }
    /// Of a typed call that has succeeded.
    protocol::response_metadata& metadata() noexcept { return metadata_; }

  private:
    /// The parameters of a typed call as far as somebody looks at them as values.
    void show_params();
    void validate_params() const;
    /// Whether nobody looks at the result of a typed call as a value.
    bool reads_directly() const noexcept;
    /// after-call of a result that is in `output_`.
    void edit_direct_result(http::response const& response);
    /// What the history and the log are told of the parameters.
    void show_beginning(value_map const& params);
    void record_parsed(received const& got) const;
    asio::awaitable<void> resolve_endpoint();
    asio::awaitable<void> give_account_id(endpoint::builtin_values& builtins);
    void assemble_request();
    void resolve_checksums();
    /// Signs with a known signer; `body_digest` is that of a body that is not in memory, or empty.
    void sign_with(http::request& request, std::string_view signer, credentials const& keys,
                   std::string_view body_digest);
    /// The same for a form, or for `request_`, the body of which moves into the query.
    void presign_with(http::request& request, std::string_view signer, credentials const& keys);
    auth::sigv4_params signing_params(http::request const& request, std::string_view signer) const;
    std::string default_signer() const;
    std::string choose_signer_name();
    std::string preferred_signer_name();
    void use_region_set();
    timestamp signing_time(http::request const& request) const;
    /// Whether the service refused our time, and another attempt will tell its own (LIM-02).
    bool corrects_clock(received const& got);
    void add_retry_headers(http::request& request) const;
    asio::awaitable<received> attempt();
    asio::awaitable<void> parse(received& got);
    void parse_error(received& got);
    asio::awaitable<std::optional<std::chrono::nanoseconds>> judge(received& got);
    void note_ttl(received const& got);
    /// Whether the keys were refused as expired and others can be had: the call is then signed once more.
    bool renew_refused_keys(received const& got);
    std::optional<std::chrono::steady_clock::time_point> deadline() const noexcept { return deadline_; }

    client_core const& core_;
    operation_plan const& plan_;
    std::shared_ptr<call_handlers const> handlers_;
    call_context context_;
    value_map params_;
    typed_input const* input_ = nullptr;  ///< of a typed call whose `params_` are not the whole input
    typed_output* output_ = nullptr;      ///< of a typed call
    protocol::response_metadata metadata_;
    call_options options_;
    presigning const* presigning_ = nullptr;  ///< null: the request is sent
    bool clock_corrected_ = false;
    std::optional<std::chrono::steady_clock::time_point> deadline_;
    prepared_request request_;
    std::string endpoint_url_;
    std::string user_agent_;  ///< its room is used again for each attempt
    std::vector<std::pair<std::string, std::string>> endpoint_headers_;
    std::shared_ptr<credentials const> signed_with_;  ///< the identity's keys, if the attempt was signed so
    bool keys_renewed_ = false;
    bool const recorded_ = history::enabled();
    std::unique_ptr<call_meter> meter_;  ///< null: nobody observes the call
};

}  // namespace coaws::pipeline
