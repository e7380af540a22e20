// What was wrong with the parameters of a call (EXC-16).
#pragma once

#include <coaws/base/error.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coaws {

/// One thing wrong with the parameters of a call.
struct validation_problem {
    std::string
        reason;  ///< kind: `missing required field`, `unknown field`, `invalid type`, `invalid range`, …
    std::string path;  ///< where: `Item.Keys[0].Name`; empty for the input as a whole
    std::string text;  ///< the line of the report that tells a person about it

    validation_problem() = default;
    validation_problem(std::string why, std::string where, std::string line);
};

/// The parameters of a call do not fit its operation; nothing was sent. Carries every problem found, not only
/// the first.
class param_validation_error : public error_kind<param_validation_error> {
  public:
    static constexpr std::string_view type_name = "ParamValidationError";
    explicit param_validation_error(std::vector<validation_problem> problems);
    /// For a check that reports a plain text and no list.
    explicit param_validation_error(std::string const& report);

    /// The problems in the order found; empty when made from a plain text.
    std::vector<validation_problem> const& details() const noexcept { return *details_; }
    /// The message without its first line.
    std::string_view report() const noexcept { return field("report"); }

  private:
    std::shared_ptr<std::vector<validation_problem> const> details_;
};

}  // namespace coaws
