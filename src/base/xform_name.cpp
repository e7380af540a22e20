// Names of operations and members in snake_case.
#include <algorithm>
#include <coaws/base/text.hpp>
#include <iterator>

namespace coaws {
namespace {

struct special_name {
    std::string_view camel;
    std::string_view snake;
};

// Names whose brand words the rules would tear apart (SESS-04a), sorted by the first column.
constexpr special_name special_names[] = {
    {"AssociateWhatsAppBusinessAccount", "associate_whatsapp_business_account"},
    {"CreateCachediSCSIVolume", "create_cached_iscsi_volume"},
    {"CreateOAuth2Token", "create_oauth2_token"},
    {"CreateOAuth2TokenWithIAM", "create_oauth2_token_with_iam"},
    {"CreateStorediSCSIVolume", "create_stored_iscsi_volume"},
    {"CreateWhatsAppDataset", "create_whatsapp_dataset"},
    {"CreateWhatsAppFlow", "create_whatsapp_flow"},
    {"CreateWhatsAppMessageTemplate", "create_whatsapp_message_template"},
    {"CreateWhatsAppMessageTemplateFromLibrary", "create_whatsapp_message_template_from_library"},
    {"CreateWhatsAppMessageTemplateMedia", "create_whatsapp_message_template_media"},
    {"DeleteWhatsAppFlow", "delete_whatsapp_flow"},
    {"DeleteWhatsAppMessageMedia", "delete_whatsapp_message_media"},
    {"DeleteWhatsAppMessageTemplate", "delete_whatsapp_message_template"},
    {"DeprecateWhatsAppFlow", "deprecate_whatsapp_flow"},
    {"DescribeCachediSCSIVolumes", "describe_cached_iscsi_volumes"},
    {"DescribeStorediSCSIVolumes", "describe_stored_iscsi_volumes"},
    {"DisassociateWhatsAppBusinessAccount", "disassociate_whatsapp_business_account"},
    {"ExecutePartiQLBatch", "execute_partiql_batch"},
    {"ExecutePartiQLStatement", "execute_partiql_statement"},
    {"ExecutePartiQLTransaction", "execute_partiql_transaction"},
    {"GetLinkedWhatsAppBusinessAccount", "get_linked_whatsapp_business_account"},
    {"GetLinkedWhatsAppBusinessAccountPhoneNumber", "get_linked_whatsapp_business_account_phone_number"},
    {"GetOTelEnrichment", "get_otel_enrichment"},
    {"GetWhatsAppBusinessPublicKey", "get_whatsapp_business_public_key"},
    {"GetWhatsAppCallPermission", "get_whatsapp_call_permission"},
    {"GetWhatsAppFlow", "get_whatsapp_flow"},
    {"GetWhatsAppFlowPreview", "get_whatsapp_flow_preview"},
    {"GetWhatsAppMessageMedia", "get_whatsapp_message_media"},
    {"GetWhatsAppMessageTemplate", "get_whatsapp_message_template"},
    {"IntrospectOAuth2TokenWithIAM", "introspect_oauth2_token_with_iam"},
    {"ListHITsForQualificationType", "list_hits_for_qualification_type"},
    {"ListLinkedWhatsAppBusinessAccounts", "list_linked_whatsapp_business_accounts"},
    {"ListWhatsAppFlowAssets", "list_whatsapp_flow_assets"},
    {"ListWhatsAppFlows", "list_whatsapp_flows"},
    {"ListWhatsAppMessageTemplates", "list_whatsapp_message_templates"},
    {"ListWhatsAppTemplateLibrary", "list_whatsapp_template_library"},
    {"PostWhatsAppMessageMedia", "post_whatsapp_message_media"},
    {"PublishWhatsAppFlow", "publish_whatsapp_flow"},
    {"PutWhatsAppBusinessAccountEventDestinations", "put_whatsapp_business_account_event_destinations"},
    {"PutWhatsAppBusinessPublicKey", "put_whatsapp_business_public_key"},
    {"RevokeOAuth2TokenWithIAM", "revoke_oauth2_token_with_iam"},
    {"SendWhatsAppCallEvent", "send_whatsapp_call_event"},
    {"SendWhatsAppConversionEvent", "send_whatsapp_conversion_event"},
    {"SendWhatsAppMessage", "send_whatsapp_message"},
    {"StartOTelEnrichment", "start_otel_enrichment"},
    {"StopOTelEnrichment", "stop_otel_enrichment"},
    {"UpdateLinkedWhatsAppBusinessAccountPhoneNumber",
     "update_linked_whatsapp_business_account_phone_number"},
    {"UpdateOTelEnrichment", "update_otel_enrichment"},
    {"UpdateWhatsAppFlow", "update_whatsapp_flow"},
    {"UpdateWhatsAppFlowAssets", "update_whatsapp_flow_assets"},
    {"UpdateWhatsAppMessageTemplate", "update_whatsapp_message_template"},
};

constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Where a plural acronym (`ARNs`) at the end begins; the end of the name when there is none.
std::size_t plural_acronym(std::string_view name) noexcept {
    if (name.empty() || name.back() != 's') return name.size();
    auto begin = name.size() - 1;
    while (begin > 0 && is_upper(name[begin - 1])) --begin;
    return name.size() - 1 - begin >= 2 ? begin : name.size();
}

// Separates every capitalised word from what stands before it: `AWSAccount` gives `AWS_Account`.
std::string separate_words(std::string_view name, char separator) {
    std::string out;
    out.reserve(name.size() + 8);
    std::size_t i = 0;
    while (i < name.size()) {
        out += name[i++];
        if (i + 1 < name.size() && is_upper(name[i]) && is_lower(name[i + 1])) {
            out += separator;
            out += name[i++];
            while (i < name.size() && is_lower(name[i])) out += name[i++];
        }
    }
    return out;
}

// Separates a capital from the small letter or digit before it, in lower case: `ec2AMI` gives `ec2_ami`.
std::string separate_capitals(std::string_view name, char separator) {
    std::string out;
    out.reserve(name.size() + 4);
    char previous = 0;
    for (char c : name) {
        if (is_upper(c) && (is_lower(previous) || is_digit(previous))) out += separator;
        out += is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
        previous = c;
    }
    return out;
}

}  // namespace

std::string xform_name(std::string_view name, char separator) {
    if (name.find(separator) != std::string_view::npos) return std::string(name);
    auto const special = std::ranges::lower_bound(special_names, name, {}, &special_name::camel);
    if (special != std::end(special_names) && special->camel == name) {
        std::string out(special->snake);
        std::ranges::replace(out, '_', separator);
        return out;
    }
    auto const acronym = plural_acronym(name);
    if (acronym == name.size()) return separate_capitals(separate_words(name, separator), separator);
    auto const parted = std::string(name.substr(0, acronym)) + separator + ascii_lower(name.substr(acronym));
    return separate_capitals(separate_words(parted, separator), separator);
}

std::string hyphenize_service_id(std::string_view service_id) {
    std::string out = ascii_lower(service_id);
    std::ranges::replace(out, ' ', '-');
    return out;
}

}  // namespace coaws
