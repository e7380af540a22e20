// For streams that belong to an executor.
#pragma once

#include <boost/asio/any_io_executor.hpp>

namespace coaws::pipeline {

/// Implemented beside `incoming_body` or `byte_source` by those that do I/O of their own.
class executor_bound {
  public:
    virtual ~executor_bound() = default;
    /// Where the stream's I/O runs; empty when it does none any more.
    virtual boost::asio::any_io_executor executor() const = 0;
};

}  // namespace coaws::pipeline
