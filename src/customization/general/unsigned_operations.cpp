// Operations that hand out credentials and so need none.
#include "customization/general/unsigned_operations.hpp"

#include <coaws/pipeline/events.hpp>

namespace coaws::customization {

namespace {

std::string choose_none(choose_signer&) { return "none"; }

}  // namespace

void register_unsigned_operations(emitter& events) {
    for (auto const* name :
         {"choose-signer.cognito-identity.GetId", "choose-signer.cognito-identity.GetOpenIdToken",
          "choose-signer.cognito-identity.UnlinkIdentity",
          "choose-signer.cognito-identity.GetCredentialsForIdentity", "choose-signer.sts.AssumeRoleWithSAML",
          "choose-signer.sts.AssumeRoleWithWebIdentity"})
        events.on(name, choose_none);
}

}  // namespace coaws::customization
