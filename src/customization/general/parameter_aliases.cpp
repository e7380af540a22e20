// Friendlier names of parameters whose modelled names are awkward.
#include "customization/general/parameter_aliases.hpp"

#include <coaws/base/errors.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace coaws::customization {

namespace {

void add_alias(emitter& events, std::string_view name, std::string_view original, std::string_view alias) {
    events.on_first(name, [original, alias](before_parameter_build& e) {
        auto* given = e.params.find(alias);
        if (given == nullptr) return;
        auto const* input = e.operation().input;
        if (input == nullptr || input->find_member(original) == nullptr) return;
        if (e.params.contains(original))
            throw alias_conflict_parameter_error(std::string(original), std::string(alias),
                                                 e.operation().name);
        auto moved = std::move(*given);
        e.params.erase(alias);
        e.params.append(std::string(original), std::move(moved));
    });
}

}  // namespace

void register_parameter_aliases(emitter& events) {
    add_alias(events, "before-parameter-build.ec2.*", "Filter", "Filters");
    add_alias(events, "before-parameter-build.cloudwatch-logs.CreateExportTask", "from", "fromTime");
    add_alias(events, "before-parameter-build.cloudsearch-domain.Search", "return", "returnFields");
}

}  // namespace coaws::customization
