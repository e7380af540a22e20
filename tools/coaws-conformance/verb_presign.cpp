// presign_url and presign_post: what others will send, signed now.
#include "answers.hpp"
#include "case_client.hpp"
#include "run_task.hpp"
#include "verbs.hpp"

namespace coaws::conformance {

namespace {

std::chrono::seconds expires_of(value const& request) {
    return std::chrono::seconds(request.get("expires", std::int64_t{3600}));
}

asio::awaitable<void> presign_url(client const& caller, value const& request, value_map& out) {
    presign_options options;
    if (auto const* method = request.find("http_method"); method != nullptr && method->is_string())
        options.with_http_method(method->as_string());
    out["url"] = co_await caller.presign_url(request.at("operation").as_string(), read_params(request),
                                             expires_of(request), std::move(options));
}

post_policy read_policy(value const& request) {
    post_policy policy;
    policy.with_expires(expires_of(request));
    if (auto const* fields = request.find("fields"); fields != nullptr && fields->is_map())
        for (auto const& [name, text] : fields->as_map()) policy.with_field(name, text.as_string());
    if (auto const* conditions = request.find("conditions"); conditions != nullptr && conditions->is_list())
        for (auto const& condition : conditions->as_list()) policy.with_condition(condition);
    return policy;
}

asio::awaitable<void> presign_post(client const& caller, value const& request, value_map& out) {
    auto const form = co_await caller.presign_post(request.at("bucket").as_string(),
                                                   request.at("key").as_string(), read_policy(request));
    value_map fields;
    for (auto const& [name, text] : form.fields) fields.append(name, text);
    out["url"] = form.url;
    out["fields"] = std::move(fields);
}

}  // namespace

std::string run_presign_url(driver& shared, value const& request) {
    case_setup setup(shared, request);
    auto const caller = setup.make_client();
    value_map out;
    run_task(presign_url(caller, request, out));
    return to_text(std::move(out));
}

std::string run_presign_post(driver& shared, value const& request) {
    case_setup setup(shared, request);
    auto const caller = setup.make_client();
    value_map out;
    run_task(presign_post(caller, request, out));
    return to_text(std::move(out));
}

}  // namespace coaws::conformance
