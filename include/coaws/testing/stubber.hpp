// Answers for a client's calls, queued by a test (TEST-01…05).
#pragma once

#include <coaws/base/error.hpp>
#include <coaws/client/client.hpp>
#include <coaws/value/value.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace coaws::testing {

/// In expected parameters: equal to anything, at any depth. Of no use in the parameters of a call.
value any();

/// Queued answers are left that nobody asked for.
class pending_responses_error : public error_kind<pending_responses_error> {
  public:
    static constexpr std::string_view type_name = "AssertionError";
    using error_kind::error_kind;
    explicit pending_responses_error(std::size_t count);
};

/// What a service is to answer instead of a result. By default an error 400 without code and message.
class stub_error {
  public:
    stub_error() = default;

    /// The error code, e.g. `NoSuchBucket`.
    stub_error& with_code(std::string text) & {
        code = std::move(text);
        return *this;
    }
    stub_error&& with_code(std::string text) && { return std::move(with_code(std::move(text))); }
    stub_error& with_message(std::string text) & {
        message = std::move(text);
        return *this;
    }
    stub_error&& with_message(std::string text) && { return std::move(with_message(std::move(text))); }
    /// The HTTP status; below 300 the call succeeds.
    stub_error& with_status(unsigned number) & {
        status = number;
        return *this;
    }
    stub_error&& with_status(unsigned number) && { return std::move(with_status(number)); }
    /// Further members of `Error`; a map.
    stub_error& with_error_meta(value members) & {
        error_meta = std::move(members);
        return *this;
    }
    stub_error&& with_error_meta(value members) && { return std::move(with_error_meta(std::move(members))); }
    /// Further members of `ResponseMetadata`; a map.
    stub_error& with_response_meta(value members) & {
        response_meta = std::move(members);
        return *this;
    }
    stub_error&& with_response_meta(value members) && {
        return std::move(with_response_meta(std::move(members)));
    }
    /// Members of the exception that the code names; a map, checked against its shape.
    stub_error& with_modeled_fields(value members) & {
        modeled_fields = std::move(members);
        return *this;
    }
    stub_error&& with_modeled_fields(value members) && {
        return std::move(with_modeled_fields(std::move(members)));
    }

    std::string code;
    std::string message;
    unsigned status = 400;
    value error_meta;
    value response_meta;
    value modeled_fields;
};

/// Puts queued answers in place of a client's calls, first in, first out. Works through the client's events:
/// parameters are still checked and endpoints resolved, but nothing is signed or sent, no credentials are
/// looked for, and presigning goes on as ever.
///
/// While it is active, a call fails with unstubbed_response_error when the queue is empty, with
/// stub_response_error when the next answer is for another operation, and with stub_assertion_error when the
/// parameters are not the expected ones; the queue then stays as it is. Parameters are compared as they are
/// behind `provide-client-params` and in front of `before-parameter-build`. One stubber a client.
/// Thread-safe. The client may outlive it.
class stubber {
  public:
    /// Keeps the stubber active until destroyed. May outlive the stubber.
    class activation {
      public:
        activation(activation&& other) noexcept = default;
        activation& operator=(activation&& other) noexcept;
        ~activation();

      private:
        friend class stubber;
        explicit activation(client of, std::string id) : client_(std::move(of)), id_(std::move(id)) {}
        void end() noexcept;

        coaws::client client_;
        std::string id_;
    };

    explicit stubber(client of);

    /// Queues a result for an operation, named in CamelCase or snake_case. `response` is a map that fits the
    /// output; `ResponseMetadata` in it is free. `expected` is a map of the parameters that the call has to
    /// have, all of them, `any()` where a value does not matter; null takes any parameters. Throws
    /// value_error for an unknown operation and param_validation_error.
    void add_response(std::string_view method, value response, value expected = {});
    /// Queues an error. Throws as `add_response`.
    void add_client_error(std::string_view method, stub_error failure = {}, value expected = {});

    /// Calls are answered from the queue from now on, until the result is destroyed or `deactivate`.
    [[nodiscard]] activation activate();
    void deactivate();

    /// Answers that no call has asked for yet.
    std::size_t pending() const;
    /// Throws pending_responses_error unless every answer was asked for.
    void assert_no_pending_responses() const;

  private:
    struct state;
    std::shared_ptr<state> state_;
};

}  // namespace coaws::testing
