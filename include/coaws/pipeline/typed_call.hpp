// Operations whose input and output have types of their own, through the same pipeline.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/base/result.hpp>
#include <coaws/pipeline/client_core.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/protocol/wire_protocol.hpp>
#include <coaws/schema/shape_reader.hpp>
#include <coaws/schema/shape_writer.hpp>
#include <string_view>

namespace coaws::pipeline {

/// An input that can write itself. It becomes a value only where handlers of the call's events look at
/// parameters.
class typed_input : public serializable {
  public:
    /// False when something may be wrong with it: it is then made a value, and that is validated.
    virtual bool is_valid(schema const& input) const = 0;
};

/// What a response is read into.
class typed_output : public deserializable {
  public:
    /// Back to empty: the response read last did not count.
    virtual void clear() = 0;
    /// The texts of what was read.
    virtual result_texts& texts() noexcept = 0;
};

/// As `invoke`; gives what the response says about itself. `input` and `output` must outlive the awaitable.
/// `output` is to be looked at after a success only.
asio::awaitable<result<protocol::response_metadata>> invoke_typed(client_core const& core,
                                                                  std::string_view operation,
                                                                  typed_input const& input,
                                                                  typed_output& output, call_options options);

/// As `build`. `input` must outlive the awaitable.
asio::awaitable<result<http::request>> build_typed(client_core const& core, std::string_view operation,
                                                   typed_input const& input);

}  // namespace coaws::pipeline
