// Old names of operations, from before their brand words were kept in one piece.
#include "customization/general/method_aliases.hpp"

#include <coaws/pipeline/getattr.hpp>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

void add_alias(emitter& events, std::string_view old_name, std::string operation) {
    events.on(old_name, [operation = std::move(operation)](getattr&) { return operation; });
}

}  // namespace

void register_method_aliases(emitter& events) {
    add_alias(events, "getattr.mturk.list_hi_ts_for_qualification_type", "list_hits_for_qualification_type");
    add_alias(events, "getattr.socialmessaging.delete_whatsapp_media_message",
              "delete_whatsapp_message_media");
    add_alias(events, "getattr.cloudwatch.get_o_tel_enrichment", "get_otel_enrichment");
    add_alias(events, "getattr.cloudwatch.start_o_tel_enrichment", "start_otel_enrichment");
    add_alias(events, "getattr.cloudwatch.stop_o_tel_enrichment", "stop_otel_enrichment");
    add_alias(events, "getattr.cloudwatch.update_o_tel_enrichment", "update_otel_enrichment");
    add_alias(events, "getattr.signin.create_o_auth2_token", "create_oauth2_token");
}

}  // namespace coaws::customization
