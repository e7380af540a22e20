// An Expires header that may be no time.
#include "customization/s3/expires.hpp"

#include <coaws/base/log.hpp>
#include <coaws/base/time.hpp>
#include <coaws/pipeline/events.hpp>
#include <string>

namespace coaws::customization {

namespace {

bool has_expires(schema const* output) {
    if (output == nullptr) return false;
    auto const* member = output->find_member("Expires");
    return member != nullptr && member->shape_name() == "Expires" &&
           member->traits().location_name == "Expires";
}

void keep_text(before_parse& e) {
    auto const text = e.response.headers.find("Expires");
    if (!text || text->empty() || !has_expires(e.operation().output)) return;
    e.extra["ExpiresString"] = *text;
    if (parse_timestamp(*text)) return;
    log::write(log::level::warning, "coaws.customization",
               "Failed to parse the \"Expires\" member as a timestamp: " + std::string(*text) +
                   ". The unparsed value is available in the response under \"ExpiresString\".");
    e.response.headers.erase("Expires");
}

}  // namespace

void register_expires(emitter& events) { events.on("before-parse.s3.*", keep_text); }

}  // namespace coaws::customization
