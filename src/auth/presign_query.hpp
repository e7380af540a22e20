// The query of a presigned URL.
#pragma once

#include <string>
#include <string_view>

namespace coaws::auth {

/// Keeps the operation's query in front, in canonical encoding and without the parameters of an earlier
/// signature, and appends those of the new one.
class presign_query {
  public:
    explicit presign_query(std::string_view operation_query);
    void add(std::string_view name, std::string_view value);
    std::string const& text() const noexcept { return text_; }

  private:
    std::string text_;
};

}  // namespace coaws::auth
