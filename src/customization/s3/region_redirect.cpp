// Buckets that live in another region than the client.
#include "customization/s3/region_redirect.hpp"

#include "customization/parameters.hpp"
#include "customization/s3/bucket_regions.hpp"
#include "customization/s3/redirect_note.hpp"
#include "pipeline/auth_scheme.hpp"

#include <algorithm>
#include <coaws/base/errors.hpp>
#include <coaws/endpoint/names.hpp>
#include <coaws/endpoint/resolution_errors.hpp>
#include <coaws/pipeline/events.hpp>
#include <coaws/pipeline/invoke.hpp>
#include <coaws/value/args.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace coaws::customization {

namespace {

namespace asio = boost::asio;

constexpr std::string_view redirected_note = "s3.redirected";
constexpr std::string_view region_header = "x-amz-bucket-region";
constexpr std::string_view feature = "Ah";

void note_params(before_endpoint_resolution& e, bucket_regions const& regions) {
    auto const* bucket = find_text(e.params, "Bucket");
    if (bucket == nullptr) return;
    if (!e.context.notes.contains(endpoint_params_note)) {
        value_map kept;
        kept.reserve(4);
        for (auto const* name : {"Bucket", "Key", "Prefix", "CopySource"})
            if (auto const* text = find_text(e.params, name)) kept.append(name, *text);
        e.context.notes.append(std::string(endpoint_params_note), std::move(kept));
    }
    auto region = regions.find(*bucket);
    if (!region) return;
    e.builtins[endpoint::builtin::region] = std::move(*region);
    e.context.add_feature(feature);
}

/// Whether a response says that the request went to the wrong region.
bool is_wrong_region(needs_retry const& e) {
    auto const status = e.outcome.response->status;
    if (status == 301 || status == 302 || status == 307) return true;
    auto const* failure = e.outcome.service_error;
    if (failure == nullptr) return false;
    auto const& code = failure->code;
    auto const& operation = e.operation().name;
    if (code == "301" || code == "400")
        // These come without a body that would say more.
        return operation == "HeadObject" ||
               (operation == "HeadBucket" && e.outcome.response->headers.contains(region_header));
    if (code == "AuthorizationHeaderMalformed") return failure->error_members.contains("Region");
    return code == "PermanentRedirect" ||
           (code == "IllegalLocationConstraintException" && operation != "CreateBucket");
}

/// The first field of that name among a response's headers as results hold them.
std::optional<std::string> region_in(value const& response) {
    auto const* metadata = response.find("ResponseMetadata");
    auto const* headers = metadata == nullptr ? nullptr : metadata->find("HTTPHeaders");
    auto const* region = headers == nullptr ? nullptr : headers->find(region_header);
    return region != nullptr && region->is_string() ? std::optional(region->as_string()) : std::nullopt;
}

asio::awaitable<std::optional<std::string>> ask_for_region(pipeline::client_core const& core,
                                                           std::string bucket) {
    auto params = args("Bucket", std::move(bucket));
    auto answer = co_await pipeline::invoke(core, "HeadBucket", std::move(params), call_options());
    if (answer.has_value()) co_return region_in(answer.value());
    if (auto const* refused = dynamic_cast<client_error const*>(&answer.error()))
        co_return region_in(refused->response());
    answer.error().raise();
}

asio::awaitable<std::optional<std::string>> find_region(pipeline::client_core const& core,
                                                        needs_retry const& e, std::string const& bucket) {
    if (auto const header = e.outcome.response->headers.find(region_header)) co_return std::string(*header);
    if (auto const* failure = e.outcome.service_error)
        if (auto const* region = find_text(failure->error_members, "Region")) co_return *region;
    // Asking again what has just been answered would never end.
    if (e.operation().name == "HeadBucket") co_return std::nullopt;
    co_return co_await ask_for_region(core, bucket);
}

void check_region(std::string const& region) {
    auto const allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    };
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    bool const valid = region.size() <= 63 && std::ranges::all_of(region, allowed) &&
                       !region.starts_with('-') && !region.ends_with('-') &&
                       (region.empty() || !std::ranges::all_of(region, digit));
    if (!valid) throw invalid_region_error(region);
}

asio::awaitable<std::shared_ptr<endpoint::endpoint const>> resolve_again(pipeline::client_core const& core,
                                                                         call_context& context) {
    auto params = *endpoint_params(context);
    auto builtins = core.settings().builtins;
    auto const name =
        std::string(before_endpoint_resolution::event_name) + '.' + context.service().metadata().event_id;
    before_endpoint_resolution event(name, context, builtins, params);
    auto const handlers = core.events().find(name);
    if (!emit_now(*handlers, event)) co_await emit(*handlers, event);
    endpoint::parameter_binding const binding(core.parts().rules, context.service(), context.operation());
    auto const values = binding.bind(params, builtins, core.settings().client_context);
    try {
        co_return core.endpoints()->resolve(values);
    } catch (endpoint_resolution_error const& failure) {
        endpoint::raise_resolution_error(context.service().metadata().name, failure,
                                         *find_text(params, "Bucket"));
    }
}

/// Points a request at an endpoint; its path and scheme stay.
void point_at(prepared_request& request, call_context& context, pipeline::client_core const& core,
              std::shared_ptr<endpoint::endpoint const> target) {
    if (auto const url = http::uri::parse(target->url)) request.http.url.authority = url->authority;
    if (!target->auth_schemes.empty()) {
        auto choice = pipeline::choose_endpoint_scheme(target->auth_schemes, core.settings());
        context.signing.auth_type = std::move(choice.auth_type);
        if (choice.region) context.signing.region = std::move(choice.region);
        if (choice.signing_name) context.signing.signing_name = std::move(choice.signing_name);
    }
    context.endpoint = std::move(target);
}

class redirector {
  public:
    redirector(std::weak_ptr<pipeline::client_core const> core, std::shared_ptr<bucket_regions> regions)
        : core_(std::move(core)), regions_(std::move(regions)) {}

    asio::awaitable<std::optional<retry_verdict>> operator()(needs_retry& e) const {
        std::optional<retry_verdict> verdict;
        if (e.outcome.response == nullptr) co_return verdict;
        auto const core = core_.lock();
        auto const* params = endpoint_params(e.context);
        if (!core || params == nullptr || e.context.notes.contains(redirected_note)) co_return verdict;
        auto const bucket = *find_text(*params, "Bucket");
        if (endpoint::is_arn(bucket) || !core->parts().rules || !is_wrong_region(e)) co_return verdict;
        auto region = co_await find_region(*core, e, bucket);
        if (!region) co_return verdict;
        check_region(*region);
        e.context.add_feature(feature);
        regions_->set(bucket, std::move(*region));
        auto target = co_await resolve_again(*core, e.context);
        point_at(e.request, e.context, *core, std::move(target));
        e.context.notes[redirected_note] = true;
        verdict = retry_verdict::after(std::chrono::nanoseconds::zero());
        co_return verdict;
    }

  private:
    std::weak_ptr<pipeline::client_core const> core_;
    std::shared_ptr<bucket_regions> regions_;
};

}  // namespace

void register_region_redirect(emitter& events, std::weak_ptr<pipeline::client_core const> core) {
    auto regions = std::make_shared<bucket_regions>();
    events.on_failure("needs-retry.s3", redirector(std::move(core), regions));
    events.on("before-endpoint-resolution.s3",
              [regions](before_endpoint_resolution& e) { note_params(e, *regions); });
}

}  // namespace coaws::customization
