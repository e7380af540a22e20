// Reading `authSchemes` out of an endpoint's properties.
#include "endpoint/auth_schemes.hpp"

#include <coaws/base/text.hpp>
#include <string>
#include <utility>

namespace coaws::endpoint::detail {

namespace {

// A boolean, or a text where only `true` in any case counts.
bool is_true(value const& v) {
    if (auto const* b = v.get_if<bool>()) return *b;
    auto const* text = v.get_if<std::string>();
    return text != nullptr && iequals(*text, "true");
}

auth_scheme read_scheme(value_map const& source) {
    auth_scheme out;
    for (auto const& [key, member] : source) {
        auto const* text = member.get_if<std::string>();
        if (key == "name" && text != nullptr) {
            out.name = *text;
        } else if (key == "signingName" && text != nullptr) {
            out.signing_name = *text;
        } else if (key == "signingRegion" && text != nullptr) {
            out.signing_region = *text;
        } else if (key == "disableDoubleEncoding") {
            out.disable_double_encoding = is_true(member);
        } else if (key == "signingRegionSet" && member.is_list()) {
            auto& set = out.signing_region_set.emplace();
            for (auto const& region : member.as_list()) {
                if (auto const* name = region.get_if<std::string>()) set.push_back(*name);
            }
        }
    }
    return out;
}

}  // namespace

std::vector<auth_scheme> read_auth_schemes(value_map const& properties) {
    std::vector<auth_scheme> out;
    auto const* list = properties.find("authSchemes");
    if (list == nullptr || !list->is_list()) return out;
    out.reserve(list->as_list().size());
    for (auto const& entry : list->as_list()) {
        if (!entry.is_map()) continue;
        auto scheme = read_scheme(entry.as_map());
        if (!scheme.name.empty()) out.push_back(std::move(scheme));
    }
    return out;
}

}  // namespace coaws::endpoint::detail
