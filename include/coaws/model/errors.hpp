// What is wrong with a data file as a whole; errors of single shapes are in coaws/base/errors_data.hpp
// (MODEL-36).
#pragma once

#include <coaws/base/error.hpp>

namespace coaws {

/// A document that is no service model, or whose parts are of the wrong JSON kind.
class invalid_model_error : public error_kind<invalid_model_error> {
  public:
    static constexpr std::string_view type_name = "InvalidModelError";
    using error_kind::error_kind;
};

/// A compressed data file that can't be inflated, or would become too large.
class bad_gzip_file_error : public error_kind<bad_gzip_file_error> {
  public:
    static constexpr std::string_view type_name = "BadGzipFile";
    using error_kind::error_kind;
};

}  // namespace coaws
