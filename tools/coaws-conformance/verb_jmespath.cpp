// jmespath: an expression over a document.
#include <coaws/value/args.hpp>
#include <coaws/value/jmespath.hpp>

#include "answers.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

std::string run_jmespath(driver&, value const& request) {
    value_map out;
    try {
        auto const expression = jmespath::expression::compile(request.at("expression").as_string());
        auto const* document = request.find("document");
        out["result"] = expression.search(document == nullptr ? value() : *document);
    } catch (jmespath::jmespath_error const& failure) {
        out["error_kind"] = failure.kind_name();
    }
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
