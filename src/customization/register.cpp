// The built-in handlers in the order of HND-X1…X13.
#include <coaws/customization/register.hpp>

#include "customization/api_gateway/accept_header.hpp"
#include "customization/cloudformation/template_body.hpp"
#include "customization/cloudsearch_domain/search_by_post.hpp"
#include "customization/ec2/console_output.hpp"
#include "customization/general/api_version_header.hpp"
#include "customization/general/checksum_mode.hpp"
#include "customization/general/endpoint_discovery.hpp"
#include "customization/general/idempotency_token.hpp"
#include "customization/general/method_aliases.hpp"
#include "customization/general/parameter_aliases.hpp"
#include "customization/general/service_aliases.hpp"
#include "customization/general/trace_id.hpp"
#include "customization/general/unsigned_operations.hpp"
#include "customization/general/user_data.hpp"
#include "customization/glacier/account_and_version.hpp"
#include "customization/glacier/upload_checksums.hpp"
#include "customization/iam/policy_document.hpp"
#include "customization/import_export/default_signer.hpp"
#include "customization/machine_learning/predict_endpoint.hpp"
#include "customization/polly/presigned_speech.hpp"
#include "customization/presigned_copy/presigned_copy.hpp"
#include "customization/route53/resource_ids.hpp"
#include "customization/s3/bucket_in_host.hpp"
#include "customization/s3/bucket_location.hpp"
#include "customization/s3/bucket_name.hpp"
#include "customization/s3/copy_source.hpp"
#include "customization/s3/endpoint_builtins.hpp"
#include "customization/s3/error_in_success.hpp"
#include "customization/s3/expect_continue.hpp"
#include "customization/s3/expires.hpp"
#include "customization/s3/express_session.hpp"
#include "customization/s3/line_breaks.hpp"
#include "customization/s3/list_objects_encoding.hpp"
#include "customization/s3/metadata_ascii.hpp"
#include "customization/s3/region_redirect.hpp"
#include "customization/s3/signing_path.hpp"
#include "customization/s3/sse_customer_key.hpp"
#include "customization/s3/streamed_body.hpp"
#include "customization/s3/unsigned_trailer.hpp"
#include "customization/s3_control/account_prefix.hpp"
#include "customization/s3_control/arn_parameters.hpp"
#include "customization/sqs/query_error_code.hpp"
#include "customization/sso_oidc/error_description.hpp"

namespace coaws {

void register_builtin_handlers(emitter& events, pipeline::world const& world) {
    using namespace customization;
    register_service_aliases(events);
    register_method_aliases(events);
    register_streamed_body(events);
    register_policy_document(events);
    register_console_output(events);
    register_template_body(events);
    register_bucket_location(events);
    register_query_error_code(events);
    register_expires(events);
    register_error_in_success(events);
    register_error_description(events);
    register_idempotency_token(events, world.randomness);
    register_bucket_name(events);
    register_bucket_in_host(events);
    register_list_objects_encoding(events);
    register_copy_source(events);
    register_metadata_ascii(events);
    register_account_prefix(events);
    register_endpoint_builtins(events);
    register_trace_id(events, world.environment);
    register_expect_continue(events, world.environment.get());
    register_account_and_version(events);
    register_accept_header(events);
    register_line_breaks(events);
    register_upload_checksums(events, world);
    register_predict_endpoint(events);
    register_unsigned_operations(events);
    register_sse_customer_key(events);
    register_user_data(events);
    register_resource_ids(events);
    register_unsigned_trailer(events);
    register_presigned_speech(events);
    register_list_objects_decoding(events);
    register_search_by_post(events);
    register_api_version_header(events);
    register_parameter_aliases(events);
}

void register_client_handlers(emitter& events, service_metadata const& service,
                              pipeline::client_settings const& settings, pipeline::world const& world) {
    using namespace customization;
    static_cast<void>(world);
    register_checksum_mode(events, settings);
    if (service.event_id == "s3") {
        register_signing_path(events, settings);
        register_global_presigning(events, settings);
    }
    if (service.event_id == "s3-control") register_arn_parameters(events, settings);
    if (service.event_id == "importexport") register_default_signer(events, settings);
}

void register_calling_handlers(std::shared_ptr<pipeline::client_core const> const& core) {
    using namespace customization;
    auto& events = core->events();
    auto const& service = core->service().metadata().event_id;
    if (service == "s3") {
        register_region_redirect(events, core);
        register_express_session(events, core);
    } else if (service == "ec2") {
        register_presigned_snapshot_copy(events, core);
    } else if (service == "rds" || service == "neptune" || service == "docdb") {
        register_presigned_database_copy(events, service, core);
    }
    register_endpoint_discovery(events, core);
}

}  // namespace coaws
