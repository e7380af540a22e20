// Import/Export is modelled with a signature that it no longer takes.
#include "customization/import_export/default_signer.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

std::string choose_v4(choose_signer&) { return "v4"; }

}  // namespace

void register_default_signer(emitter& events, pipeline::client_settings const& settings) {
    if (!settings.signature_version_configured) events.on("choose-signer.importexport", choose_v4);
}

}  // namespace coaws::customization
