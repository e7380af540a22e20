// Writing a streamed output to a file.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <coaws/pipeline/streaming_body.hpp>
#include <string>

namespace cli {

/// Writes a stream to a file in pieces, or to standard output for `-`. The file appears under its name only
/// when it is complete: until then a temporary file beside it is written, which is removed when anything
/// fails or the operation is cancelled. What is no regular file (`/dev/null`, a pipe) is written directly.
/// Throws output_error and what reading the stream throws.
boost::asio::awaitable<void> download(coaws::streaming_body from, std::string path);

/// Such a file, written by hand: `append` as often as needed, then `commit`.
class output_file {
  public:
    /// Throws output_error.
    explicit output_file(std::string path);
    ~output_file();
    output_file(output_file const&) = delete;
    output_file& operator=(output_file const&) = delete;

    void append(std::string_view bytes);
    void commit();

  private:
    std::string path_;
    std::string temporary_;  ///< empty when the target is written directly
    int descriptor_ = -1;
};

}  // namespace cli
