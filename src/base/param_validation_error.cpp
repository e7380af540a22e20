// Text of a failed parameter validation.
#include <coaws/base/param_validation_error.hpp>
#include <utility>

#include "base/error_text.hpp"

namespace coaws {
namespace {

error_parts parts_of(std::string report) {
    return error_text::make_parts("Parameter validation failed:\n{report}", {{"report", std::move(report)}});
}

std::string joined(std::vector<validation_problem> const& problems) {
    std::string report;
    for (auto const& problem : problems) {
        if (!report.empty()) report += '\n';
        report += problem.text;
    }
    return report;
}

}  // namespace

validation_problem::validation_problem(std::string why, std::string where, std::string line)
    : reason(std::move(why)), path(std::move(where)), text(std::move(line)) {}

param_validation_error::param_validation_error(std::vector<validation_problem> problems)
    : error_kind(parts_of(joined(problems))),
      details_(std::make_shared<std::vector<validation_problem> const>(std::move(problems))) {}

param_validation_error::param_validation_error(std::string const& report)
    : error_kind(parts_of(report)), details_(std::make_shared<std::vector<validation_problem> const>()) {}

}  // namespace coaws
