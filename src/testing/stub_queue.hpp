// The queue behind a stubber, and its judgement of calls.
#pragma once

#include <coaws/pipeline/events.hpp>
#include <coaws/schema/service_schema.hpp>
#include <coaws/value/value.hpp>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace coaws::testing {

/// An answer and the call that it is for.
struct stub {
    std::string operation;  ///< CamelCase
    canned_answer answer;
    value expected;  ///< null: any parameters
};

/// Thread-safe.
class stub_queue {
  public:
    void push(stub next);
    std::size_t size() const;
    /// Throws unless the next answer is for this operation and these parameters. Changes nothing.
    void check(operation_schema const& operation, value_map const& params) const;
    /// Takes the next answer, which has to be for this operation.
    canned_answer pop(operation_schema const& operation);

  private:
    stub const& next_for(operation_schema const& operation) const;  // under guard_

    mutable std::mutex guard_;
    std::deque<stub> stubs_;  // under guard_
};

}  // namespace coaws::testing
